import { html, nothing, type TemplateResult } from "lit";
import { sandboxName } from "../../core/sandboxMark.ts";
import type { ResponseToHost, RunView } from "../../protocol/response.ts";
import { formatDuration } from "../shared/format.ts";
import { icon } from "../shared/icon.ts";
import { type Fact, factsOf, intervened, type StatusLook, statusOf } from "./runFacts.ts";

const statusIcons: Readonly<Record<StatusLook["kind"], string>> = {
  running: "loading codicon-modifier-spin",
  done: "pass",
  warning: "warning",
  failed: "error",
  cancelled: "circle-slash",
};

/** The text of an answer, laid out as Markdown or not; undefined where there is no choice. */
export interface MarkdownChoice {
  readonly on: boolean;
  /** False for a text that is too long to lay out. */
  readonly possible: boolean;
  readonly toggle: () => void;
}

/** Renders the run's own line: how it stands, what was asked of whom, and what can be done with it. */
export function runHeader(
  run: RunView,
  copied: "text" | "json" | "error",
  markdown: MarkdownChoice | undefined,
  post: (message: ResponseToHost) => void,
): TemplateResult {
  const status = statusOf(run);
  const { runId } = run;
  // The badge says it.
  const who = run.isSandbox && run.identity === sandboxName ? "" : run.identity;
  return html`<header>
    <h1 class="visually-hidden">Response</h1>
    <span class="status ${status.kind}" title=${status.word}>
      ${icon(statusIcons[status.kind])}<span class="status-word">${status.word}</span>
    </span>
    ${run.retry ? html`<span class="retry ellipsis" role="status">${retryWords(run.retry)}</span>` : nothing}
    <span class="model ellipsis" title=${run.modelId}>${run.modelId}</span>
    <span class="quiet ellipsis operation" title=${run.operation}>${run.operation}</span>
    <span class="quiet where" title="${run.identity} · ${run.region} · ${run.endpointHost}"
      >${who === "" ? nothing : html`<span class="ellipsis">${who}</span>`}<span class="region"
        >${who === "" || run.region === "" ? "" : " · "}${run.region}</span
      ></span
    >
    ${placeBadge(run)}
    <div class="toolbar" role="toolbar" aria-label="Run">
      ${markdown ? markdownSwitch(markdown) : nothing}
      ${
        run.status === "running"
          ? action("debug-stop", "Cancel", () => post({ type: "cancel", runId }))
          : run.saved
            ? nothing
            : action("debug-restart", "Rerun", () => post({ type: "rerun" }))
      }
      ${action("copy", `Copy ${copied === "json" ? "JSON" : copied}`, () => post({ type: "copy", runId, what: copied }))}
      ${copied === "error" ? nothing : action("go-to-file", "Open in editor", () => post({ type: "openInEditor", runId, what: copied }))}
      ${run.bytesReceived > 0 ? action("save", "Save body…", () => post({ type: "saveBody", runId })) : nothing}
    </div>
  </header>`;
}

/** Marks a run that did not go to AWS but to this machine. */
function placeBadge({
  isLocal,
  isSandbox,
  endpointHost,
}: RunView): TemplateResult | typeof nothing {
  if (isSandbox)
    return html`<vscode-badge
      class="local"
      title="The sandbox at ${endpointHost}, on this machine: no model answered"
      >${sandboxName}</vscode-badge
    >`;
  if (!isLocal) return nothing;
  return html`<vscode-badge class="local" title="${endpointHost}, an endpoint on this machine"
    >Local</vscode-badge
  >`;
}

/** The try that is waited for or under way, and what the one before failed with. */
function retryWords(retry: NonNullable<RunView["retry"]>): string {
  const { attempt, maxAttempts, reason, delayMs, waiting } = retry;
  const which = `attempt ${attempt} of ${maxAttempts}`;
  if (!waiting) return `${reason}: ${which}…`;
  return `${reason}: ${which} in ${formatDuration(delayMs)}, waiting…`;
}

/** Renders the figures of the run in a line, the running clock among them. */
export function metricsLine(run: RunView): TemplateResult {
  const facts = factsOf(run);
  const rest = facts.filter(({ more }) => more === true);
  return html`<dl class="metrics" aria-label="Metrics">
      ${
        run.status === "running"
          ? html`<div>
              <dt>Total</dt>
              <dd>
                <elapsed-time
                  .since=${run.startedAt}
                  aria-label="Time since the start"
                ></elapsed-time>
              </dd>
            </div>`
          : nothing
      }
      ${facts.filter(({ more }) => more !== true).map(factItem)}
      ${
        run.guardrailAction === undefined
          ? nothing
          : html`<div class=${intervened(run) ? "marked" : ""}>
              <dt>Guardrail</dt>
              <dd>${intervened(run) ? icon("shield") : nothing}${run.guardrailAction}</dd>
            </div>`
      }
    </dl>
    ${
      rest.length === 0
        ? nothing
        : html`<button type="button" class="link more" popovertarget="more-metrics">More</button>
            <dl id="more-metrics" class="metrics" popover aria-label="More metrics">
              ${rest.map(factItem)}
            </dl>`
    }`;
}

function factItem({ label, value, marked, title }: Fact): TemplateResult {
  return html`<div class=${marked ? "marked" : ""} title=${title ?? nothing}>
    <dt>${label}</dt>
    <dd>${marked ? icon("warning") : nothing}${value}</dd>
  </div>`;
}

function markdownSwitch({ on, possible, toggle }: MarkdownChoice): TemplateResult {
  return html`<button
    type="button"
    class="quiet-button"
    title=${possible ? "Show the text as Markdown or as it is" : "Too long to be shown as Markdown"}
    aria-label="Markdown"
    aria-pressed=${on}
    ?disabled=${!possible}
    @click=${toggle}
  >
    ${icon("markdown")}<span class="action-word">Markdown</span>
  </button>`;
}

function action(iconName: string, title: string, act: () => void): TemplateResult {
  return html`<button
    type="button"
    class="quiet-button"
    title=${title}
    aria-label=${title}
    @click=${act}
  >
    ${icon(iconName)}<span class="action-word">${title}</span>
  </button>`;
}
