import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { createDebounce } from "../shared/debounce.ts";
import { icon } from "../shared/icon.ts";
import { LightElement } from "../shared/lightElement.ts";

type Pair = readonly [string, string];

/** `<metadata-table>`: the request metadata as rows of key and value. A row without a key is not sent yet. */
export class MetadataTable extends LightElement {
  static override properties = {
    pairs: { attribute: false },
    send: { attribute: false },
    typed: { attribute: false },
    rows: { state: true },
  };
  declare pairs: readonly Pair[];
  declare send: (pairs: [string, string][]) => void;
  /** Told of each keystroke. */
  declare typed: () => void;
  declare rows: readonly Pair[];
  /** Rows hold typing that the host has not answered yet. */
  #dirty = false;
  #debounce = createDebounce(() => this.send(keyedPairs(this.rows)));

  constructor() {
    super();
    this.pairs = [];
    this.rows = [];
  }

  /** Sends what was typed now. */
  flush(): void {
    this.#debounce.flush();
  }

  /** The pairs that are typed and not sent yet; undefined when all is sent. */
  get unsent(): [string, string][] | undefined {
    return this.#debounce.isWaiting() ? keyedPairs(this.rows) : undefined;
  }

  /** Lets the file's own rows in again with the next state, though the focus is here. */
  settleAfterUndo(): void {
    this.#dirty = false;
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (!changed.has("pairs")) return;
    const arrived = JSON.stringify(this.pairs) === JSON.stringify(keyedPairs(this.rows));
    const typing = this.contains(document.activeElement);
    if (!arrived && !(this.#dirty && typing)) this.rows = this.pairs;
    if (arrived) this.#dirty = false;
  }

  override render(): TemplateResult {
    return html`
      <div
        class="metadata"
        role="group"
        aria-labelledby="metadata-title"
        @focusout=${() => this.flush()}
      >
        ${this.rows.map((row, index) => this.#row(row, index))}
        <button type="button" class="link" @click=${() => this.#add()}>
          ${icon("add")} Add row
        </button>
      </div>
    `;
  }

  #row([key, value]: Pair, index: number): TemplateResult {
    const repeated = key !== "" && this.rows.findIndex(([other]) => other === key) < index;
    return html`<div class="metadata-row">
      <input
        type="text"
        spellcheck="false"
        placeholder="Key"
        aria-label="Metadata key ${index + 1}"
        aria-invalid=${repeated}
        .value=${live(key)}
        @input=${(event: InputEvent) => this.#edit(index, [textOf(event), value])}
      />
      <input
        type="text"
        spellcheck="false"
        placeholder="Value"
        aria-label="Metadata value ${index + 1}"
        .value=${live(value)}
        @input=${(event: InputEvent) => this.#edit(index, [key, textOf(event)])}
      />
      <button
        type="button"
        class="icon-button"
        title="Remove row"
        aria-label="Remove metadata row ${index + 1}"
        @click=${() => this.#remove(index)}
      >
        ${icon("close")}
      </button>
      ${repeated ? html`<p class="note">Duplicate key: the last value is sent.</p>` : nothing}
    </div>`;
  }

  #edit(index: number, pair: Pair): void {
    this.rows = this.rows.map((row, at) => (at === index ? pair : row));
    this.#dirty = true;
    this.#debounce.touch();
    this.typed();
  }

  #add(): void {
    this.rows = [...this.rows, ["", ""]];
    this.#dirty = true;
    void this.updateComplete.then(() =>
      this.querySelector<HTMLElement>(".metadata-row:last-of-type input")?.focus(),
    );
  }

  #remove(index: number): void {
    this.rows = this.rows.filter((_row, at) => at !== index);
    this.#dirty = true;
    this.#debounce.touch();
    this.#debounce.flush();
    void this.updateComplete.then(() => this.querySelector<HTMLElement>("button.link")?.focus());
  }
}

/** The pairs that can stand in the file: each key once, the last value winning, as in any JSON object. */
function keyedPairs(rows: readonly Pair[]): [string, string][] {
  return [...new Map(rows.filter(([key]) => key !== ""))];
}

function textOf(event: InputEvent): string {
  return event.target instanceof HTMLInputElement ? event.target.value : "";
}
