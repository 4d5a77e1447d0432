import { html, nothing, type TemplateResult } from "lit";
import type { HostToResponse, ResponseToHost, RunView } from "../../protocol/response.ts";
import type { ItemOf } from "../../protocol/runLists.ts";
import { formatCount } from "../shared/format.ts";
import { icon } from "../shared/icon.ts";
import { LightElement } from "../shared/lightElement.ts";
import { partList } from "../shared/partList.ts";
import { embeddingPlot, type PlotLine, plotLine } from "./embeddingPlot.ts";
import type { RunLink } from "./runLink.ts";
import { similarityOf } from "./vectors.ts";

/** With more vectors than these their numbers are typed: a list of them would take a second to draw. */
const mostChoices = 100;

/** `<answer-embeddings>`: the vectors of an answer in figures, one of them drawn, and how alike two of them are. */
export class AnswerEmbeddings extends LightElement {
  static override properties = {
    run: { attribute: false },
    post: { attribute: false },
    link: { attribute: false },
    drawn: { state: true },
    compared: { state: true },
    pointed: { state: true },
  };
  declare run: RunView;
  declare post: (message: ResponseToHost) => void;
  declare link: RunLink;
  /** The number of the vector that is drawn. */
  declare drawn: number;
  declare compared: readonly [number, number];
  /** The number that the pointer is on in the drawing. */
  declare pointed: number | undefined;
  readonly #values = new Map<number, Extract<HostToResponse, { type: "embedding" }>>();
  readonly #asked = new Set<number>();
  #shownRun = "";
  #line: PlotLine | undefined;

  constructor() {
    super();
    this.drawn = 0;
    this.compared = [0, 1];
  }

  /** Takes in the numbers of a vector. */
  receive(message: Extract<HostToResponse, { type: "embedding" }>): void {
    this.#values.set(message.index, message);
    this.requestUpdate();
  }

  override willUpdate(): void {
    if (this.run.runId === this.#shownRun) return;
    this.#shownRun = this.run.runId;
    this.#values.clear();
    this.#asked.clear();
    this.drawn = 0;
    this.compared = [0, 1];
  }

  override updated(): void {
    const { count } = this.run.lists.embeddings;
    if (count > 0) this.#need(this.drawn);
    if (count > 1) for (const index of this.compared) this.#need(index);
  }

  override render(): TemplateResult | typeof nothing {
    const start = this.run.lists.embeddings;
    const { count } = start;
    if (count === 0) return nothing;
    return html`<section class="embeddings" aria-labelledby="embeddings-title">
      <h2 id="embeddings-title">
        ${count === 1 ? "Embedding" : `${formatCount(count)} embeddings`}
      </h2>
      <div class="embedding-rows">
        ${partList({
          start,
          link: this.link.list("embeddings"),
          noun: "embeddings",
          growing: this.run.status === "running",
          version: this.drawn,
          page: (items, from) => this.#table(items, from),
        })}
      </div>
      ${this.#plot()} ${count > 1 ? this.#similarity(count) : nothing}
    </section>`;
  }

  #table(items: readonly ItemOf<"embeddings">[], from: number): TemplateResult {
    return html`<table>
      <thead>
        <tr>
          <th scope="col">No.</th>
          <th scope="col">Type</th>
          <th scope="col">Dimensions</th>
          <th scope="col">Norm</th>
          <td></td>
        </tr>
      </thead>
      <tbody>
        ${items.map((item, at) => this.#row(item, from + at))}
      </tbody>
    </table>`;
  }

