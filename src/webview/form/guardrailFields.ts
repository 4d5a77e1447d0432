import { html, type TemplateResult } from "lit";
import { requestMembers } from "../../core/request/members.ts";
import type { FormState } from "../../protocol/form.ts";
import type { GuardrailsView } from "../../protocol/models.ts";
import type { BoxChoice } from "./choiceBox.ts";
import { fieldGroup } from "./fields.ts";
import type { FormLink } from "./formLink.ts";
import { listFailureReason } from "../../core/models/modelWords.ts";

const identifier = {
  member: "guardrailIdentifier",
  label: requestMembers.guardrailIdentifier.label,
  placeholder: "ID or ARN",
} as const;
const version = {
  member: "guardrailVersion",
  label: requestMembers.guardrailVersion.label,
  placeholder: "e.g. DRAFT",
} as const;

/** Renders the guardrail and its version, each with those of the account to choose from. */
export function guardrailFields(
  { problems }: FormState,
  view: GuardrailsView | undefined,
  link: FormLink,
): TemplateResult {
  const chosen = link.shown("guardrailIdentifier");
  const box = (field: typeof identifier | typeof version, rows: readonly BoxChoice[]) =>
    html`<choice-box
      class="field"
      .about=${field}
      .link=${field === identifier ? withVersion(view, link) : link}
      .value=${link.shown(field.member)}
      .problems=${problems}
      .rows=${rows}
      .status=${statusOf(view)}
      .onOpen=${() => link.tell({ type: "guardrailsOpened" })}
    ></choice-box>`;
  return fieldGroup(
    [box(identifier, identifiers(view)), box(version, versions(view, chosen))],
    ["guardrailIdentifier", "guardrailVersion"],
    link,
    problems,
  );
}

function identifiers(view: GuardrailsView | undefined): readonly BoxChoice[] {
  return (view?.guardrails ?? []).map(({ id, name, status }) => ({
    value: id,
    name,
    note: [id, status === "READY" ? "" : status.toLowerCase()].filter(Boolean).join(" · "),
  }));
}

/** A guardrail cannot be used without a version: one from the list brings its newest along where none is set. */
function withVersion(view: GuardrailsView | undefined, link: FormLink): FormLink {
  return {
    ...link,
    set: (...values) => {
      const chosen = values.find(([member]) => member === "guardrailIdentifier")?.[1];
      const guardrail = view?.guardrails.find(({ id, arn }) => chosen === id || chosen === arn);
      if (guardrail && link.shown("guardrailVersion") === "")
        link.set(...values, ["guardrailVersion", newestOf(guardrail.versions)]);
      else link.set(...values);
    },
  };
}

/** The highest number; DRAFT where there is none. */
function newestOf(all: readonly string[]): string {
  const numbers = all.filter((each) => /^\d+$/.test(each)).map(Number);
  return numbers.length === 0 ? "DRAFT" : String(Math.max(...numbers));
}

/** The chosen guardrail's versions; DRAFT, which each has, where it is not in the list. */
function versions(view: GuardrailsView | undefined, chosen: string): readonly BoxChoice[] {
  const guardrail = view?.guardrails.find(({ id, arn }) => chosen === id || chosen === arn);
  return (guardrail?.versions ?? ["DRAFT"]).map((value) => ({
    value,
    name: value,
    note: value === "DRAFT" ? "the working draft" : "",
  }));
}

function statusOf(view: GuardrailsView | undefined): string {
  if (view?.loading) return "Loading the guardrails…";
  return view?.error === undefined
    ? ""
    : `Guardrails could not be listed: ${listFailureReason(view.error)}`;
}
