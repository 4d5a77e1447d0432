import { html, nothing, type TemplateResult } from "lit";
import type { JsonView } from "../editor/kit.ts";
import { icon } from "../shared/icon.ts";
import { LightElement } from "../shared/lightElement.ts";
import { loadEditor } from "../shared/loadEditor.ts";
import { readPageNonce } from "../shared/pageNonce.ts";

/** `<json-pane>`: the answer's JSON, with folds and search; `text` is undefined until the host has sent it. */
export class JsonPane extends LightElement {
  static override properties = { text: {}, waiting: {}, failure: { state: true } };
  declare text: string | undefined;
  /** Said while there is no text. */
  declare waiting: string;
  declare failure: string;
  #view: JsonView | undefined;

  constructor() {
    super();
    this.waiting = "";
    this.failure = "";
  }

  override firstUpdated(): void {
    loadEditor().then(
      (kit) => {
        const parent = this.querySelector<HTMLElement>(".editor-host");
        if (!parent) return;
        this.#view = kit.createJsonView({
          parent,
          nonce: readPageNonce(),
          label: "Answer as JSON",
        });
        this.#view.setText(this.text ?? "");
      },
      (error: unknown) => {
        this.failure = error instanceof Error ? error.message : String(error);
      },
    );
  }

  override updated(changed: Map<string, unknown>): void {
    if (changed.has("text")) this.#view?.setText(this.text ?? "");
  }

  override render(): TemplateResult {
    return html`
      ${this.failure ? html`<p class="notice" role="alert">${icon("error")} ${this.failure}</p>` : nothing}
      ${this.text === undefined ? html`<p class="quiet pane-note">${this.waiting}</p>` : nothing}
      <div class="editor-host" ?hidden=${this.text === undefined}></div>
    `;
  }
}
