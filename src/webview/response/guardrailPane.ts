import { html, nothing, type TemplateResult } from "lit";
import { redacted } from "../../core/run/redact.ts";
import type { ResponseToHost, RunView } from "../../protocol/response.ts";
import { formatDuration } from "../shared/format.ts";
import { icon } from "../shared/icon.ts";
import type { Finding } from "./guardrailFindings.ts";
import { type Assessment, readTrace } from "./guardrailTrace.ts";
import { guardrailSentence, intervened } from "./runFacts.ts";

/**
 * Renders what guardrails did to the run: whether one intervened, and each assessment. `revealed` is the trace with
 * what it matched in the clear, once that was asked for.
 */
export function guardrailPane(
  run: RunView,
  revealed: string | undefined,
  post: (message: ResponseToHost) => void,
  hide: () => void,
): TemplateResult {
  const text = revealed ?? run.guardrailTrace;
  const trace = text === undefined ? undefined : readTrace(text);
  return html`<div class="scroller" tabindex="0" role="region" aria-label="Guardrail">
    ${banner(run, trace?.reason)}
    ${
      revealed !== undefined || text?.includes(redacted)
        ? html`<p class="reveal">
            <button
              type="button"
              class="link"
              @click=${() =>
                revealed === undefined
                  ? post({ type: "revealGuardrail", runId: run.runId })
                  : hide()}
            >
              ${icon(revealed === undefined ? "eye" : "eye-closed")}
              ${revealed === undefined ? "Show what was matched" : "Hide what was matched"}
            </button>
          </p>`
        : nothing
    }
    ${
      text === undefined
        ? html`<p class="quiet">
            There is no trace: set Trace to ENABLED or ENABLED_FULL to see each assessment.
          </p>`
        : nothing
    }
    ${text !== undefined && !trace ? html`<pre class="block">${text}</pre>` : nothing}
    ${trace?.assessments.map(assessmentSection)}
    ${
      trace && trace.modelOutput.length > 0
        ? html`<details>
            <summary>The model's answer before the guardrail</summary>
            ${trace.modelOutput.map((part) => html`<pre class="block">${part}</pre>`)}
          </details>`
        : nothing
    }
  </div>`;
}

function banner(run: RunView, reason: string | undefined): TemplateResult {
  const stopped = intervened(run);
  return html`<p class=${stopped ? "notice guardrail-banner" : "guardrail-banner"}>
    ${icon(stopped ? "warning" : "shield")}
    <span>
      <strong>${stopped ? "INTERVENED" : (run.guardrailAction ?? "NONE")}</strong>
      ${
        stopped
          ? (guardrailSentence(run) ?? "A guardrail blocked or masked something.")
          : "No guardrail intervened."
      }
      ${reason ?? nothing}
    </span>
  </p>`;
}

function assessmentSection(assessment: Assessment): TemplateResult {
  const { of, guardrailId, origin, latencyMs, coverage, findings, unknown } = assessment;
  const facts = [
    origin === undefined ? undefined : `set by ${origin}`,
    coverage.length === 0 ? undefined : `covered ${coverage.join(", ")}`,
    latencyMs === undefined ? undefined : formatDuration(latencyMs),
  ].filter((fact) => fact !== undefined);
  return html`<section class="assessment">
    <h2>${of} <span class="quiet">by guardrail</span> <code>${guardrailId}</code></h2>
    ${facts.length === 0 ? nothing : html`<p class="quiet">${facts.join(" · ")}</p>`}
    ${findings.length === 0 && unknown.length === 0 ? html`<p>Nothing was found.</p>` : nothing}
    ${findings.length === 0 ? nothing : findingTable(findings)}
    ${unknown.map(
      ([policy, json]) =>
        html`<details open>
          <summary>${policy}</summary>
          <pre class="block">${json}</pre>
        </details>`,
    )}
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
