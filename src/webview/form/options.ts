import { html, nothing, type TemplateResult } from "lit";
import {
  formMembers,
  memberOf,
  requestMembers,
  type FormMember,
} from "../../core/request/members.ts";
import type { FormState } from "../../protocol/form.ts";
import type { GuardrailsView } from "../../protocol/models.ts";
import { type Choice, choiceField, type Field, fieldGroup, textField } from "./fields.ts";
import type { FormLink } from "./formLink.ts";
import { guardrailFields } from "./guardrailFields.ts";
import { icon } from "../shared/icon.ts";
import { problemsUnderField } from "./problems.ts";

/** The members that the form edits in a way of its own are not among these. */
const choices = formMembers.flatMap((member) => {
  const { field, label = member, values = [] } = memberOf(member) ?? {};
  if (field?.kind !== "choice") return [];
  return [{ member, label, absent: field.absent, row: field.row, values }];
});
const choiceRows = [...new Set(choices.map(({ row }) => row))].map((row) =>
  choices.filter((choice) => choice.row === row),
);
const advanced = formMembers.flatMap((member): Field[] => {
  const { field, label = member, default: sent = "" } = memberOf(member) ?? {};
  if (field?.kind !== "advanced") return [];
  return [{ member, label, placeholder: field.placeholder ?? sent }];
});

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
  const row = (fields: readonly Choice[]) =>
    fieldGroup(
      fields.map((field) => choiceField(field, link, problems)),
      membersOf(fields),
      link,
      problems,
    );
  return html`<section class="options" aria-label="Parameters">
    ${unreadableNotice(state.unreadable, link)} ${guardrailFields(state, guardrails, link)}
    ${choiceRows.map(row)}
    <div class="field" data-section="requestMetadata" tabindex="-1">
      <span class="label" id="metadata-title">${requestMembers.requestMetadata.label}</span>
      <metadata-table
        .pairs=${state.metadata}
        .send=${(pairs: [string, string][]) => link.post({ type: "setMetadata", pairs })}
        .typed=${link.tellUnsent}
      ></metadata-table>
      ${problemsUnderField("requestMetadata", problems, link)}
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
