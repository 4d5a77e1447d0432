import { html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";
import type { FormMember } from "../../core/request/members.ts";
import { ComboBox, keepFocus } from "./comboBox.ts";

/** A value to choose, with what it is called and what is to be known of it. */
export interface BoxChoice {
  readonly value: string;
  readonly name: string;
  readonly note: string;
}

/** Longer lists are narrowed by typing. */
const mostRows = 200;

/** `<choice-box>`: a field with a short list to choose from. Any text is taken. */
export class ChoiceBox extends ComboBox {
  static override properties: PropertyDeclarations = {
    about: { attribute: false },
    rows: { attribute: false },
    status: {},
    onOpen: { attribute: false },
  };
  declare about: {
    readonly member: FormMember;
    readonly label: string;
    readonly placeholder: string;
  };
  declare rows: readonly BoxChoice[];
  /** A quiet line under the list: that it is being asked for, why it is not there. */
  declare status: string;
  declare onOpen: () => void;

  override render(): TemplateResult {
    const { member, label, placeholder } = this.about;
    const rows = this.open ? this.#found() : [];
    return html`<label id="label-${member}" for="field-${member}">${label}</label>
      <div class="combobox">
        ${this.field(label.toLowerCase(), placeholder)}
        <div class="combobox-list" ?hidden=${!this.open} @mousedown=${keepFocus}>
          <div id="list-${member}" role="listbox" aria-labelledby="label-${member}">
            ${this.open ? rows.map((row, index) => this.#row(row, index)) : nothing}
            ${
              this.open && rows.length === 0
                ? html`<div
                    class="combobox-empty"
                    role="option"
                    aria-disabled="true"
                    aria-selected="false"
                  >
                    ${this.typed?.trim() ? "No match. Press Enter to use it as typed." : "None to choose from."}
                  </div>`
                : nothing
            }
          </div>
          ${this.open && this.status ? html`<div class="combobox-foot"><p>${this.status}</p></div>` : nothing}
        </div>
      </div>
      <div class="visually-hidden" role="status">
        ${this.open ? `${rows.length} to choose from` : ""}
      </div>`;
  }

  override updated(): void {
    if (this.open && this.active >= 0)
      this.querySelector(`#${this.member}-${this.active}`)?.scrollIntoView({ block: "nearest" });
  }

  protected get member(): FormMember {
    return this.about.member;
  }

  protected get choices(): readonly string[] {
    return this.#found().map(({ value }) => value);
  }

  protected shown(): void {
    this.onOpen();
  }

  #found(): readonly BoxChoice[] {
    const words = (this.typed ?? "").toLowerCase().split(/\s+/).filter(Boolean);
    return this.rows
      .filter(({ value, name, note }) => {
        const text = `${value} ${name} ${note}`.toLowerCase();
        return words.every((word) => text.includes(word));
      })
      .slice(0, mostRows);
  }

  #row({ value, name, note }: BoxChoice, index: number): TemplateResult {
    return html`<div
      id="${this.member}-${index}"
      role="option"
      class="choice-row"
      title=${value}
      aria-selected=${index === this.active}
      @click=${() => this.choose(value)}
    >
      <span class="ellipsis">${name}</span><span class="choice-note ellipsis">${note}</span>
    </div>`;
  }
}
