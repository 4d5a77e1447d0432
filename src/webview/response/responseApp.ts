import { html, nothing, type TemplateResult } from "lit";
import type { HostToResponse, ResponseToHost, RunView } from "../../protocol/response.ts";
import { createDebounce } from "../shared/debounce.ts";
import type { Host } from "../shared/host.ts";
import { icon } from "../shared/icon.ts";
import { LightElement } from "../shared/lightElement.ts";
import type { AnswerEmbeddings } from "./answerEmbeddings.ts";
import type { AnswerImages } from "./answerImages.ts";
import type { EventsPane } from "./eventsPane.ts";
import { guardrailPane } from "./guardrailPane.ts";
import { headersPane } from "./headersPane.ts";
import { type Append, joinAppends, joinRun } from "./joinRun.ts";
import type { JsonPane } from "./jsonPane.ts";
import { MarkdownMode } from "./markdownMode.ts";
import type { OutputPane } from "./outputPane.ts";
import { copiedOf, hasOutput, waitingForJson } from "./runFacts.ts";
import { metricsLine, runHeader } from "./runHeader.ts";
import { type Tab, tabList, tabPanel, tabsOf } from "./tabs.ts";
import { readViewState, type Tops, type ViewState } from "./viewState.ts";

type OfRun = Exclude<HostToResponse, { type: "run" | "append" }>;

/** What scrolls in the tabs. */
const scrollers = ".scroller, .event-scroller, .cm-scroller";

/** `<bedrock-response>`: the current run. Its state is what the host last said of it. */
export class ResponseApp extends LightElement {
  static override properties = {
    host: { attribute: false },
    run: { state: true },
    problem: { state: true },
    tab: { state: true },
    json: { state: true },
    revealed: { state: true },
  };
  declare host: Host<ResponseToHost> | undefined;
  /** null: there has been no run; undefined: the host has not said yet. */
  declare run: RunView | null | undefined;
  /** Why there is no run, where there should be one. */
  declare problem: string | undefined;
  declare tab: Tab;
  declare json: string | undefined;
  /** The guardrail's trace in the clear, when it was asked for. */
  declare revealed: string | undefined;
  /** Whether the reader chose the tab of this run, or we did. */
  #chosen = false;
  /** What JSON was last asked for: the run and how it stood. */
  #asked = "";
  #arrived: Append[] = [];
  readonly #markdown = new MarkdownMode();
  /** What an earlier page has left, until the first run is here. */
  #left: ViewState | undefined;
  #tops: Tops = {};
  /** Where the reader was, of the tabs that are yet to be shown again. */
  #backTo: Tops = {};
  readonly #keep = createDebounce(() => this.#writeState());
  readonly #post = (message: ResponseToHost): void => this.host?.post(message);

  constructor() {
    super();
    this.tab = "output";
  }