  #row({ type, dimensions, norm }: ItemOf<"embeddings">, index: number): TemplateResult {
    const { runId, lists } = this.run;
    const copy = (as: "json" | "csv", title: string) =>
      html`<button
        type="button"
        class="link"
        aria-label="${title}, embedding ${index + 1}"
        @click=${() => this.post({ type: "copyEmbedding", runId, index, as })}
      >
        ${icon("copy")} ${title}
      </button>`;
    return html`<tr>
      <th scope="row" class="number">${index + 1}</th>
      <td>${type}</td>
      <td class="number">${formatCount(dimensions)}</td>
      <td class="number" title=${norm}>${norm.toPrecision(6)}</td>
      <td class="row-actions">
        ${
          lists.embeddings.count === 1
            ? nothing
            : html`<button
                type="button"
                class="link"
                aria-pressed=${index === this.drawn}
                aria-label="Draw embedding ${index + 1}"
                @click=${() => {
                  this.drawn = index;
                }}
              >
                ${icon(index === this.drawn ? "circle-filled" : "circle-outline")} Draw
              </button>`
        }
        ${copy("json", "Copy JSON")} ${copy("csv", "Copy CSV")}
      </td>
    </tr>`;
  }

  #similarity(count: number): TemplateResult {
    const [one, other] = this.compared;
    const choose = (at: 0 | 1, chosen: number) => {
      if (!(chosen >= 0 && chosen < count)) return;
      this.compared = at === 0 ? [chosen, other] : [one, chosen];
    };
    const choice = count > mostChoices ? numberField : selectField;
    const field = (at: 0 | 1, label: string) =>
      choice(label, this.compared[at], this.run.lists.embeddings, (chosen) => choose(at, chosen));
    return html`<p class="similarity">
      <span>Cosine similarity of</span> ${field(0, "First embedding to compare")}
      <span>and</span> ${field(1, "Second embedding to compare")}
      <output>${this.#compare(one, other)}</output>
    </p>`;
  }

  #compare(one: number, other: number): string {
    const [first, second] = [this.#values.get(one), this.#values.get(other)];
    if (!first || !second) return "…";
    const [a, b] = [first.values, second.values];
    if (isCut(first) || isCut(second)) return "None: a vector is too long to be compared here.";
    const types = [first.elementType, second.elementType] as const;
    if (types[0] !== types[1] || a.length !== b.length)
      return "None: the two differ in type or length.";
    const similarity = similarityOf(a, b, [types[0], types[1]]);
    return similarity === undefined ? "None: one of the two is zero." : similarity.toFixed(6);
  }

  #plot(): TemplateResult {
    const vector = this.#values.get(this.drawn);
    if (!vector) return html`<p class="quiet plot">Loading the numbers…</p>`;
    const { values, count } = vector;
    if (this.#line?.values !== values) this.#line = plotLine(values);
    const { low, high } = this.#line;
    const part = isCut(vector) ? `first ${formatCount(values.length)} of ` : "";
    const label = `Values of embedding ${this.drawn + 1}: ${part}${formatCount(count)} numbers from ${low} to ${high}`;
    const plot = embeddingPlot(this.#line, label, this.pointed, (index) => {
      this.pointed = index;
    });
    if (!isCut(vector)) return plot;
    const shown = `${formatCount(values.length)} of ${formatCount(count)}`;
    return html`${plot}
      <p class="quiet">The drawing shows the first ${shown} numbers. Copy takes all of them.</p>`;
  }

  #need(index: number): void {
    if (this.#asked.has(index)) return;
    this.#asked.add(index);
    this.post({ type: "needEmbedding", runId: this.run.runId, index });
  }
}

type Embeddings = RunView["lists"]["embeddings"];

const isCut = ({ values, count }: Extract<HostToResponse, { type: "embedding" }>) =>
  values.length < count;

function selectField(
  label: string,
  selected: number,
  { items }: Embeddings,
  choose: (index: number) => void,
): TemplateResult {
  return html`<span class="select">
    <select
      aria-label=${label}
      @change=${(event: Event) => choose(Number((event.target as HTMLSelectElement).value))}
    >
      ${items.map(
        ({ type }, index) =>
          html`<option value=${index} ?selected=${index === selected}>
            ${index + 1} (${type})
          </option>`,
      )}
    </select>
  </span>`;
}

function numberField(
  label: string,
  selected: number,
  { count }: Embeddings,
  choose: (index: number) => void,
): TemplateResult {
  return html`<input
    type="number"
    aria-label=${label}
    min="1"
    max=${count}
    .value=${String(selected + 1)}
    @change=${(event: Event) => choose(Math.round((event.target as HTMLInputElement).valueAsNumber) - 1)}
  />`;
}
