import { html, nothing, type TemplateResult } from "lit";
import type { ResponseToHost, RunView } from "../../protocol/response.ts";
import { icon } from "../shared/icon.ts";
import { LightElement } from "../shared/lightElement.ts";
import { type GrowingText, StreamText } from "../shared/streamText.ts";
import { citationList } from "./citations.ts";
import { errorCard } from "./errorCard.ts";
import { linkListener } from "./links.ts";
import { MarkdownText } from "./markdownText.ts";
import { moreOfAnswer } from "./moreOfAnswer.ts";
import { omittedImageList } from "./omittedImages.ts";
import { otherBlockList } from "./otherBlocks.ts";
import { rerankTable } from "./rerankTable.ts";
import { guardrailSentence, hasOutput, sayEnd } from "./runFacts.ts";
import type { RunLink } from "./runLink.ts";
import { wholeSentences } from "./sentences.ts";
import { toolCallList } from "./toolCalls.ts";

const spokenEveryMs = 1500;
/** Nearer to the end than this, in pixels, the view follows the text. */
const nearEnd = 24;

/** `<output-pane>`: the answer as its author meant it, growing while it streams. */
export class OutputPane extends LightElement {
  static override properties = {
    run: { attribute: false },
    post: { attribute: false },
    link: { attribute: false },
    markdown: { type: Boolean },
    following: { state: true },
    spoken: { state: true },
  };
  declare run: RunView;
  declare post: (message: ResponseToHost) => void;
  declare link: RunLink;
  /** Whether the text is laid out as Markdown. */
  declare markdown: boolean;
  declare following: boolean;
  /** What the live region says. */
  declare spoken: string;
  #plain: GrowingText | undefined;
  #formatted: GrowingText | undefined;
  #reasoning: GrowingText | undefined;
  #unspoken = "";
  #spokenAt = 0;
  #shownRun = "";
  /** The run whose text the page shows already, and how. */
  #drawn: RunView | undefined;
  #drawnMarkdown = false;

  constructor() {
    super();
    this.markdown = false;
    this.following = true;
    this.spoken = "";
  }

  /** Adds what has come; `run` is the run with it. Only the last block of the text is touched. */
  addChunk(run: RunView, text: string, reasoning: string): void {
    const place = this.#drawnMarkdown ? this.#formatted : this.#plain;
    if (place && this.#reasoning && this.#shownRun === run.runId) {
      place.append(text);
      this.#reasoning.append(reasoning);
      this.#drawn = run;
    }
    this.run = run;
    if (run.status === "running") this.#speak(text);
  }

  /** Scrolls to the end, unless the reader has scrolled away from it; to the head of an error that is taller than the view. */
  follow(): void {
    const scroller = this.#scroller;
    if (!scroller || !this.following) return;
    scroller.scrollTop = scroller.scrollHeight;
    const above =
      (this.querySelector(".error-card")?.getBoundingClientRect().top ?? Infinity) -
      scroller.getBoundingClientRect().top;
    if (above < 0) scroller.scrollTop += above;
  }

