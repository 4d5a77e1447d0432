import { thrownMessage } from "../../core/thrownMessage.ts";

/**
 * Shows a fault of the page itself in a notice above it, with a button that leads out of it: a part that cannot be drawn
 * must not leave an empty page with nothing said. The notice is plain elements, for the fault may be anywhere else.
 */
export function showFailures(buttonText: string, act: () => void): void {
  window.addEventListener("error", ({ error }) => {
    // Without an error it is the browser's own remark, as of a resize that took two frames.
    if (error) show(error, buttonText, act);
  });
  window.addEventListener("unhandledrejection", ({ reason }) => show(reason, buttonText, act));
}

function show(reason: unknown, buttonText: string, act: () => void): void {
  if (document.querySelector(".page-failure")) return;
  const notice = document.createElement("div");
  notice.className = "page-failure";
  notice.setAttribute("role", "alert");
  const text = document.createElement("p");
  const detail = thrownMessage(reason);
  text.textContent = `Part of this page cannot be shown: ${detail}`;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "link";
  button.textContent = buttonText;
  button.addEventListener("click", act);
  notice.append(text, button);
  document.body.prepend(notice);
}
