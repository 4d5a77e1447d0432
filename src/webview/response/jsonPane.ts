import { html, nothing, type TemplateResult } from "lit";
import { thrownMessage } from "../../core/thrownMessage.ts";
import {
  maxUnaskedLength,
  type HostToResponse,
  type ResponseToHost,
  type RunView,
} from "../../protocol/response.ts";
import type { TextPlace } from "../../protocol/runLists.ts";
import type { EditorKit, JsonView } from "../editor/kit.ts";
import { createDebounce } from "../shared/debounce.ts";
import { icon } from "../shared/icon.ts";
import { LightElement } from "../shared/lightElement.ts";
import { loadEditor } from "../shared/loadEditor.ts";
import { moreOfText } from "../shared/moreOfText.ts";
import { readPageNonce } from "../shared/pageNonce.ts";
import { GrowingJson } from "./growingJson.ts";
import { waitingForJson } from "./runFacts.ts";

/** `<json-pane>`: the answer's JSON, with folds, search and a filter. It asks for the JSON when it is looked at. */
export class JsonPane extends LightElement {
  static override properties = {
    run: { attribute: false },
    post: { attribute: false },
    active: { type: Boolean },
    failure: { state: true },
    filter: { state: true },
    wholeRun: { state: true },
    answer: { state: true },
    found: { state: true },
    fault: { state: true },
  };
  declare run: RunView;
  declare post: (message: ResponseToHost) => void;
  /** Whether the pane is the one that is looked at. */
  declare active: boolean;
  declare failure: string;
  /** The JMESPath expression as typed. */
  declare filter: string;
  /** Whether the run record is shown and filtered instead of the answer. */
  declare wholeRun: boolean;
  /** Undefined until the host has sent it. */
  declare answer: GrowingJson | undefined;
  /** What is shown instead of the answer: what was found last, or nothing where the expression is wrong. */
  declare found: GrowingJson | undefined;
  /** What is wrong with it. */
  declare fault: string;
  #kit: EditorKit | undefined;
  #view: JsonView | undefined;
  #loading = false;
  /** Where the reader was, until there is something to scroll. */
  #backTo: number | undefined;
  #queries = 0;
  #shownRun = "";
  /** What JSON was last asked for: of which run, and how it stood. */
  #asked = "";
  /** What the view shows, and how much of it. */
  #drawn: { readonly json: GrowingJson; readonly length: number } | undefined;
  readonly #typed = createDebounce(() => this.#query(), 250, 1000);

  constructor() {
    super();
    this.failure = "";
    this.active = false;
    this.filter = "";
    this.wholeRun = false;
    this.fault = "";
  }

  /** Takes in the answer, what an expression found, or more of one of them; what an older one found is ignored. */
  receive(message: Extract<HostToResponse, { type: "json" | "queried" | "moreText" }>): void {
    if (message.type === "json") {
      this.answer = new GrowingJson({ of: "json", index: 0 }, message.text);
      // The answer has changed under the expression.
      if (this.wholeRun || this.filter.trim() !== "") this.#query();
    } else if (message.type === "queried") {
      if (message.id === this.#queries) this.#takeFound(message);
    } else {
      const json = [this.answer, this.found].find((one) => isSamePlace(one, message.place));
      json?.add(message.from, message.text);
      this.requestUpdate();
    }
  }

  /** Scrolls to where the reader was, in pixels from the top, as soon as the text is there. */
  scrollBack(top: number): void {
    this.#backTo = top;
    this.#show();
  }

  override willUpdate(): void {
    if (this.run.runId === this.#shownRun) return;
    this.#shownRun = this.run.runId;
    this.answer = undefined;
    this.found = undefined;
    this.fault = "";
  }

  override updated(): void {
    if (!this.active) return;
    this.#askForAnswer();
    if (!this.#loading) this.#loadKit();
    this.#show();
    const shown = this.found ?? this.answer;
    const from = shown?.takeNeed();
    if (shown && from !== undefined)
      this.post({ type: "needText", runId: this.run.runId, place: shown.place, from });
  }

  override render(): TemplateResult {
    const { answer, fault, run } = this;
    return html`
      ${
        this.failure
          ? html`<p class="notice" role="alert">${icon("error")} ${this.failure}</p>`
          : nothing
      }
      <div class="filter" ?hidden=${answer === undefined}>
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
      ${answer ? nothing : html`<p class="quiet pane-note">${waitingForJson(run)}</p>`}
      <div class="editor-host" ?hidden=${answer === undefined}></div>
      ${this.#more()}
    `;
  }

  #more(): TemplateResult | typeof nothing {
    const shown = this.found ?? this.answer;
    if (!shown || (shown.isComing && shown.received < maxUnaskedLength)) return nothing;
    const { place, received, length } = shown;
    const { runId } = this.run;
    return moreOfText({
      label: "JSON",
      shown: received,
      length,
      showMore: () => this.#want(shown, received + Math.max(maxUnaskedLength, received)),
      showAll: () => this.#want(shown, length),
      take: (to) => this.post({ type: "takeText", runId, place, to }),
    });
  }

  #want(json: GrowingJson, length: number): void {
    json.want(length);
    this.requestUpdate();
  }

  #askForAnswer(): void {
    const { runId, status, bytesReceived } = this.run;
    const wanted = `${runId} ${status}`;
    if (bytesReceived === 0 || wanted === this.#asked) return;
    this.#asked = wanted;
    this.post({ type: "needJson", runId });
  }

  #takeFound({ id, text, failed }: Extract<HostToResponse, { type: "queried" }>): void {
    this.fault = failed ? text.text : "";
    const found = failed ? { text: "", length: 0 } : text;
    this.found = new GrowingJson({ of: "found", index: id }, found);
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
    const { wholeRun, run } = this;
    const over = wholeRun ? "record" : "answer";
    this.post({
      type: "query",
      runId: run.runId,
      id: this.#queries,
      over,
      expression: expression || "@",
    });
  }

  #loadKit(): void {
    this.#loading = true;
    loadEditor().then(
      (kit) => {
        this.#kit = kit;
        this.#show();
      },
      (error: unknown) => {
        this.failure = thrownMessage(error);
      },
    );
  }

  /** Hands the text to the view, which must be seen then: one without a size draws every line of it. */
  #show(): void {
    const parent = this.querySelector<HTMLElement>(".editor-host");
    if (!this.#kit || !parent || !this.active) return;
    const json = this.found ?? this.answer;
    if (!json) return;
    this.#view ??= this.#kit.createJsonView({
      parent,
      nonce: readPageNonce(),
      label: "Answer as JSON",
    });
    const drawn = this.#drawn?.json === json ? this.#drawn.length : 0;
    if (drawn === 0) this.#view.setText(json.text);
    else if (drawn < json.text.length) this.#view.append(json.text.slice(drawn));
    this.#drawn = { json, length: json.text.length };
    if (this.#backTo === undefined) return;
    this.#view.scrollTo(this.#backTo);
    this.#backTo = undefined;
  }
}

function isSamePlace(json: GrowingJson | undefined, { of, index }: TextPlace): boolean {
  return json?.place.of === of && json.place.index === index;
}
