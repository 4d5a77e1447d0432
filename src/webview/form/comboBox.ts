import { html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import type { FormMember } from "../../core/request/members.ts";
import type { FormProblem } from "../../protocol/form.ts";
import { icon } from "../shared/icon.ts";
import { LightElement } from "../shared/lightElement.ts";
import type { FormLink } from "./formLink.ts";
import { problemIds } from "./problems.ts";

const pageOfRows = 8;

/**
 * A text field with a list to choose from, an ARIA combobox. Text that is typed narrows the list and nothing else, until
 * Enter, a choice or leaving the field takes it as the value; Esc and undo bring the value back. Any text may be taken.
 */
export abstract class ComboBox extends LightElement {
  static override properties: PropertyDeclarations = {
    link: { attribute: false },
    value: {},
    problems: { attribute: false },
    open: { state: true },
    active: { state: true },
    typed: { state: true },
  };
  declare link: FormLink;
  declare value: string;
  declare problems: readonly FormProblem[];
  /** Whether the list is open, the row under the cursor (-1: none), and what is typed but not taken yet. */
  declare open: boolean;
  declare active: number;
  declare typed: string | undefined;

  constructor() {
    super();
    this.value = "";
    this.problems = [];
    this.open = false;
    this.active = -1;
  }

  protected abstract get member(): FormMember;
  /** What the rows of the open list stand for, in their order. */
  protected abstract get choices(): readonly string[];
  /** The list is opened. */
  protected abstract shown(): void;
  /** Carries out a key of the list's own; true when it was one. */
  protected otherKey(_event: KeyboardEvent): boolean {
    return false;
  }

  /** True for what is more likely a search than a value. Words with blanks between them always are: no id has one. */
  protected isSearch(typed: string): boolean {
    return /\s/.test(typed);
  }

  /** Takes what is typed as the value, unless it was a search. */
  commit(): void {
    const typed = this.typed?.trim();
    this.typed = undefined;
    if (typed === undefined || typed === this.value || /\s/.test(typed)) return;
    if (this.isSearch(typed) && this.choices.length > 0) return;
    this.#set(typed);
  }

  /** Throws away what is typed; false when nothing is. */
  revert(): boolean {
    const pending = this.typed !== undefined;
    this.typed = undefined;
    this.#close();
    return pending;
  }

  protected choose(value: string): void {
    this.typed = undefined;
    this.#close();
    this.#set(value);
  }

  protected field(label: string, placeholder: string, describedBy = ""): TemplateResult {
    const { member, open, active, problems } = this;
    const own = problems.filter((problem) => problem.member === member);
    const described = [problemIds(member, problems), describedBy].filter(Boolean).join(" ");
    return html`<input
        id="field-${member}"
        type="text"
        role="combobox"
        spellcheck="false"
        autocomplete="off"
        data-member=${member}
        placeholder=${placeholder}
        title=${this.value}
        aria-autocomplete="list"
        aria-expanded=${open}
        aria-controls="list-${member}"
        aria-activedescendant=${open && this.choices[active] !== undefined ? `${member}-${active}` : nothing}
        aria-invalid=${own.some(({ severity }) => severity === "error")}
        aria-describedby=${described || nothing}
        .value=${live(this.typed ?? this.value)}
        @input=${(event: InputEvent) => this.#onInput(event)}
        @keydown=${(event: KeyboardEvent) => this.#onKey(event)}
        @focus=${selectAll}
        @click=${() => this.#show()}
        @blur=${() => this.#onBlur()}
      />
      <button
        type="button"
        class="combobox-button"
        tabindex="-1"
        aria-label="Show ${label}"
        @mousedown=${(event: MouseEvent) => this.#toggle(event)}
      >
        ${icon("chevron-down")}
      </button>`;
  }

  #set(value: string): void {
    this.value = value;
    this.link.set([this.member, value === "" ? null : value]);
  }

  #show(): void {
    this.active = -1;
    if (this.open) return;
    this.open = true;
    this.shown();
  }

  #close(): void {
    this.open = false;
    this.active = -1;
  }

  #onInput({ target }: InputEvent): void {
    if (!(target instanceof HTMLInputElement)) return;
    this.typed = target.value;
    this.#show();
    const typed = target.value.trim();
    if (typed !== "" && this.isSearch(typed)) this.active = 0;
  }

  #onBlur(): void {
    this.#close();
    this.commit();
  }

  #toggle(event: MouseEvent): void {
    event.preventDefault();
    const wasOpen = this.open;
    this.querySelector<HTMLElement>(`#field-${this.member}`)?.focus();
    if (wasOpen) this.#close();
    else this.#show();
  }

  #onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.isComposing) return;
    if (this.open && this.otherKey(event)) event.preventDefault();
    else if (event.key in steps) {
      const step = steps[event.key] ?? 0;
      if (!this.open && Math.abs(step) > 1) return;
      event.preventDefault();
      if (!this.open) this.#show();
      else if (!event.altKey) this.#move(step);
      else if (step < 0) this.#close();
    } else if (event.key === "Escape" && (this.open || this.typed !== undefined)) {
      event.preventDefault();
      this.revert();
    } else if (event.key === "Enter" && (this.open || this.typed !== undefined)) {
      event.preventDefault();
      const choice = this.choices[this.active];
      if (choice !== undefined) this.choose(choice);
      else this.commit();
      this.#close();
    }
  }

  #move(by: number): void {
    const last = this.choices.length - 1;
    const next = this.active + by;
    if (last < 0) return;
    if (Math.abs(by) > 1) this.active = Math.max(0, Math.min(last, next));
    else if (this.active < 0) this.active = by > 0 ? 0 : last;
    else this.active = next < 0 ? last : next > last ? 0 : next;
  }
}

const steps: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: pageOfRows,
  PageUp: -pageOfRows,
};

/** A click in the list must not take the focus from the text field. */
export function keepFocus(event: MouseEvent): void {
  event.preventDefault();
}

/** Typing replaces the id that stands there: who comes to this field comes to choose another. */
function selectAll({ target }: Event): void {
  // The click that brings the focus would set the caret after it.
  if (target instanceof HTMLInputElement) requestAnimationFrame(() => target.select());
}
