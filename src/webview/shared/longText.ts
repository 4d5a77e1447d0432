import { html, type PropertyDeclarations, type TemplateResult } from "lit";
import { createJsonLayout, layOutJson } from "../../core/json/jsonLayout.ts";
import { formatCount } from "./format.ts";
import { LightElement } from "./lightElement.ts";
import { moreOfText } from "./moreOfText.ts";
import { StreamText } from "./streamText.ts";

/** With the first press so many characters more are shown, with each next as many as are there. */
const firstStep = 262_144;

/** The way of a text to its rest, and to what the reader wanted of it before the page was rebuilt. */
export interface TextLink {
  readonly name: string;
  /** How many characters the reader has asked for; undefined for those that are shown unasked. */
  readonly wanted: () => number | undefined;
  readonly want: (length: number) => void;
  /** Asks for what follows the first `from` characters; it comes to `add`. */
  readonly need: (from: number) => void;
  /** Takes the whole text elsewhere. */
  readonly take: (to: "clipboard" | "editor") => void;
}

export interface LongTextOptions {
  readonly start: {
    readonly text: string;
    readonly length: number;
    readonly json?: boolean | undefined;
  };
  readonly link: TextLink;
  /** What the text is: input of tool call 3. */
  readonly label: string;
  /** Classes of the text's element. */
  readonly look: string;
}

/** Renders a text of any length: its beginning, more when it is asked for, and the ways to the whole. */
export function longText(options: LongTextOptions): TemplateResult {
  const { text, length, json } = options.start;
  if (text.length >= length)
    return html`<div class=${options.look}>${json ? layOutJson(text) : text}</div>`;
  return html`<long-text .options=${options}></long-text>`;
}

/** `<long-text>`: a text of which the beginning is shown. */
export class LongTextElement extends LightElement {
  static override properties: PropertyDeclarations = {
    options: { attribute: false },
    shown: { state: true },
    wanted: { state: true },
    spoken: { state: true },
  };
  declare options: LongTextOptions;
  /** How many characters are shown. */
  declare shown: number;
  declare wanted: number;
  declare spoken: string;
  #place: StreamText | undefined;
  /** What is shown, as it came. */
  #text = "";
  #layOut: ((part: string) => string) | undefined;
  #link: TextLink | undefined;
  #asked = -1;

  constructor() {
    super();
    this.shown = 0;
    this.wanted = 0;
    this.spoken = "";
  }

  /** Takes in what follows the first `from` characters; what does not fit is ignored. */
  add(from: number, text: string): void {
    if (from !== this.#text.length || text === "") return;
    this.#append(text);
    if (this.shown < this.wanted) return;
    const { label, start } = this.options;
    this.spoken = `${formatCount(this.shown)} of ${formatCount(start.length)} characters of the ${label} are shown.`;
  }

  override willUpdate(): void {
    const { link } = this.options;
    if (link === this.#link) return;
    this.#link = link;
    this.wanted = link.wanted() ?? 0;
    this.spoken = "";
  }

  override updated(): void {
    const parent = this.querySelector<HTMLElement>(":scope > .stream");
    if (parent) this.#place ??= new StreamText(parent);
    this.#showStart();
    this.dispatchEvent(new CustomEvent("drawn", { bubbles: true }));
    if (!this.busy) return;
    if (this.#asked === this.#text.length) return;
    this.#asked = this.#text.length;
    this.options.link.need(this.#asked);
  }

  override render(): TemplateResult {
    const { start, label, link, look } = this.options;
    const { length } = start;
    // The beginning is here before it is drawn.
    const shown = Math.max(this.shown, start.text.length);
    return html`
      <div class="${look} stream"></div>
      ${moreOfText({
        label,
        shown,
        length,
        showMore: () => this.#want(this.#text.length + Math.max(firstStep, this.#text.length)),
        showAll: () => this.#want(length),
        take: link.take,
      })}
      <div class="visually-hidden" role="status">${this.spoken}</div>
    `;
  }

  /** True until all that the reader wants is here. */
  get busy(): boolean {
    return this.shown < Math.min(this.wanted, this.options.start.length);
  }

  #want(length: number): void {
    this.wanted = length;
    this.options.link.want(length);
  }

  /** A text that grows is added to, another replaces what is shown. */
  #showStart(): void {
    const { text, json = false } = this.options.start;
    const same = json === (this.#layOut !== undefined) && this.#place !== undefined;
    if (same && this.#text.startsWith(text)) return;
    if (!same || !text.startsWith(this.#text)) {
      this.#place?.clear();
      this.#text = "";
      this.#asked = -1;
      this.#layOut = json ? createJsonLayout() : undefined;
    }
    this.#append(text.slice(this.#text.length));
  }

  #append(text: string): void {
    this.#text += text;
    this.#place?.append(this.#layOut ? this.#layOut(text) : text);
    this.shown = this.#text.length;
  }
}
