import {
  html,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from "lit";
import type { LiveModel } from "../../core/models/liveModels.ts";
import type { FormMember } from "../../core/request/members.ts";
import type { ModelsView } from "../../protocol/models.ts";
import { icon } from "../shared/icon.ts";
import { ComboBox, keepFocus } from "./comboBox.ts";
import { modelRow, shortened } from "./modelRow.ts";
import {
  findModels,
  type ModelGroup,
  modelGroups,
  type ModelRow,
  neededProfile,
} from "../../core/models/modelSearch.ts";
import { modelNotes, modelStatus } from "./modelStatus.ts";
import { listNotes, missingNotice } from "../../core/models/modelWords.ts";
import { problemsUnderField } from "./problems.ts";
import { rowsInView, rowTop, scrollToRows, type VirtualRows } from "../shared/virtualRows.ts";

/** Heights in px, as media/form.css has them. */
const rowHeight = 44;
const headingHeight = 26;

/** The height of the open list before it has been laid out, in px: media/form.css lets it grow no higher. */
const mostHeight = 420;

/** `<model-picker>`: the model id, with all that the account offers to choose from. */
export class ModelPicker extends ComboBox {
  static override properties: PropertyDeclarations = {
    known: { attribute: false },
    models: { attribute: false },
    recent: { attribute: false },
    pinned: { attribute: false },
    baseModel: {},
    trusted: { type: Boolean },
    scrolled: { state: true },
  };
  /** Models to choose from without an account. */
  declare known: readonly LiveModel[];
  /** The account's, as the host last said. */
  declare models: ModelsView | undefined;
  declare recent: readonly string[];
  declare pinned: readonly string[];
  /** The foundation model behind the value, where the value does not tell it. */
  declare baseModel: string | undefined;
  declare trusted: boolean;
  /** How far the list is scrolled, in px. */
  declare scrolled: number;
  #groups: readonly ModelGroup[] = [];
  #found: readonly ModelGroup[] = [];
  #rows: readonly ModelRow[] = [];

  constructor() {
    super();
    this.known = [];
    this.recent = [];
    this.pinned = [];
    this.trusted = true;
    this.scrolled = 0;
  }

  override willUpdate(changed: PropertyValues): void {
    if (changed.has("known") || changed.has("models"))
      this.#groups = modelGroups(this.models, this.known, Date.now());
    if (!this.open) return;
    if (changed.has("typed") || changed.has("open")) this.scrolled = 0;
    if (
      ["typed", "open", "known", "models", "recent", "pinned"].some((name) => changed.has(name))
    ) {
      const [groups, pinned, recent] = [this.#groups, this.pinned, this.recent];
      this.#found = findModels(this.typed ?? "", groups, pinned, recent);
      this.#rows = this.#found.flatMap(({ rows }) => rows);
      this.active = Math.min(this.active, this.#rows.length - 1);
    }
    if (changed.has("active") && this.active >= 0) this.scrolled = this.#scrollToActive();
  }

  override render(): TemplateResult {
    const { value, open, link } = this;
    const missing = open ? undefined : missingNotice(value, this.models, Date.now());
    const profile = open ? undefined : neededProfile(value, this.#groups);
    return html`
      <div class="picker-head">
        <label id="model-label" for="field-modelId">Model</label>
        ${modelStatus(this.models, this.trusted, link)}
      </div>
      <div
        class="combobox model-combobox ${value.length > 50 && this.typed === undefined ? "long" : ""}"
      >
        ${this.field("models", "Model ID, inference profile or ARN", "model-notes")}
        <span class="whole-id" aria-hidden="true">${shortened(value)}</span>
        <div class="combobox-list" ?hidden=${!open} @mousedown=${keepFocus}>
          <div
            id="list-modelId"
            role="listbox"
            aria-labelledby="model-label"
            @scroll=${({ target }: Event) => this.#onScroll(target)}
          >
            ${open ? this.#list() : nothing}
          </div>
          ${open ? this.#foot() : nothing}
        </div>
      </div>
      <div class="visually-hidden" role="status">${open ? countOf(this.#rows.length) : ""}</div>
      ${modelNotes({ baseModel: this.baseModel, profile, missing }, (id) => this.#use(id))}
      ${problemsUnderField("modelId", this.problems, link)}
    `;
  }

  override updated(): void {
    if (!this.open) return;
    const list = this.querySelector("[role=listbox]");
    if (list && Math.abs(list.scrollTop - this.scrolled) >= 1) list.scrollTop = this.scrolled;
  }

  protected get member(): FormMember {
    return "modelId";
  }

  protected get choices(): readonly string[] {
    return this.#rows.map(({ use }) => use);
  }

  /** A model id has a dot, an ARN colons; only names of the account's own have neither. */
  protected override isSearch(typed: string): boolean {
    return super.isSearch(typed) || !/[.:/]/.test(typed);
  }

  protected shown(): void {
    this.link.tell({ type: "modelsOpened" });
  }

  protected override otherKey(event: KeyboardEvent): boolean {
    const row = this.#rows[this.active];
    if (!event.altKey || event.code !== "KeyP" || !row) return false;
    this.#pin(row);
    return true;
  }

  #list(): TemplateResult {
    if (this.#rows.length === 0)
      return html`<div
        class="combobox-empty"
        role="option"
        aria-disabled="true"
        aria-selected="false"
      >
        No match. Press Enter to use this ID as typed.
      </div>`;
    const lines = this.#lines;
    const { from, to } = rowsInView(lines, this.#view);
    const above = rowTop(lines, from);
    const below = rowTop(lines, lines.count) - rowTop(lines, to);
    let line = 0;
    let index = 0;
    return html`<svg class="combobox-space" height=${above} aria-hidden="true"></svg>
      ${this.#found.map((group) => {
        const [heading, first] = [line, index];
        line += 1 + group.rows.length;
        index += group.rows.length;
        return this.#group(group, first, from - heading, to - heading);
      })}
      <svg class="combobox-space" height=${below} aria-hidden="true"></svg>`;
  }

  /** A group's lines from..to, its heading being line 0; nothing where none is among them. `first` is its first row's number. */
  #group(group: ModelGroup, first: number, from: number, to: number) {
    if (to <= 0 || from > group.rows.length) return nothing;
    const start = Math.max(0, from - 1);
    return html`<div role="group" aria-label=${`${group.heading} ${group.source}`.trim()}>
      ${
        from <= 0
          ? html`<div class="combobox-heading" aria-hidden="true">
              ${group.heading}${group.source ? html`<span class="source">${group.source}</span>` : nothing}
            </div>`
          : nothing
      }
      ${group.rows.slice(start, Math.max(start, to - 1)).map((row, at) => this.#row(row, first + start + at))}
    </div>`;
  }

  /** The list's lines: each group's heading and its rows. */
  get #lines(): VirtualRows {
    const others = new Map<number, number>();
    let count = 0;
    for (const { rows } of this.#found) {
      others.set(count, headingHeight);
      count += 1 + rows.length;
    }
    return { count, rowHeight, others };
  }

  get #view() {
    return { top: this.scrolled, height: this.#listHeight() };
  }

  /** The first row of a group is shown with its heading. */
  #scrollToActive(): number {
    const lines = this.#lines;
    const headings = [...lines.others.keys()].filter((at, number) => at - number <= this.active);
    const line = this.active + headings.length;
    return scrollToRows(lines, lines.others.has(line - 1) ? line - 1 : line, line, this.#view);
  }

  #row(row: ModelRow, index: number): TemplateResult {
    return modelRow(row, {
      index,
      of: this.#rows.length,
      active: index === this.active,
      pinned: this.pinned.includes(row.model.modelId),
      choose: () => this.choose(row.use),
      pin: () => this.#pin(row),
    });
  }

  #foot(): TemplateResult {
    const notes = listNotes(this.models);
    return html`<div class="combobox-foot">
      ${notes.map(({ text, title }) => html`<p title=${title}>${icon("info")} ${text}</p>`)}
      <p class="hints">
        ${this.typed?.trim() && this.active < 0 ? html`<kbd>Enter</kbd> takes “${this.typed.trim()}” · ` : nothing}
        <kbd>↓</kbd> <kbd>↑</kbd> choose · <kbd>Alt+P</kbd> pins · <kbd>Esc</kbd> leaves it as it
        was
      </p>
    </div>`;
  }

  /** The button that is pressed goes away: the focus goes on to the field. */
  #use(profile: string): void {
    this.choose(profile);
    this.querySelector<HTMLElement>("#field-modelId")?.focus();
  }

  #pin({ model: { modelId } }: ModelRow): void {
    const pinned = !this.pinned.includes(modelId);
    this.link.tell({ type: "pinModel", modelId, pinned });
  }

  #onScroll(target: EventTarget | null): void {
    if (target instanceof HTMLElement) this.scrolled = target.scrollTop;
  }

  #listHeight(): number {
    return this.querySelector("[role=listbox]")?.clientHeight || mostHeight;
  }
}

function countOf(count: number): string {
  return count === 1 ? "1 model" : `${count} models`;
}
