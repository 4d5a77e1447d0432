import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import type { FormState } from "../../protocol/form.ts";
import { icon } from "../shared/icon.ts";
import type { FormLink } from "./formLink.ts";

const streamingOperation = "InvokeModelWithResponseStream";
const isMac = navigator.userAgent.includes("Macintosh");
const invokeKeys = isMac ? "⌘Enter" : "Ctrl+Enter";

/** Renders Stream and Invoke; while a run goes on, its time and Cancel instead of Invoke. */
export function runBar(state: FormState, link: FormLink): TemplateResult {
  return html`<div class="run-bar">
    <vscode-checkbox
      toggle
      label="Stream"
      title="Send with InvokeModelWithResponseStream"
      .checked=${live(link.shown("operation") === streamingOperation)}
      @change=${(event: Event) => link.set(["operation", isChecked(event) ? streamingOperation : null])}
    ></vscode-checkbox>
    ${state.running ? cancelButton(state.running.startedAt, link) : invokeButton(state, link)}
  </div>`;
}

function invokeButton({ sendable, trusted }: FormState, link: FormLink): TemplateResult {
  if (sendable === "warn" && trusted)
    return html`<vscode-button
      class="send-anyway"
      secondary
      title="The request has errors and will probably be rejected. Send it anyway."
      @click=${() => link.post({ type: "invoke", anyway: true })}
    >
      ${icon("warning", "content-before")}Send anyway
    </vscode-button>`;
  const disabled = sendable !== "ready" || !trusted;
  return html`<vscode-button
    class="invoke"
    ?disabled=${disabled}
    aria-disabled=${disabled}
    aria-keyshortcuts=${isMac ? "Meta+Enter" : "Control+Enter"}
    title=${disabled ? whyDisabled(trusted) : `Invoke (${invokeKeys})`}
    @click=${() => link.post({ type: "invoke" })}
  >
    ${icon("play", "content-before")}Invoke
    <kbd slot="content-after" aria-hidden="true">${invokeKeys}</kbd>
  </vscode-button>`;
}

function cancelButton(startedAt: number, link: FormLink): TemplateResult {
  return html`<vscode-progress-ring aria-hidden="true"></vscode-progress-ring>
    <elapsed-time .since=${startedAt} aria-label="Time since the start"></elapsed-time>
    <vscode-button
      class="cancel"
      secondary
      aria-keyshortcuts="Escape"
      title="Cancel (Esc)"
      @click=${() => link.post({ type: "cancel" })}
    >
      ${icon("debug-stop", "content-before")}Cancel
      <kbd slot="content-after" aria-hidden="true">Esc</kbd> </vscode-button
    >${nothing}`;
}

function whyDisabled(trusted: boolean): string {
  return trusted ? "Fix the problems before sending" : "The workspace is not trusted";
}

function isChecked({ target }: Event): boolean {
  return target instanceof HTMLElement && "checked" in target && target.checked === true;
}
