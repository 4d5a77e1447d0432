import { html, nothing, type TemplateResult } from "lit";
import type { HostToResponse, ResponseToHost } from "../../protocol/response.ts";
import type { EditorKit, JsonView } from "../editor/kit.ts";
import { createDebounce } from "../shared/debounce.ts";
import { icon } from "../shared/icon.ts";
import { LightElement } from "../shared/lightElement.ts";
import { loadEditor } from "../shared/loadEditor.ts";
import { readPageNonce } from "../shared/pageNonce.ts";

/** `<json-pane>`: the answer's JSON, with folds, search and a filter; `text` is undefined until the host has sent it. */
export class JsonPane extends LightElement {
  static override properties = {
    runId: {},
    post: { attribute: false },
    text: {},
    waiting: {},
    active: { type: Boolean },
    failure: { state: true },
    filter: { state: true },
    wholeRun: { state: true },
    found: { state: true },
    fault: { state: true },
  };
  declare runId: string;
  declare post: (message: ResponseToHost) => void;
  declare text: string | undefined;
  /** Said while there is no text. */
  declare waiting: string;
  /** Whether the pane is the one that is looked at. */
  declare active: boolean;
  declare failure: string;
  /** The JMESPath expression as typed. */
  declare filter: string;
  /** Whether the run record is shown and filtered instead of the answer. */
  declare wholeRun: boolean;
  /** What is shown instead of the answer: what was found last, or nothing where the expression is wrong. */
  declare found: string | undefined;
  /** What is wrong with it. */
  declare fault: string;
  #kit: EditorKit | undefined;
  #view: JsonView | undefined;
  #loading = false;
  /** Where the reader was, until there is something to scroll. */
  #backTo: number | undefined;
  #queries = 0;
  readonly #typed = createDebounce(() => this.#query(), 250, 1000);

  constructor() {
    super();
    this.runId = "";
    this.waiting = "";
    this.failure = "";
    this.active = false;
    this.filter = "";
    this.wholeRun = false;
    this.fault = "";
  }

  /** Takes in what the expression found; what an older one found is ignored. */
  receive({ id, text, failed }: Extract<HostToResponse, { type: "queried" }>): void {
    if (id !== this.#queries) return;
    this.fault = failed ? text : "";
    this.found = failed ? "" : text;
  }

  /** Scrolls to where the reader was, in pixels from the top, as soon as the text is there. */
  scrollBack(top: number): void {
    this.#backTo = top;
    this.#show();
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (!changed.has("runId")) return;
    this.found = undefined;
    this.fault = "";
  }

  override updated(changed: Map<string, unknown>): void {
    // The answer has changed under the expression.
    const asks = this.wholeRun || this.filter.trim() !== "";
    if (changed.has("text") && this.text !== undefined && asks) this.#query();
    if (!this.active) return;
    if (!this.#loading) this.#loadKit();
    this.#show();
  }

  override render(): TemplateResult {
    const { text, fault } = this;
    return html`
      ${
        this.failure
          ? html`<p class="notice" role="alert">${icon("error")} ${this.failure}</p>`
          : nothing
      }
      <div class="filter" ?hidden=${text === undefined}>
        <label for="json-filter">Filter</label>
        <input
          id="json-filter"
          type="text"
          spellcheck="false"
          autocomplete="off"
          maxlength="10000"
          placeholder=${
            this.wholeRun
              ? "JMESPath over the run, as with --query: decoded.text"
              : "JMESPath over the answer"
          }
          aria-invalid=${fault !== ""}
          aria-describedby="json-filter-fault"
          .value=${this.filter}
          @input=${(event: InputEvent) => this.#onInput(event)}
          @keydown=${(event: KeyboardEvent) => this.#onKey(event)}
        />
        <button
          type="button"
          class="quiet-button"
          title="Show and filter the whole run record, as with --query"
          aria-pressed=${this.wholeRun}
          @click=${() => this.#toggleWholeRun()}
        >
          Whole run
        </button>
      </div>
      <p id="json-filter-fault" class="fault error" role="status" ?hidden=${fault === ""}>
        ${fault === "" ? nothing : html`${icon("error")}<span>${fault}</span>`}
      </p>
      ${text === undefined ? html`<p class="quiet pane-note">${this.waiting}</p>` : nothing}
      <div class="editor-host" ?hidden=${text === undefined}></div>
    `;
  }

  #onInput(event: InputEvent): void {
    this.filter = (event.target as HTMLInputElement).value;
    if (this.filter.trim() === "") this.#query();
    else this.#typed.touch();
  }

  #onKey(event: KeyboardEvent): void {
    if (event.key === "Enter") this.#typed.flush();
    if (event.key !== "Escape" || this.filter === "") return;
    event.preventDefault();
    event.stopPropagation();
    this.#clear();
  }

  #clear(): void {
    this.filter = "";
    this.#query();
  }

  #toggleWholeRun(): void {
    this.wholeRun = !this.wholeRun;
    this.#query();
  }

  /** Asks for what is to be shown; without an expression the answer itself is, which is here. */
  #query(): void {
    const expression = this.filter.trim();
    this.#queries++;
    if (expression === "" && !this.wholeRun) {
      this.found = undefined;
      this.fault = "";
      return;
    }
    const { runId, wholeRun } = this;
    const over = wholeRun ? "record" : "answer";
    this.post({ type: "query", runId, id: this.#queries, over, expression: expression || "@" });
  }

  #loadKit(): void {
    this.#loading = true;
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
    this.#view.setText(this.found ?? this.text);
    if (this.#backTo === undefined) return;
    this.#view.scrollTo(this.#backTo);
    this.#backTo = undefined;
  }
}
