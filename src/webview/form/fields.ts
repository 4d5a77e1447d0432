import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import type { FormMember } from "../../core/request/members.ts";
import type { FormProblem } from "../../protocol/form.ts";
import type { FormLink } from "./formLink.ts";
import { problemsUnderField, problemIds } from "./problems.ts";

export interface Field {
  readonly member: FormMember;
  readonly label: string;
  /** Shown in an empty field. */
  readonly placeholder?: string;
}

/** Renders a text field for a member; its problems stand in the group that it is part of. */
export function textField(
  field: Field,
  link: FormLink,
  problems: readonly FormProblem[],
): TemplateResult {
  const { member, label, placeholder = "" } = field;
  return html`<div class="field">
    <label for="field-${member}">${label}</label>
    <input
      id="field-${member}"
      type="text"
      spellcheck="false"
      autocomplete="off"
      data-member=${member}
      placeholder=${placeholder}
      title=${link.shown(member)}
      aria-invalid=${hasError(member, problems)}
      aria-describedby=${problemIds(member, problems) || nothing}
      .value=${live(link.shown(member))}
      @input=${(event: InputEvent) => link.type(member, inputValue(event))}
      @blur=${() => link.leave(member)}
    />
  </div>`;
}

/** A member that takes one of a few values; what it means to take it out of the file is `absent`. */
export interface Choice {
  readonly member: FormMember;
  readonly label: string;
  readonly absent: string;
  readonly values: readonly string[];
}

/** Renders a choice for a member, without its problems. A value from the file that is not among those known is shown as it is. */
export function choiceField(
  choice: Choice,
  link: FormLink,
  problems: readonly FormProblem[],
): TemplateResult {
  const { member, label, absent, values } = choice;
  const shown = link.shown(member);
  const all = shown === "" || values.includes(shown) ? values : [...values, shown];
  return html`<div class="field">
    <label for="field-${member}">${label}</label>
    <div class="select">
      <select
        id="field-${member}"
        data-member=${member}
        aria-invalid=${hasError(member, problems)}
        aria-describedby=${problemIds(member, problems) || nothing}
        .value=${live(shown)}
        @change=${(event: Event) => link.set([member, inputValue(event) || null])}
      >
        <option value="" ?selected=${shown === ""}>${absent}</option>
        ${all.map((value) => html`<option value=${value} ?selected=${value === shown}>${value}</option>`)}
      </select>
    </div>
  </div>`;
}

/** Renders one or two fields side by side, and under them, where there is room to read, their problems. */
export function fieldGroup(
  fields: readonly TemplateResult[],
  members: readonly FormMember[],
  link: FormLink,
  problems: readonly FormProblem[],
): TemplateResult {
  return html`<div class="field-group">
    <div class="side-by-side">${fields}</div>
    ${members.map((member) => problemsUnderField(member, problems, link))}
  </div>`;
}

function inputValue(event: Event): string {
  const { target } = event;
  return target instanceof HTMLInputElement || target instanceof HTMLSelectElement
    ? target.value
    : "";
}

function hasError(member: FormMember, problems: readonly FormProblem[]): "true" | "false" {
  return problems.some((problem) => problem.member === member && problem.severity === "error")
    ? "true"
    : "false";
}
