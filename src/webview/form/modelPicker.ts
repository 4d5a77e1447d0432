import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import type { FormProblem } from "../../protocol/form.ts";
import { icon } from "../shared/icon.ts";
import { LightElement } from "../shared/lightElement.ts";
import type { FormLink } from "./formLink.ts";
import { describeModel, findModels, type ModelChoice, type ModelGroup } from "./modelSearch.ts";
import { memberProblems, problemIds } from "./problems.ts";

/** `<model-picker>`: the model id as an ARIA combobox. Any text is taken; the list only offers. */
export class ModelPicker extends LightElement {
  static override properties = {
    link: { attribute: false },
    value: {},
    models: { attribute: false },
    recent: { attribute: false },
    problems: { attribute: false },
    open: { state: true },
    active: { state: true },
    filtering: { state: true },
  };
  declare link: FormLink;
  declare value: string;
  declare models: readonly ModelChoice[];
  declare recent: readonly string[];
  declare problems: readonly FormProblem[];
  /** Whether the list is open, the row under the cursor (-1: none), and whether the text narrows the list. */
  declare open: boolean;
  declare active: number;
  declare filtering: boolean;

  constructor() {
    super();
    this.value = "";
    this.open = false;
    this.active = -1;
    this.filtering = false;
  }

  override render(): TemplateResult {
    const groups = this.open ? this.#groups() : [];
    const problems = this.problems.filter((problem) => problem.member === "modelId");
    return html`
      <label id="model-label" for="field-modelId">Model</label>
      <div class="combobox">
        <input
          id="field-modelId"
          type="text"
          role="combobox"
          spellcheck="false"
          autocomplete="off"
          data-member="modelId"
          placeholder="Model ID, inference profile or ARN"
          title=${this.value}
          aria-autocomplete="list"
          aria-expanded=${this.open}
          aria-controls="model-list"
          aria-activedescendant=${this.open && this.active >= 0 ? `model-${this.active}` : nothing}
          aria-invalid=${problems.some((problem) => problem.severity === "error")}
          aria-describedby=${problemIds("modelId", problems) || nothing}
          .value=${live(this.value)}
          @input=${(event: InputEvent) => this.#onInput(event)}
          @keydown=${(event: KeyboardEvent) => this.#onKey(event)}
          @focus=${selectAll}
          @click=${() => this.#show(false)}
          @blur=${() => this.#onBlur()}
        />
        <button
          type="button"
          class="combobox-button"
          tabindex="-1"
          aria-label="Show models"
          @mousedown=${(event: MouseEvent) => this.#toggle(event)}
        >
          ${icon("chevron-down")}
        </button>
        <div
          id="model-list"
          role="listbox"
          aria-labelledby="model-label"
          ?hidden=${!this.open}
          @mousedown=${keepFocus}
        >
          ${this.open ? this.#rows(groups) : nothing}
        </div>
      </div>
      <div class="visually-hidden" role="status">${this.open ? countOf(groups) : ""}</div>
      ${memberProblems("modelId", problems, this.link)}
    `;
  }

  override updated(): void {
    if (this.open && this.active >= 0)
      this.querySelector(`#model-${this.active}`)?.scrollIntoView({ block: "nearest" });
  }

  #rows(groups: readonly ModelGroup[]): TemplateResult | TemplateResult[] {
    if (groups.length === 0)
      return html`<div
        class="combobox-empty"
        role="option"
        aria-disabled="true"
        aria-selected="false"
      >
        No known model has this in its name. It is sent as typed.
      </div>`;
    let index = 0;
    return groups.map(
      ({ heading, models }) =>
        html`<div role="group" aria-label=${heading}>
          <div class="combobox-heading" aria-hidden="true">${heading}</div>
          ${models.map((model) => this.#row(model, index++))}
        </div>`,
    );
  }

  #row(model: ModelChoice, index: number): TemplateResult {
    return html`<div
      id="model-${index}"
      role="option"
      class="combobox-row"
      title=${model.modelId}
      aria-selected=${index === this.active}
      @click=${() => this.#choose(model.modelId)}
    >
      <span class="combobox-name">${model.name || model.modelId}</span>
      <span class="combobox-abilities">${describeModel(model)}</span>
      ${model.name ? html`<span class="combobox-id">${model.modelId}</span>` : nothing}
    </div>`;
  }

  #groups(): ModelGroup[] {
    return findModels(this.filtering ? this.value : "", this.models, this.recent);
  }

  #show(filtering: boolean): void {
    this.open = true;
    this.filtering = filtering;
    this.active = -1;
  }

  #close(): void {
    this.open = false;
    this.active = -1;
  }

  #choose(modelId: string): void {
    this.#close();
    this.value = modelId;
    this.link.set("modelId", modelId);
  }

  #onInput(event: InputEvent): void {
    const { target } = event;
    if (!(target instanceof HTMLInputElement)) return;
    this.value = target.value;
    this.link.type("modelId", target.value);
    this.#show(target.value.trim() !== "");
  }

  #onBlur(): void {
    this.#close();
    this.link.leave("modelId");
  }

  #toggle(event: MouseEvent): void {
    event.preventDefault();
    const wasOpen = this.open;
    this.querySelector<HTMLElement>("#field-modelId")?.focus();
    if (wasOpen) this.#close();
    else this.#show(false);
  }

  #onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!this.open) this.#show(false);
      else if (!event.altKey) this.#move(event.key === "ArrowDown" ? 1 : -1);
      else if (event.key === "ArrowUp") this.#close();
    } else if (event.key === "Escape" && this.open) {
      event.preventDefault();
      this.#close();
    } else if (event.key === "Enter" && this.open) {
      event.preventDefault();
      const model = this.#groups().flatMap((group) => group.models)[this.active];
      if (model) this.#choose(model.modelId);
      else this.#close();
    }
  }

  #move(by: 1 | -1): void {
    const count = this.#groups().reduce((sum, group) => sum + group.models.length, 0);
    if (count === 0) return;
    this.active = this.active < 0 && by < 0 ? count - 1 : (this.active + by + count) % count;
  }
}

function countOf(groups: readonly ModelGroup[]): string {
  const count = groups.reduce((sum, group) => sum + group.models.length, 0);
  return count === 1 ? "1 model" : `${count} models`;
}

/** A click in the list must not take the focus from the text field. */
function keepFocus(event: MouseEvent): void {
  event.preventDefault();
}

/** Typing replaces the id that stands there: who comes to this field comes to choose another. */
function selectAll({ target }: Event): void {
  // The click that brings the focus would set the caret after it.
  if (target instanceof HTMLInputElement) requestAnimationFrame(() => target.select());
}
