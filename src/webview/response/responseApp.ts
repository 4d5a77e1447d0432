import { html, nothing, type TemplateResult } from "lit";
import type { HostToResponse, ResponseToHost, RunView } from "../../protocol/response.ts";
import { createDebounce } from "../shared/debounce.ts";
import type { Host } from "../shared/host.ts";
import { LightElement } from "../shared/lightElement.ts";
import type { AnswerEmbeddings } from "./answerEmbeddings.ts";
import type { AnswerImages } from "./answerImages.ts";
import type { EventsPane } from "./eventsPane.ts";
import { guardrailPane } from "./guardrailPane.ts";
import { headersPane } from "./headersPane.ts";
import type { JsonPane } from "./jsonPane.ts";
import { MarkdownMode } from "./markdownMode.ts";
import type { OutputPane } from "./outputPane.ts";
import { hasOutput } from "./runFacts.ts";
import { metricsLine, runHeader } from "./runHeader.ts";
import { type Tab, tabList, tabsOf } from "./tabs.ts";
import { readViewState, type ViewState } from "./viewState.ts";

type Append = Extract<HostToResponse, { type: "append" }>;
type OfRun = Exclude<HostToResponse, { type: "run" | "append" }>;

/** `<bedrock-response>`: the current run. Its state is what the host last said of it. */
export class ResponseApp extends LightElement {
  static override properties = {
    host: { attribute: false },
    run: { state: true },
    tab: { state: true },
    json: { state: true },
    revealed: { state: true },
  };
  declare host: Host<ResponseToHost> | undefined;
  /** null: there has been no run; undefined: the host has not said yet. */
  declare run: RunView | null | undefined;
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
  #top = 0;
  /** Where the reader was, until the answer is in view again. */
  #backTo: number | undefined;
  readonly #keep = createDebounce(() => this.#writeState());
  readonly #post = (message: ResponseToHost): void => this.host?.post(message);

  constructor() {
    super();
    this.tab = "output";
  }

  /** Takes in what the host says. */
  receive(message: HostToResponse): void {
    if (message.type === "run") {
      this.#arrived = [];
      this.#takeRun(message.run);
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
    window.addEventListener("keydown", this.#onKey);
    window.addEventListener("pagehide", this.#keep.flush);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener("keydown", this.#onKey);
    window.removeEventListener("pagehide", this.#keep.flush);
  }

  override render(): TemplateResult {
    const { run, tab } = this;
    if (run === undefined) return html`${nothing}`;
    if (run === null)
      return html`<main class="empty">
        <p>The answer of a request appears here.</p>
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
      ${runHeader(run, this.#copied(run), tab === "output" && run.text !== "" ? choice : undefined, this.#post)}
      <div class="below-header">
        ${tabList(shown, tab, (next) => this.#select(next))} ${metricsLine(run)}
      </div>
      <main @show-json=${() => this.#select("json")}>
        ${this.#pane(
          "output",
          html`<output-pane
            .run=${run}
            .post=${this.#post}
            .markdown=${markdown}
            @scrolled=${(event: CustomEvent<number>) => this.#onScrolled(event.detail)}
          ></output-pane>`,
        )}
        ${this.#pane(
          "json",
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
            ? this.#pane(
                "events",
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
            ? this.#pane(
                "guardrail",
                guardrailPane(run, this.revealed, this.#post, () => {
                  this.revealed = undefined;
                }),
              )
            : nothing
        }
        ${this.#pane("headers", headersPane(run))}
      </main>
    `;
  }

  override updated(): void {
    const { run } = this;
    if (run && this.tab === "output" && this.#backTo !== undefined) {
      void this.#scrollBack(this.#backTo);
      this.#backTo = undefined;
    }
    if (!run || this.tab !== "json" || run.bytesReceived === 0) return;
    const wanted = `${run.runId} ${run.status}`;
    if (this.#asked === wanted) return;
    this.#asked = wanted;
    this.#post({ type: "needJson", runId: run.runId });
  }

  #pane(tab: Tab, content: TemplateResult): TemplateResult {
    return html`<div
      id="pane-${tab}"
      class="pane"
      role="tabpanel"
      aria-labelledby="tab-${tab}"
      ?hidden=${tab !== this.tab}
    >
      ${content}
    </div>`;
  }

  #takeRun(run: RunView | null): void {
    if (this.run === undefined) this.#left = readViewState(this.host?.readState());
    this.#markdown.choice ??= this.#left?.markdown;
    if (run?.runId !== this.run?.runId) {
      this.json = undefined;
      this.revealed = undefined;
      this.#chosen = false;
      this.#top = 0;
      this.#backTo = undefined;
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
    const last = arrived.at(-1);
    const { run } = this;
    this.#arrived = [];
    if (!run || !last) return;
    const text = arrived.map((one) => one.text).join("");
    const reasoning = arrived.map((one) => one.reasoning).join("");
    const firstChunkMs = last.firstChunkMs ?? run.metrics.firstChunkMs;
    this.run = {
      ...run,
      text: run.text + text,
      reasoning: run.reasoning + reasoning,
      bytesReceived: last.bytesReceived,
      events: last.events,
      metrics: { ...run.metrics, firstChunkMs },
    };
    this.querySelector<OutputPane>("output-pane")?.addChunk(this.run, text, reasoning);
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

  #onScrolled(top: number): void {
    this.#top = top;
    this.#keep.touch();
  }

  #returnTo({ tab, top }: ViewState): void {
    this.tab = tab;
    this.#chosen = true;
    this.#top = top;
    this.#backTo = this.run?.status === "running" ? undefined : top;
  }

  async #scrollBack(top: number): Promise<void> {
    const pane = this.querySelector<OutputPane>("output-pane");
    await pane?.updateComplete;
    pane?.scrollBack(top);
  }

  #writeState(): void {
    if (!this.run) return;
    const { runId } = this.run;
    const state: ViewState = {
      markdown: this.#markdown.choice,
      runId,
      tab: this.tab,
      top: this.#top,
    };
    this.host?.writeState(state);
  }

  #copied(run: RunView): "text" | "json" | "error" {
    if (this.tab === "json") return "json";
    if (run.error && run.text === "") return "error";
    return run.text === "" && run.bytesReceived > 0 ? "json" : "text";
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || event.defaultPrevented || this.run?.status !== "running") return;
    if (this.querySelector(":popover-open")) return;
    event.preventDefault();
    this.#post({ type: "cancel", runId: this.run.runId });
  };
}

function waitingForJson(run: RunView): string {
  if (run.status === "running") return "The JSON is shown when there is something of it.";
  return run.bytesReceived > 0 ? "Loading the JSON…" : "No body has arrived.";
}
