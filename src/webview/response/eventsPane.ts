import { html, type TemplateResult } from "lit";
import type { HostToResponse, ResponseToHost, RunView } from "../../protocol/response.ts";
import { formatBytes, formatCount, formatDuration } from "../shared/format.ts";
import { icon } from "../shared/icon.ts";
import { layOutJson } from "../../core/json/jsonLayout.ts";
import { LightElement } from "../shared/lightElement.ts";
import { rowsInView, rowTop, scrollToRows, type VirtualRows } from "../shared/virtualRows.ts";

/** Heights in px, as media/response.css has them: of a row, and of one with its JSON under it. */
const rowHeight = 24;
const unfoldedHeight = 200;

type Events = Extract<HostToResponse, { type: "events" }>;
/** So many rows are asked for at once, on multiples of it. */
const batch = 100;
/** The host cuts an event's JSON after this many characters. */
const cutAfter = 2000;
const stray = "An event of a type that Bedrock does not document. It is not part of the answer.";

/** `<events-pane>`: the events of a stream, of which those in view are drawn and asked for. */
export class EventsPane extends LightElement {
  static override properties = {
    run: { attribute: false },
    post: { attribute: false },
    active: { type: Boolean },
    view: { state: true },
    current: { state: true },
  };
  declare run: RunView;
  declare post: (message: ResponseToHost) => void;
  /** Whether the pane is the one that is looked at. */
  declare active: boolean;
  declare view: { readonly top: number; readonly height: number };
  /** The row that Tab reaches. */
  declare current: number;
  readonly #events = new Map<number, Events["events"][number]>();
  /** How many rows of a batch were there when it was asked for. */
  readonly #asked = new Map<number, number>();
  readonly #unfolded = new Set<number>();
  #shownRun = "";
  #focusNext = false;
  readonly #resized = new ResizeObserver(() => this.#look());

  constructor() {
    super();
    this.active = false;
    this.view = { top: 0, height: 400 };
    this.current = 0;
  }

  /** Takes in the events that were asked for. */
  receive({ from, events }: Events): void {
    for (const [index, event] of events.entries()) this.#events.set(from + index, event);
    this.requestUpdate();
  }

  /** Scrolls to where the reader was, in pixels from the top. */
  async scrollBack(top: number): Promise<void> {
    await this.updateComplete;
    this.querySelector(".event-scroller")?.scrollTo({ top });
    this.#look();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#resized.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resized.disconnect();
  }

  override willUpdate(): void {
    if (this.run.runId === this.#shownRun) return;
    this.#shownRun = this.run.runId;
    this.#events.clear();
    this.#asked.clear();
    this.#unfolded.clear();
    this.current = 0;
  }

  override updated(): void {
    const rows = this.querySelector<HTMLElement>(".event-rows");
    const list = this.querySelector<HTMLElement>(".event-list");
    if (!rows || !list || !this.active) return;
    const all = this.#rows;
    const { from, to } = rowsInView(all, this.view);
    list.style.height = `${rowTop(all, all.count)}px`;
    rows.style.transform = `translateY(${rowTop(all, from)}px)`;
    for (let at = from - (from % batch); at < to; at += batch) this.#need(at);
    if (!this.#focusNext) return;
    this.#focusNext = false;
    this.querySelector<HTMLElement>(`[data-row="${this.current}"]`)?.focus({ preventScroll: true });
  }

  override render(): TemplateResult {
    const count = this.run.events;
    if (count === 0)
      return html`<p class="quiet pane-note">
        ${this.run.status === "running" ? "Waiting for the first event…" : "No event has arrived."}
      </p>`;
    const { from, to } = rowsInView(this.#rows, this.view);
    return html`<div class="event-head" aria-hidden="true">
        <span></span><span>No.</span><span>Time</span><span>Size</span><span>JSON</span>
      </div>
      <div
        class="event-scroller"
        role="region"
        aria-label="Events, ${formatCount(count)}"
        @scroll=${() => this.#look()}
        @keydown=${(event: KeyboardEvent) => this.#onKey(event)}
      >
        <div class="event-list">
          <ol class="event-rows" aria-label="Events">
            ${Array.from({ length: to - from }, (_, at) => this.#row(from + at))}
          </ol>
        </div>
      </div>`;
  }

  get #rows(): VirtualRows {
    const others = new Map([...this.#unfolded].map((row) => [row, unfoldedHeight]));
    return { count: this.run.events, rowHeight, others };
  }

  #row(index: number): TemplateResult {
    const event = this.#events.get(index);
    const open = this.#unfolded.has(index);
    const reached = Math.min(this.current, this.run.events - 1);
    return html`<li aria-posinset=${index + 1} aria-setsize=${this.run.events}>
      <button
        type="button"
        class="event-row"
        data-row=${index}
        tabindex=${index === reached ? 0 : -1}
        aria-expanded=${open}
        @click=${() => this.#toggle(index)}
      >
        ${icon(open ? "chevron-down" : "chevron-right")}
        <span class="number">${index + 1}</span>
        <span class="number">${event ? formatDuration(event.atMs) : "…"}</span>
        <span class="number">${event ? formatBytes(event.size) : ""}</span>
        <code class="ellipsis"
          >${event?.type === undefined ? "" : html`<span class="event-type" title=${stray}>${event.type}</span> `}${event ? event.json.slice(0, 400) : ""}</code
        >
      </button>
      ${open ? html`<pre tabindex="0" aria-label="Event ${index + 1}">${unfoldedText(event)}</pre>` : ""}
    </li>`;
  }

  #toggle(index: number): void {
    if (!this.#unfolded.delete(index)) this.#unfolded.add(index);
    this.current = index;
    this.requestUpdate();
  }

  #onKey(event: KeyboardEvent): void {
    if (!(event.target instanceof HTMLElement) || !event.target.matches(".event-row")) return;
    const page = Math.max(1, Math.floor(this.view.height / rowHeight) - 1);
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: page,
      PageUp: -page,
      Home: -Infinity,
      End: Infinity,
    };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    this.current = Math.min(this.run.events - 1, Math.max(0, this.current + step));
    this.#focusNext = true;
    this.#reveal(this.current);
  }

  #reveal(index: number): void {
    const scroller = this.querySelector<HTMLElement>(".event-scroller");
    if (!scroller) return;
    const view = { top: scroller.scrollTop, height: scroller.clientHeight };
    scroller.scrollTop = scrollToRows(this.#rows, index, index, view);
    this.#look();
  }

  #look(): void {
    const scroller = this.querySelector<HTMLElement>(".event-scroller");
    if (scroller && scroller.clientHeight > 0)
      this.view = { top: scroller.scrollTop, height: scroller.clientHeight };
  }

  #need(from: number): void {
    const there = Math.min(batch, this.run.events - from);
    if ((this.#asked.get(from) ?? 0) >= there) return;
    this.#asked.set(from, there);
    this.post({ type: "needEvents", runId: this.run.runId, from, to: from + there });
  }
}

function unfoldedText(event: Events["events"][number] | undefined): string {
  if (!event) return "Loading…";
  if (event.json === "") return "This event has no payload.";
  const text = layOutJson(event.json);
  return event.json.length < cutAfter ? text : `${text}\n… (the JSON tab has all of it)`;
}
