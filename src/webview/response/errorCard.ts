import { html, nothing, type TemplateResult } from "lit";
import type { ResponseToHost, RunView } from "../../protocol/response.ts";
import { icon } from "../shared/icon.ts";
import { longText } from "../shared/longText.ts";
import { partList } from "../shared/partList.ts";
import type { RunLink } from "./runLink.ts";

type RunError = NonNullable<RunView["error"]>;
type Button = RunError["actions"][number];
type Post = (message: ResponseToHost) => void;

/** Renders a run's error to be read: the service's own words first, then what to do, then what support asks for. */
export function errorCard(
  { runId, lists }: RunView,
  error: RunError,
  link: RunLink,
  post: Post,
): TemplateResult {
  const { name, httpStatus, message, remedy, requestId, attempts, actions } = error;
  const press = (index: number) => post({ type: "action", runId, index });
  const hasLog = actions.some(({ id }) => id === "showLog");
  return html`<section class="error-card" aria-labelledby="error-name">
    <h2 id="error-name">
      ${icon("error")}<span>${name}</span>
      ${httpStatus === undefined ? nothing : html`<span class="quiet">HTTP ${httpStatus}</span>`}
    </h2>
    <div tabindex="0" role="group" aria-label="Error message" class="error-message">
      ${longText({ start: message, link: link.text("error", 0), label: "error message", look: "words" })}
    </div>
    <p class="remedy">${icon("lightbulb")}<span>${withCode(remedy)}</span></p>
    <div class="error-actions">
      ${actions.map((button, index) => remedyButton(button, index, press))}
      <button
        type="button"
        class="link"
        @click=${() => post({ type: "copy", runId, what: "error" })}
      >
        Copy error
      </button>
      ${
        hasLog
          ? nothing
          : html`<button type="button" class="link" @click=${() => post({ type: "showLog" })}>
              Show log
            </button>`
      }
    </div>
    ${explanation(error, press)}
    <dl class="error-facts">
      ${requestId === undefined ? nothing : fact("Request ID", html`<code>${requestId}</code>`)}
      ${fact("Attempts", attempts === 0 ? "0 (never sent)" : String(attempts))}
    </dl>
    ${partList({
      start: lists.members,
      link: link.list("members"),
      noun: "members of the error",
      page: (items, from) =>
        html`<dl class="error-facts">
          ${items.map(({ name: key, value }, at) =>
            fact(
              key,
              longText({
                start: value,
                link: link.text("members", from + at),
                label: `value of ${key}`,
                look: "words",
              }),
            ),
          )}
        </dl>`,
    })}
  </section>`;
}

/** The words with what stands in backticks as code; a backtick without its other one is one. */
function withCode(words: string): (string | TemplateResult)[] {
  return words
    .split(/(`[^`]+`)/)
    .filter(Boolean)
    .map((part) => (/^`[^`]+`$/.test(part) ? html`<code>${part.slice(1, -1)}</code>` : part));
}

/** What the account said on why it was denied; the live region is there before there is something to say. */
function explanation(
  { explanation: found, actions }: RunError,
  press: (index: number) => void,
): TemplateResult {
  const words = found && (found.text ?? "Checking the account's access to the model…");
  return html`<div class="explanation" role="status" ?hidden=${found === undefined}>
    ${words === undefined ? nothing : html`<p>${icon("info")}<span>${words}</span></p>`}
    ${
      found && found.actions.length > 0
        ? html`<div class="error-actions">
            ${found.actions.map((button, index) =>
              remedyButton(button, actions.length + index, press, true),
            )}
          </div>`
        : nothing
    }
  </div>`;
}

/** The first button is the one to press; a link out of VS Code says where it leads. */
function remedyButton(
  { id, title, hint }: Button,
  index: number,
  press: (index: number) => void,
  secondary = index > 0,
): TemplateResult {
  return html`<vscode-button
    ?secondary=${secondary}
    title=${hint ?? nothing}
    @click=${() => press(index)}
    >${title}${id === "openLink" ? icon("link-external", "content-after") : nothing}</vscode-button
  >`;
}

function fact(label: string, value: string | TemplateResult): TemplateResult {
  return html`<div>
    <dt>${label}</dt>
    <dd>${value}</dd>
  </div>`;
}
