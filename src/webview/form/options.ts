import { html, nothing, type TemplateResult } from "lit";
import type { FormMember, FormState } from "../../protocol/form.ts";
import type { GuardrailsView } from "../../protocol/models.ts";
import { type Choice, choiceField, type Field, fieldGroup, textField } from "./fields.ts";
import type { FormLink } from "./formLink.ts";
import { guardrailFields } from "./guardrailFields.ts";
import { icon } from "../shared/icon.ts";
import { memberProblems } from "./problems.ts";

const trace: Choice = {
  member: "trace",
  label: "Trace",
  absent: "Off (not sent)",
  values: ["ENABLED", "DISABLED", "ENABLED_FULL"],
};
const latency: Choice = {
  member: "performanceConfigLatency",
  label: "Latency",
  absent: "Not sent",
  values: ["standard", "optimized"],
};
const tier: Choice = {
  member: "serviceTier",
  label: "Service tier",
  absent: "Not sent",
  values: ["priority", "default", "flex", "reserved"],
};
const advanced: readonly Field[] = [
  { member: "contentType", label: "Content type", placeholder: "application/json" },
  { member: "accept", label: "Accept", placeholder: "application/json" },
  { member: "region", label: "Region of this file", placeholder: "The connection's region" },
  { member: "bodyFile", label: "Body from a file", placeholder: "./payload.json" },
];

/** Renders every parameter but the model and the body. */
export function optionsPane(
  state: FormState,
  guardrails: GuardrailsView | undefined,
  link: FormLink,
  advancedOpen: boolean,
  onAdvanced: (open: boolean) => void,
): TemplateResult {
  const { problems } = state;
  const texts = (...fields: Field[]) =>
    fieldGroup(
      fields.map((field) => textField(field, link, problems)),
      membersOf(fields),
      link,
      problems,
    );
  const choices = (...fields: Choice[]) =>
    fieldGroup(
      fields.map((field) => choiceField(field, link, problems)),
      membersOf(fields),
      link,
      problems,
    );
  return html`<section class="options" aria-label="Parameters">
    ${unreadableNotice(state.unreadable, link)} ${guardrailFields(state, guardrails, link)}
    ${choices(trace)} ${choices(latency, tier)}
    <div class="field" data-section="requestMetadata" tabindex="-1">
      <span class="label" id="metadata-title">Request metadata</span>
      <metadata-table
        .pairs=${state.metadata}
        .send=${(pairs: [string, string][]) => link.post({ type: "setMetadata", pairs })}
      ></metadata-table>
      ${memberProblems("requestMetadata", problems, link)}
    </div>
    <details
      .open=${advancedOpen || advanced.some(({ member }) => problems.some((one) => one.member === member))}
      @toggle=${(event: Event) => onAdvanced(event.target instanceof HTMLDetailsElement && event.target.open)}
    >
      <summary>Advanced</summary>
      <div class="details-content">${advanced.map((field) => texts(field))}</div>
    </details>
  </section>`;
}

function membersOf(fields: readonly (Field | Choice)[]): FormMember[] {
  return fields.map(({ member }) => member);
}

function unreadableNotice(
  members: readonly string[],
  link: FormLink,
): TemplateResult | typeof nothing {
  if (members.length === 0) return nothing;
  return html`<p class="notice">
    ${icon("warning")}
    <span>
      The form cannot show what the file has for ${members.join(", ")}.
      <button type="button" class="link" @click=${() => link.post({ type: "openAsText" })}>
        Open as text
      </button>
    </span>
  </p>`;
}