  /** Takes in what the host says. */
  receive(message: HostToResponse): void {
    if (message.type === "run") {
      this.#drawArrived();
      this.problem = message.problem;
      const run = joinRun(this.run, message);
      if (run === undefined) this.#post({ type: "ready" });
      else this.#takeRun(run);
    } else if (message.runId !== this.run?.runId) {
      // Of a run that is no longer shown.
    } else if (message.type === "append") {
      this.#arrived.push(message);
      if (this.#arrived.length === 1) requestAnimationFrame(() => this.#drawArrived());
    } else {
      this.#takePart(message);
    }
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener("keydown", this.#onKey);
    window.addEventListener("pagehide", this.#keep.flush);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener("keydown", this.#onKey);
    window.removeEventListener("pagehide", this.#keep.flush);
  }

  override render(): TemplateResult {
    const { run, tab } = this;
    if (run === undefined) return html`${nothing}`;
    if (run === null)
      return html`<main class="empty">
        ${
          this.problem === undefined
            ? html`<p>The answer of a request appears here.</p>`
            : html`<p class="notice" role="alert">${icon("error")} ${this.problem}</p>`
        }
        <vscode-button @click=${() => this.#post({ type: "openPlayground" })}
          >Open Playground</vscode-button
        >
      </main>`;
    const shown = tabsOf(run);
    const markdown = this.#markdown.of(run);
    const choice = {
      on: markdown,
      possible: this.#markdown.fits(run),
      toggle: () => this.#setMarkdown(!markdown),
    };
    return html`
      ${runHeader(run, copiedOf(run, tab), tab === "output" && run.text !== "" ? choice : undefined, this.#post)}
      <div class="below-header">
        ${tabList(shown, tab, (next) => this.#select(next))} ${metricsLine(run)}
      </div>
      <main @show-json=${() => this.#select("json")} @scroll=${this.#onScroll}>
        ${tabPanel(
          "output",
          tab,
          html`<output-pane .run=${run} .post=${this.#post} .markdown=${markdown}></output-pane>`,
        )}
        ${tabPanel(
          "json",
          tab,
          html`<json-pane
            ?active=${tab === "json"}
            .runId=${run.runId}
            .post=${this.#post}
            .text=${this.json}
            .waiting=${waitingForJson(run)}
          ></json-pane>`,
        )}
        ${
          shown.includes("events")
            ? tabPanel(
                "events",
                tab,
                html`<events-pane
                  ?active=${tab === "events"}
                  .run=${run}
                  .post=${this.#post}
                ></events-pane>`,
              )
            : nothing
        }
        ${
          shown.includes("guardrail")
            ? tabPanel(
                "guardrail",
                tab,
                guardrailPane(run, this.revealed, this.#post, () => {
                  this.revealed = undefined;
                }),
              )
            : nothing
        }
        ${tabPanel("headers", tab, headersPane(run))}
      </main>
    `;
  }

  override updated(): void {
    const { run } = this;
    if (run && run.text.length >= run.textLength) this.#scrollBack();
    if (!run || this.tab !== "json" || run.bytesReceived === 0) return;
    const wanted = `${run.runId} ${run.status}`;
    if (this.#asked === wanted) return;
    this.#asked = wanted;
    this.#post({ type: "needJson", runId: run.runId });
  }

  #takeRun(run: RunView | null): void {
    if (this.run === undefined) this.#left = readViewState(this.host?.readState());
    this.#markdown.choice ??= this.#left?.markdown;
    if (run?.runId !== this.run?.runId) {
      this.json = undefined;
      this.revealed = undefined;
      this.#chosen = false;
      this.#tops = {};
      this.#backTo = {};
      this.tab = "output";
    }
    this.run = run;
    if (run && this.#left?.runId === run.runId) this.#returnTo(this.#left);
    this.#left = undefined;
    if (!run) return;
    // An answer that no decoder knows is best read as what it is.
    if (run.status === "done" && run.bytesReceived > 0 && !hasOutput(run) && !this.#chosen)
      this.tab = "json";
    if (!tabsOf(run).includes(this.tab)) this.tab = "output";
  }

  #takePart(message: OfRun): void {
    switch (message.type) {
      case "json":
        this.json = message.text;
        break;
      case "guardrail":
        this.revealed = message.trace;
        break;
      case "image":
        this.querySelector<AnswerImages>("answer-images")?.receive(message);
        break;
      case "embedding":
        this.querySelector<AnswerEmbeddings>("answer-embeddings")?.receive(message);
        break;
      case "events":
        this.querySelector<EventsPane>("events-pane")?.receive(message);
        break;
      case "queried":
        this.querySelector<JsonPane>("json-pane")?.receive(message);
    }
  }

  #drawArrived(): void {
    const arrived = this.#arrived;
    const { run } = this;
    this.#arrived = [];
    if (!run || arrived.length === 0) return;
    const whole = joinAppends(run, arrived);
    this.run = whole;
    this.querySelector<OutputPane>("output-pane")?.addChunk(
      whole,
      whole.text.slice(run.text.length),
      whole.reasoning.slice(run.reasoning.length),
    );
  }

  #select(tab: Tab): void {
    this.tab = tab;
    this.#chosen = true;
    this.#keep.touch();
  }

  #setMarkdown(on: boolean): void {
    this.#markdown.choice = on;
    this.requestUpdate();
    this.#keep.touch();
  }

  /** Scrolling does not bubble, so it is caught on its way down. */
  readonly #onScroll = {
    capture: true,
    passive: true,
    handleEvent: ({ target }: Event): void => {
      if (!(target instanceof HTMLElement) || !target.matches(scrollers)) return;
      // Behind another tab it has no height, and is at its top.
      if (target.clientHeight === 0) return;
      this.#tops = { ...this.#tops, [this.tab]: target.scrollTop };
      this.#keep.touch();
    },
  };

  #returnTo({ tab, tops }: ViewState): void {
    this.tab = tab;
    this.#chosen = true;
    this.#tops = tops;
    this.#backTo = this.run?.status === "running" ? {} : tops;
  }

  #scrollBack(): void {
    const { [this.tab]: top, ...others } = this.#backTo;
    if (top === undefined) return;
    this.#backTo = others;
    void this.querySelector<OutputPane | JsonPane | EventsPane>(`${this.tab}-pane`)?.scrollBack(
      top,
    );
  }

  #writeState(): void {
    if (!this.run) return;
    const { runId } = this.run;
    const state: ViewState = {
      markdown: this.#markdown.choice,
      runId,
      tab: this.tab,
      tops: this.#tops,
    };
    this.host?.writeState(state);
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || event.defaultPrevented || this.run?.status !== "running") return;
    if (this.querySelector(":popover-open")) return;
    event.preventDefault();
    this.#post({ type: "cancel", runId: this.run.runId });
  };
}
