import { html, nothing, type TemplateResult } from "lit";
import type { ResponseToHost, RunView } from "../../protocol/response.ts";
import { icon } from "../shared/icon.ts";
import { LightElement } from "../shared/lightElement.ts";
import { errorCard } from "./errorCard.ts";
import { sayEnd } from "./runFacts.ts";
import { wholeSentences } from "./sentences.ts";
import { StreamText } from "./streamText.ts";

const spokenEveryMs = 1500;
/** Nearer to the end than this, in pixels, the view follows the text. */
const nearEnd = 24;

/** `<output-pane>`: the answer as its author meant it, growing while it streams. */
export class OutputPane extends LightElement {
  static override properties = {
    run: { attribute: false },
    post: { attribute: false },
    following: { state: true },
    spoken: { state: true },
  };
  declare run: RunView;
  declare post: (message: ResponseToHost) => void;
  declare following: boolean;
  /** What the live region says. */
  declare spoken: string;
  #text: StreamText | undefined;
  #reasoning: StreamText | undefined;
  #unspoken = "";
  #spokenAt = 0;
  #shownRun = "";
  /** The run whose text stands in the page already. */
  #drawn: RunView | undefined;

  constructor() {
    super();
    this.following = true;
    this.spoken = "";
  }

  /** Adds what has come; `run` is the run with it. Only the last block of the text is touched. */
  addChunk(run: RunView, text: string, reasoning: string): void {
    if (this.#text && this.#reasoning && this.#shownRun === run.runId) {
      this.#text.append(text);
      this.#reasoning.append(reasoning);
      this.#drawn = run;
    }
    this.run = run;
    this.#speak(text);
  }

  /** Scrolls to the end, unless the reader has scrolled away from it. */
  follow(): void {
    const scroller = this.#scroller;
    if (scroller && this.following) scroller.scrollTop = scroller.scrollHeight;
  }

  override willUpdate(): void {
    if (this.run.runId === this.#shownRun) return;
    this.#shownRun = this.run.runId;
    this.following = this.run.status === "running";
    this.#unspoken = "";
    this.spoken = this.run.status === "running" ? "The run has started." : "";
  }

  override updated(changed: Map<string, unknown>): void {
    if (!changed.has("run")) return;
    this.#text ??= this.#streamIn(".answer");
    this.#reasoning ??= this.#streamIn(".reasoning-text");
    if (this.run !== this.#drawn) {
      this.#text?.show(this.run.text);
      this.#reasoning?.show(this.run.reasoning);
    }
    const before = changed.get("run") as RunView | undefined;
    if (
      before?.runId === this.run.runId &&
      before.status === "running" &&
      this.run.status !== "running"
    )
      this.spoken = sayEnd(this.run);
    this.follow();
  }

  override render(): TemplateResult {
    const { run } = this;
    return html`
      <div
        class="scroller"
        tabindex="0"
        role="region"
        aria-label="Answer"
        @scroll=${() => this.#onScroll()}
      >
        ${
          run.status === "done" && !run.complete
            ? html`<p class="notice">
                ${icon("warning")} Incomplete: the stream ended without its terminator.
              </p>`
            : nothing
        }
        <details class="reasoning" ?hidden=${run.reasoning === ""}>
          <summary>Reasoning</summary>
          <div class="reasoning-text stream"></div>
        </details>
        <div class="answer stream" ?hidden=${run.text === ""}></div>
        ${run.toolCalls.map(
          ({ name, input }) =>
            html`<section class="tool-call">
              <h2>${icon("tools")} Tool call <code>${name}</code></h2>
              <pre>${input}</pre>
            </section>`,
        )}
        ${this.#emptyNote()} ${run.error ? errorCard(run.runId, run.error, this.post) : nothing}
        ${
          run.status === "cancelled"
            ? html`<p class="notice">
                ${icon("circle-slash")} Cancelled. What had arrived is kept.
              </p>`
            : nothing
        }
      </div>
      ${
        this.following || run.status !== "running"
          ? nothing
          : html`<button type="button" class="jump" @click=${() => this.#jump()}>
              ${icon("arrow-down")} Jump to end
            </button>`
      }
      <div class="visually-hidden" role="status" aria-live="polite">${this.spoken}</div>
    `;
  }

  #emptyNote(): TemplateResult | typeof nothing {
    const { run } = this;
    if (run.text !== "" || run.reasoning !== "" || run.toolCalls.length > 0 || run.error)
      return nothing;
    if (run.status === "running") return html`<p class="quiet">Waiting for the answer…</p>`;
    if (run.status === "cancelled") return nothing;
    if (run.bytesReceived === 0) return html`<p class="quiet">The answer is empty.</p>`;
    return html`<p class="quiet">
      There is no text in this answer that is known to be the model's.
      <button
        type="button"
        class="link"
        @click=${() => this.dispatchEvent(new CustomEvent("show-json", { bubbles: true }))}
      >
        See its JSON
      </button>
    </p>`;
  }

  get #scroller(): HTMLElement | null {
    return this.querySelector<HTMLElement>(".scroller");
  }

  #streamIn(selector: string): StreamText | undefined {
    const parent = this.querySelector<HTMLElement>(selector);
    return parent ? new StreamText(parent) : undefined;
  }

  #onScroll(): void {
    const scroller = this.#scroller;
    if (scroller)
      this.following = scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop < nearEnd;
  }

  #jump(): void {
    this.following = true;
    this.follow();
    this.#scroller?.focus();
  }

  #speak(text: string): void {
    this.#unspoken += text;
    const now = Date.now();
    if (now - this.#spokenAt < spokenEveryMs) return;
    const length = wholeSentences(this.#unspoken);
    if (length === 0) return;
    this.spoken = this.#unspoken.slice(0, length);
    this.#unspoken = this.#unspoken.slice(length);
    this.#spokenAt = now;
  }
}
