import { html, nothing, type TemplateResult } from "lit";
import type { HostToResponse, ResponseToHost, RunView } from "../../protocol/response.ts";
import { createSequence } from "../../protocol/sequence.ts";
import { createDebounce } from "../shared/debounce.ts";
import type { Host } from "../shared/host.ts";
import { LightElement } from "../shared/lightElement.ts";
import { emptyPage } from "./emptyPage.ts";
import { type Append, joinAppends, joinRun } from "./joinRun.ts";
import { MarkdownMode } from "./markdownMode.ts";
import { isComing } from "./moreOfAnswer.ts";
import type { OutputPane } from "./outputPane.ts";
import { panes } from "./panes.ts";
import { copiedOf, hasOutput } from "./runFacts.ts";
import { requestBar, type RequestMessage } from "./requestBar.ts";
import { metricsLine, runHeader } from "./runHeader.ts";
import { createRunLink, type RunLink } from "./runLink.ts";
import { isDrawing, takePart } from "./takePart.ts";
import { type Tab, tabList, tabsOf } from "./tabs.ts";
import { readViewState, type Tops, type ViewState } from "./viewState.ts";

/** A tab's element; the ones that keep their place go back to it. */
type Pane = LightElement & { readonly scrollBack?: (top: number) => unknown };

/** What scrolls in the tabs. */
const scrollers = ".scroller, .event-scroller, .cm-scroller";

/** `<bedrock-response>`: the current run. Its state is what the host last said of it. */
export class ResponseApp extends LightElement {
  static override properties = {
    host: { attribute: false },
    run: { state: true },
    problem: { state: true },
    request: { state: true },
    tab: { state: true },
  };
  declare host: Host<ResponseToHost> | undefined;
  /** null: there has been no run; undefined: the host has not said yet. */
  declare run: RunView | null | undefined;
  /** Why there is no run, where there should be one. */
  declare problem: string | undefined;
  /** Undefined where no request has been active, and for a run file. */
  declare request: RequestMessage | undefined;
  declare tab: Tab;
  /** Whether the reader chose the tab of this run, or we did. */
  #chosen = false;
  #arrived: Append[] = [];
  readonly #runMessages = createSequence();
  readonly #markdown = new MarkdownMode();
  /** How much of the run's lists and texts the reader has asked for. */
  #wanted = new Map<string, number>();
  #link: RunLink | undefined;
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
    if (message.type === "request") {
      if (message.sequence > (this.request?.sequence ?? 0)) this.request = message;
    } else if (message.type === "run") {
      if (!this.#runMessages.isNewest(message.sequence)) return;
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
      takePart(this, message);
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
    const { run, tab, request } = this;
    if (run === undefined)
      return html`<main class="empty"><p class="quiet reading" role="status">Reading…</p></main>`;
    const bar = request ? requestBar(request, run?.runId, this.#post) : nothing;
    if (run === null)
      return html`${bar}${emptyPage(
        this.problem,
        () => this.#post({ type: "openPlayground" }),
        request && (() => this.#post({ type: "rerun" })),
      )}`;
    const markdown = this.#markdown.of(run);
    const link = (this.#link ??= createRunLink(
      run.runId,
      this.#wanted,
      this.#post,
      this.#keep.touch,
    ));
    const choice = {
      on: markdown,
      possible: this.#markdown.fits(run),
      toggle: () => this.#setMarkdown(!markdown),
    };
    return html`
      ${bar}
      ${runHeader(run, copiedOf(run, tab), tab === "output" && run.text !== "" ? choice : undefined, this.#post)}
      <div class="below-header">
        ${tabList(tabsOf(run), tab, (next) => this.#select(next))} ${metricsLine(run)}
      </div>
      <main
        @show-json=${() => this.#select("json")}
        @scroll=${this.#onScroll}
        @drawn=${() => void this.#scrollBack()}
      >
        ${panes(run, { tab, markdown, link, post: this.#post })}
      </main>
    `;
  }

  override updated(): void {
    void this.#scrollBack();
  }

  #takeRun(run: RunView | null): void {
    if (this.run === undefined) this.#left = readViewState(this.host?.readState());
    this.#markdown.choice ??= this.#left?.markdown;
    if (run?.runId !== this.run?.runId) {
      this.#wanted = new Map();
      this.#link = undefined;
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

  #drawArrived(): void {
    const arrived = this.#arrived;
    const { run } = this;
    this.#arrived = [];
    if (!run || arrived.length === 0) return;
    const whole = joinAppends(run, arrived);
    this.run = whole;
    this.querySelector<OutputPane>("output-pane")?.addChunk(
      whole,
      arrived.map(({ text }) => text).join(""),
      arrived.map(({ reasoning }) => reasoning).join(""),
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

  #returnTo({ tab, tops, wanted }: ViewState): void {
    this.#wanted = new Map(Object.entries(wanted));
    this.tab = tab;
    this.#chosen = true;
    this.#tops = tops;
    this.#backTo = this.run?.status === "running" ? {} : tops;
  }

  /** Goes to where the reader was, once all is there again that was there then. */
  async #scrollBack(): Promise<void> {
    const { tab, run } = this;
    if (this.#backTo[tab] === undefined || !run || isComing(run.text, run.textLength)) return;
    const pane = this.querySelector<Pane>(`${tab}-pane`);
    await pane?.updateComplete;
    const { [tab]: top, ...others } = this.#backTo;
    if (top === undefined || isDrawing(this.querySelector(`#pane-${tab}`))) return;
    this.#backTo = others;
    void pane?.scrollBack?.(top);
  }

  #writeState(): void {
    if (!this.run) return;
    const { runId } = this.run;
    const state: ViewState = {
      markdown: this.#markdown.choice,
      runId,
      tab: this.tab,
      tops: this.#tops,
      wanted: Object.fromEntries(this.#wanted),
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
