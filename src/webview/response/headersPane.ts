import { html, nothing, type TemplateResult } from "lit";
import type { RunView } from "../../protocol/response.ts";

/** Renders the response's status and headers as a table. */
export function headersPane(run: RunView): TemplateResult {
  if (run.headers.length === 0)
    return html`<p class="quiet pane-note">
      ${run.status === "running" ? "Waiting for the response's headers…" : "No response has arrived."}
    </p>`;
  return html`<div class="scroller" tabindex="0" role="region" aria-label="Response headers">
    <table>
      <thead class="visually-hidden">
        <tr>
          <th scope="col">Header</th>
          <th scope="col">Value</th>
        </tr>
      </thead>
      <tbody>
        ${
          run.httpStatus === undefined
            ? nothing
            : html`<tr>
                <th scope="row">HTTP status</th>
                <td>${run.httpStatus}</td>
              </tr>`
        }
        ${run.headers.map(
          ([name, value]) =>
            html`<tr>
              <th scope="row">${name}</th>
              <td>${value}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
