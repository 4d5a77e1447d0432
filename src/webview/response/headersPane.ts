import { html, nothing, type TemplateResult } from "lit";
import type { RunView } from "../../protocol/response.ts";
import { longText } from "../shared/longText.ts";
import { partList } from "../shared/partList.ts";
import type { RunLink } from "./runLink.ts";

/** Renders the response's status and headers as a table. */
export function headersPane(run: RunView, link: RunLink): TemplateResult {
  if (run.lists.headers.count === 0)
    return html`<p class="quiet pane-note">
      ${run.status === "running" ? "Waiting for the response's headers…" : "No response has arrived."}
    </p>`;
  const status =
    run.httpStatus === undefined
      ? nothing
      : html`<tr>
          <th scope="row">HTTP status</th>
          <td>${run.httpStatus}</td>
        </tr>`;
  return html`<div class="scroller" tabindex="0" role="region" aria-label="Response headers">
    ${partList({
      start: run.lists.headers,
      link: link.list("headers"),
      noun: "headers",
      page: (items, from) =>
        html`<table>
          <thead class="visually-hidden">
            <tr>
              <th scope="col">Header</th>
              <th scope="col">Value</th>
            </tr>
          </thead>
          <tbody>
            ${from === 0 ? status : nothing}
            ${items.map(
              ({ name, value }, at) =>
                html`<tr>
                  <th scope="row">${name}</th>
                  <td>
                    ${longText({
                      start: value,
                      link: link.text("headers", from + at),
                      label: `value of ${name}`,
                      look: "value",
                    })}
                  </td>
                </tr>`,
            )}
          </tbody>
        </table>`,
    })}
  </div>`;
}
