import { html, nothing, type TemplateResult } from "lit";
import { layOutJson } from "../../core/json/jsonLayout.ts";
import { redacted } from "../../core/run/redact.ts";
import { formatDuration } from "../shared/format.ts";
import { partList } from "../shared/partList.ts";
import type { Finding } from "./guardrailFindings.ts";
import type { Assessment } from "./guardrailTrace.ts";
import type { RunLink } from "./runLink.ts";

/** Renders what one guardrail made of the input or of an output; `index` is its number in the trace, from 0. */
export function assessmentSection(
  { of, guardrailId, origin, latencyMs, coverage, findings, unknown }: Assessment,
  index: number,
  link: RunLink,
): TemplateResult {
  const facts = [
    origin === undefined ? undefined : `set by ${origin}`,
    coverage.length === 0 ? undefined : `covered ${coverage.join(", ")}`,
    latencyMs === undefined ? undefined : formatDuration(latencyMs),
  ].filter((fact) => fact !== undefined);
  return html`<section class="assessment">
    <h2>${of} <span class="quiet">by guardrail</span> <code>${guardrailId}</code></h2>
    ${facts.length === 0 ? nothing : html`<p class="quiet">${facts.join(" · ")}</p>`}
    ${findings.length === 0 && unknown.length === 0 ? html`<p>Nothing was found.</p>` : nothing}
    ${partList({
      start: { count: findings.length, items: findings },
      link: link.localList(`guardrail/${index}`),
      noun: "findings",
      page: findingTable,
    })}
    ${partList({
      start: { count: unknown.length, items: unknown },
      link: link.localList(`guardrail/${index}/other`),
      noun: "other policies",
      page: (items) =>
        items.map(
          ([policy, json]) =>
            html`<details open>
              <summary>${policy}</summary>
              <pre class="block">${layOutJson(json)}</pre>
            </details>`,
        ),
    })}
  </section>`;
}

function findingTable(findings: readonly Finding[]): TemplateResult {
  return html`<table>
    <thead>
      <tr>
        <th scope="col">Policy</th>
        <th scope="col">What</th>
        <th scope="col">Action</th>
        <th scope="col">Measure</th>
        <th scope="col">Match</th>
      </tr>
    </thead>
    <tbody>
      ${findings.map(
        ({ policy, what, action, detected, measure, match, detail }) =>
          html`<tr>
            <td>${policy}</td>
            <th scope="row">
              ${
                detail === undefined
                  ? what
                  : html`<details>
                      <summary>${what}</summary>
                      <pre class="block">${detail}</pre>
                    </details>`
              }
            </th>
            <td class=${action !== undefined && action !== "NONE" ? "marked" : ""}>
              ${action ?? "–"}${detected === false ? " (not detected)" : ""}
            </td>
            <td>${measure ?? "–"}</td>
            <td class="match">
              ${match === redacted ? html`<span class="quiet">hidden</span>` : (match ?? "–")}
            </td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}
