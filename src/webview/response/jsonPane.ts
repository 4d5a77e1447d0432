import { html, nothing, type TemplateResult } from "lit";
import type { EditorKit, JsonView } from "../editor/kit.ts";
import { icon } from "../shared/icon.ts";
import { LightElement } from "../shared/lightElement.ts";
import { loadEditor } from "../shared/loadEditor.ts";
import { readPageNonce } from "../shared/pageNonce.ts";

/** `<json-pane>`: the answer's JSON, with folds and search; `text` is undefined until the host has sent it. */
export class JsonPane extends LightElement {
  static override properties = {
    text: {},
    waiting: {},
    active: { type: Boolean },
    failure: { state: true },
  };
  declare text: string | undefined;
  /** Said while there is no text. */
  declare waiting: string;
  /** Whether the pane is the one that is looked at. */
  declare active: boolean;
  declare failure: string;
  #kit: EditorKit | undefined;
  #view: JsonView | undefined;
  #asked = false;

  constructor() {
    super();
    this.waiting = "";
    this.failure = "";
    this.active = false;
  }

  override updated(): void {
    if (!this.active) return;
    if (!this.#asked) this.#loadKit();
    this.#show();
  }

  override render(): TemplateResult {
    return html`
      ${
        this.failure
          ? html`<p class="notice" role="alert">${icon("error")} ${this.failure}</p>`
          : nothing
      }
      ${this.text === undefined ? html`<p class="quiet pane-note">${this.waiting}</p>` : nothing}
      <div class="editor-host" ?hidden=${this.text === undefined}></div>
    `;
  }

  #loadKit(): void {
    this.#asked = true;
    loadEditor().then(
      (kit) => {
        this.#kit = kit;
        this.#show();
      },
      (error: unknown) => {
        this.failure = error instanceof Error ? error.message : String(error);
      },
    );
  }

  /** Hands the text to the view, which must be seen then: one without a size draws every line of it. */
  #show(): void {
    const parent = this.querySelector<HTMLElement>(".editor-host");
    if (!this.#kit || !parent || !this.active || this.text === undefined) return;
    this.#view ??= this.#kit.createJsonView({
      parent,
      nonce: readPageNonce(),
      label: "Answer as JSON",
    });
    this.#view.setText(this.text);
  }
}
