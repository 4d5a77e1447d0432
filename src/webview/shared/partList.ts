import { html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";
import { guard } from "lit/directives/guard.js";
import { formatCount } from "./format.ts";
import { LightElement } from "./lightElement.ts";

/** Items are drawn, and shown more of, in pages of so many. */
const pageSize = 100;
/** So many are asked for at once. */
const batchSize = 500;

/** The way of a list to its other items, and to what the reader wanted of it before the page was rebuilt. */
export interface ListLink {
  readonly name: string;
  /** How many items the reader has asked for; undefined for those that are shown unasked. */
  readonly wanted: () => number | undefined;
  readonly want: (count: number) => void;
  /** Asks for the items from..to (without `to`); they come to `add`. */
  readonly need: (from: number, to: number) => void;
}

export interface PartListOptions<Item> {
  /** The first items, and how many there are. */
  readonly start: { readonly count: number; readonly items: readonly Item[] };
  readonly link: ListLink;
  /** What the items are, in the plural: citations. */
  readonly noun: string;
  /** Renders the items of a page, the first of which is number `from` of the list, counted from 0. */
  readonly page: (items: readonly Item[], from: number) => unknown;
  /** Pages are rendered again when this changes, else only when their items do. */
  readonly version?: unknown;
  /** Items may still change: when they no longer do, those behind the start are asked for again. */
  readonly growing?: boolean;
}

/** Renders a list of any length: its first page, and the next ones when they are asked for. */
export function partList<Item>(options: PartListOptions<Item>): TemplateResult | typeof nothing {
  if (options.start.count === 0) return nothing;
  return html`<part-list .options=${options}></part-list>`;
}

/**
 * `<part-list>`: pages of a list. One page is drawn a frame, so that a list of any length blocks nothing; a page out of
 * sight costs the browser no layout.
 */
export class PartList extends LightElement {
  static override properties: PropertyDeclarations = {
    options: { attribute: false },
    wanted: { state: true },
    drawn: { state: true },
    spoken: { state: true },
  };
  declare options: PartListOptions<unknown>;
  /** How many items the reader wants to see. */
  declare wanted: number;
  /** How many pages are drawn. */
  declare drawn: number;
  declare spoken: string;
  readonly #pages: (readonly unknown[])[] = [];
  /** Items before this one are here or have been asked for. */
  #asked = 0;
  #link: ListLink | undefined;
  #start: PartListOptions<unknown>["start"] | undefined;
  #growing = false;
  #frame = 0;
  /** Of the first page, in px. */
  #height = 0;
  #focusPage: number | undefined;

  constructor() {
    super();
    this.wanted = pageSize;
    this.drawn = 0;
    this.spoken = "";
  }

  /** Takes in items that were asked for; `from` is the number of the first, counted from 0. */
  add(from: number, items: readonly unknown[]): void {
    for (let at = 0; at < items.length; at += pageSize)
      this.#pages[Math.floor((from + at) / pageSize)] = items.slice(at, at + pageSize);
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }

  override willUpdate(): void {
    const { link, start, growing = false } = this.options;
    if (link !== this.#link) {
      this.#pages.length = 0;
      this.drawn = 0;
      this.spoken = "";
      this.#start = undefined;
      this.#height = 0;
      this.wanted = link.wanted() ?? pageSize;
    }
    if (start !== this.#start) {
      this.add(0, start.items);
      this.#asked = this.#start === undefined ? start.items.length : this.#askedAgain(growing);
    }
    this.#link = link;
    this.#start = start;
    this.#growing = growing;
    this.drawn = Math.min(Math.max(this.drawn, 1), Math.ceil(start.count / pageSize));
  }

  override updated(): void {
    const wantedPages = Math.ceil(this.#end / pageSize);
    if (this.drawn < wantedPages) this.#measure();
    if (this.drawn >= wantedPages) {
      this.#sayEnd();
    } else if (this.#pages[this.drawn] && this.#frame === 0) {
      this.#frame = requestAnimationFrame(() => {
        this.#frame = 0;
        this.drawn++;
      });
    }
    if (this.#asked < this.#end && this.#asked <= this.drawn * pageSize) {
      const from = this.#asked;
      this.#asked = Math.min(from + batchSize, this.#end);
      this.options.link.need(from, this.#asked);
    }
    this.dispatchEvent(new CustomEvent("drawn", { bubbles: true }));
  }

  override render(): TemplateResult {
    const { page, version, start } = this.options;
    const shown = Math.min(this.drawn * pageSize, start.count);
    return html`
      ${this.#pages
        .slice(0, this.drawn)
        .map(
          (items, at) =>
            html`<div class="part-page" tabindex="-1" data-page=${at}>
              ${guard([items, version], () => page(items, at * pageSize))}
            </div>`,
        )}
      ${shown < start.count ? this.#footer(shown) : nothing}
      <div class="visually-hidden" role="status">${this.spoken}</div>
    `;
  }

  /** True until all that the reader wants is drawn. */
  get busy(): boolean {
    return this.drawn * pageSize < this.#end;
  }

  get #end(): number {
    return Math.min(this.wanted, this.options.start.count);
  }

  /** What is to be asked for again when the start has come anew: a page that was cut, or all when nothing grows. */
  #askedAgain(growing: boolean): number {
    const { items } = this.options.start;
    if (this.#growing && !growing) return items.length;
    const cut = this.#pages.findIndex((page) => page.length < pageSize);
    return Math.max(items.length, cut < 0 ? this.#asked : Math.min(this.#asked, cut * pageSize));
  }

  /** Pages that are out of sight are taken to be as high as the first: so a place in the list is found again. */
  #measure(): void {
    if (this.#height > 0) return;
    this.#height = this.querySelector<HTMLElement>(":scope > .part-page")?.offsetHeight ?? 0;
    if (this.#height > 0) this.style.setProperty("--page-height", `${this.#height}px`);
  }

  #footer(shown: number): TemplateResult {
    const { noun, start } = this.options;
    const rest = start.count - shown;
    if (this.busy)
      return html`<p class="part-footer" role="group" aria-label="More ${noun}">
        <span class="quiet">${formatCount(shown)} of ${formatCount(this.#end)} drawn…</span>
        <button type="button" class="link" @click=${() => this.#want(shown)}>Stop</button>
      </p>`;
    const next = Math.min(pageSize, rest);
    return html`<p class="part-footer" role="group" aria-label="More ${noun}">
      <span class="quiet">${formatCount(shown)} of ${formatCount(start.count)} ${noun}</span>
      <button type="button" class="link" @click=${() => this.#more(shown, shown + next)}>
        Show ${formatCount(next)} more
      </button>
      ${
        rest > next
          ? html`<button type="button" class="link" @click=${() => this.#more(shown, start.count)}>
              Show all ${formatCount(start.count)}
            </button>`
          : nothing
      }
    </p>`;
  }

  #more(shown: number, wanted: number): void {
    this.#focusPage = Math.floor(shown / pageSize);
    this.#want(wanted);
  }

  #want(count: number): void {
    this.wanted = count;
    this.options.link.want(count);
  }

  /** The button that was pressed is below what it brought: the reader goes on at the first new item. */
  #sayEnd(): void {
    const page = this.#focusPage;
    if (page === undefined) return;
    this.#focusPage = undefined;
    this.querySelector<HTMLElement>(`:scope > [data-page="${page}"]`)?.focus({
      preventScroll: true,
    });
    const { noun, start } = this.options;
    this.spoken = `${formatCount(this.#end)} of ${formatCount(start.count)} ${noun} are shown.`;
  }
}