  /** Scrolls to where the reader was, in pixels from the top. */
  async scrollBack(top: number): Promise<void> {
    await this.updateComplete;
    this.following = false;
    this.#scroller?.scrollTo({ top });
    // What comes into view gets its true height, and moves what is under it.
    requestAnimationFrame(() => this.#scroller?.scrollTo({ top }));
  }

  override willUpdate(): void {
    if (this.run.runId === this.#shownRun) return;
    this.#shownRun = this.run.runId;
    this.following = this.run.status === "running";
    this.#scroller?.scrollTo({ top: 0 });
    this.#unspoken = "";
    this.spoken = this.run.status === "running" ? "The run has started." : "";
  }

  override updated(changed: Map<string, unknown>): void {
    if (!changed.has("run") && !changed.has("markdown")) return;
    this.#drawText();
    const before = changed.get("run") as RunView | undefined;
    if (
      before?.runId === this.run.runId &&
      before.status === "running" &&
      this.run.status !== "running"
    )
      this.spoken = sayEnd(this.run);
    else if (before?.runId === this.run.runId && !before.guardrailMessage)
      this.spoken = guardrailSentence(this.run) ?? this.spoken;
    this.follow();
  }

  override render(): TemplateResult {
    const { run, post, link } = this;
    return html`
      <div
        class="scroller"
        tabindex="0"
        role="region"
        aria-label="Answer"
        @scroll=${() => this.#onScroll()}
        @click=${linkListener(post)}
        @auxclick=${linkListener(post)}
      >
        ${this.#notices()}
        <details class="reasoning" ?hidden=${run.reasoning === ""}>
          <summary>Reasoning</summary>
          <div class="reasoning-text stream"></div>
          ${moreOfAnswer(run, "reasoning", post)}
        </details>
        <div class="answer stream" ?hidden=${run.text === "" || this.markdown}></div>
        <div class="answer markdown" ?hidden=${run.text === "" || !this.markdown}></div>
        ${moreOfAnswer(run, "text", post)}
        <answer-images
          .run=${run}
          .post=${post}
          .link=${link}
          ?hidden=${run.lists.images.count === 0}
        ></answer-images>
        ${omittedImageList(run, link)} ${toolCallList(run, link)} ${otherBlockList(run, link)}
        ${citationList(run, link)} ${rerankTable(run, link)}
        <answer-embeddings
          .run=${run}
          .post=${post}
          .link=${link}
          ?hidden=${run.lists.embeddings.count === 0}
        ></answer-embeddings>
        ${this.#othersNote()} ${this.#emptyNote()}
        ${run.error ? errorCard(run, run.error, link, post) : nothing}
        ${
          run.status === "cancelled"
            ? html`<p class="notice">
                ${icon("circle-slash")} Cancelled. The part already received is kept.
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

  #notices(): TemplateResult {
    const { run } = this;
    const incomplete = run.status === "done" && !run.complete;
    const guardrail = guardrailSentence(run);
    return html`${
      incomplete
        ? html`<p class="notice">
            ${icon("warning")} Incomplete: the stream ended without its terminator.
          </p>`
        : nothing
    }${guardrail ? html`<p class="notice">${icon("shield")} ${guardrail}</p>` : nothing}`;
  }

  #emptyNote(): TemplateResult | typeof nothing {
    const { run } = this;
    if (hasOutput(run) || run.error) return nothing;
    if (run.status === "running") return html`<p class="quiet">Waiting for the answer…</p>`;
    if (run.status === "cancelled") return nothing;
    if (run.bytesReceived === 0) return html`<p class="quiet">The answer is empty.</p>`;
    return html`<p class="quiet">
      There is no text in this answer that is known to be the model's. ${this.#jsonLink()}
    </p>`;
  }

  #othersNote(): TemplateResult | typeof nothing {
    const { others } = this.run;
    if (others === 0) return nothing;
    return html`<p class="quiet">
      ${others === 1 ? "The response has 1 more answer" : `The response has ${others} more answers`}.
      ${this.#jsonLink()}
    </p>`;
  }

  #jsonLink(): TemplateResult {
    return html`<button
      type="button"
      class="link"
      @click=${() => this.dispatchEvent(new CustomEvent("show-json", { bubbles: true }))}
    >
      See the JSON
    </button>`;
  }

  #drawText(): void {
    this.#plain ??= this.#placeIn(".answer.stream", StreamText);
    this.#formatted ??= this.#placeIn(".answer.markdown", MarkdownText);
    this.#reasoning ??= this.#placeIn(".reasoning-text", StreamText);
    const [place, other] = this.markdown
      ? [this.#formatted, this.#plain]
      : [this.#plain, this.#formatted];
    if (this.#drawnMarkdown !== this.markdown) other?.clear();
    else if (this.run === this.#drawn) return;
    this.#drawnMarkdown = this.markdown;
    place?.show(this.run.text);
    this.#reasoning?.show(this.run.reasoning);
  }

  get #scroller(): HTMLElement | null {
    return this.querySelector<HTMLElement>(".scroller");
  }

  #placeIn(
    selector: string,
    Place: new (parent: HTMLElement) => GrowingText,
  ): GrowingText | undefined {
    const parent = this.querySelector<HTMLElement>(selector);
    return parent ? new Place(parent) : undefined;
  }

  #onScroll(): void {
    const scroller = this.#scroller;
    // Behind another tab it has no height, and is at its top and its end.
    if (!scroller || scroller.clientHeight === 0) return;
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
