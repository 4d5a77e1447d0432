import { html, nothing, type TemplateResult } from "lit";
import type { ResponseToHost, RunView } from "../../protocol/response.ts";
import { icon } from "../shared/icon.ts";

type RunError = NonNullable<RunView["error"]>;

/** Renders a run's error to be read: the service's own words first, then what to do, then what support asks for. */
export function errorCard(
  runId: string,
  error: RunError,
  post: (message: ResponseToHost) => void,
): TemplateResult {
  const { name, httpStatus, message, remedy, requestId, attempts, members, actions } = error;
  return html`<section class="error-card" aria-labelledby="error-name">
    <h2 id="error-name">
      ${icon("error")}<span>${name}</span>
      ${httpStatus === undefined ? nothing : html`<span class="quiet">HTTP ${httpStatus}</span>`}
    </h2>
    <p class="error-message">${message}</p>
    <p class="remedy">${remedy}</p>
    <div class="error-actions">
      ${actions.map(
        (title, index) =>
          html`<vscode-button
            ?secondary=${index > 0}
            @click=${() => post({ type: "action", runId, index })}
            >${title}</vscode-button
          >`,
      )}
      <button
        type="button"
        class="link"
        @click=${() => post({ type: "copy", runId, what: "error" })}
      >
        Copy error
      </button>
      <button type="button" class="link" @click=${() => post({ type: "showLog" })}>Show log</button>
    </div>
    <dl class="error-facts">
      ${requestId === undefined ? nothing : fact("Request ID", html`<code>${requestId}</code>`)}
      ${fact("Attempts", attempts === 0 ? "0 (never sent)" : String(attempts))}
      ${members.map(([key, value]) => fact(key, value))}
    </dl>
  </section>`;
}

function fact(label: string, value: string | TemplateResult): TemplateResult {
  return html`<div>
    <dt>${label}</dt>
    <dd>${value}</dd>
  </div>`;
}
