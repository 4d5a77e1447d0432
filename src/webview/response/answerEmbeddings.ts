import { html, nothing, type TemplateResult } from "lit";
import type { HostToResponse, ResponseToHost, RunView } from "../../protocol/response.ts";
import { formatCount } from "../shared/format.ts";
import { icon } from "../shared/icon.ts";
import { LightElement } from "../shared/lightElement.ts";
import { embeddingPlot, type PlotLine, plotLine } from "./embeddingPlot.ts";
import { similarityOf } from "./vectors.ts";

/** More rows than these are in the JSON. */
const rowLimit = 200;

/** `<answer-embeddings>`: the vectors of an answer in figures, one of them drawn, and how alike two of them are. */
export class AnswerEmbeddings extends LightElement {
  static override properties = {
    run: { attribute: false },
    post: { attribute: false },
    drawn: { state: true },
    compared: { state: true },
    pointed: { state: true },
  };
  declare run: RunView;
  declare post: (message: ResponseToHost) => void;
  /** The number of the vector that is drawn. */
  declare drawn: number;
  declare compared: readonly [number, number];
  /** The number that the pointer is on in the drawing. */
  declare pointed: number | undefined;
  readonly #values = new Map<number, readonly number[]>();
  readonly #asked = new Set<number>();
  #shownRun = "";
  #line: PlotLine | undefined;

  constructor() {
    super();
    this.drawn = 0;
    this.compared = [0, 1];
  }

  /** Takes in the numbers of a vector. */
  receive({ index, values }: Extract<HostToResponse, { type: "embedding" }>): void {
    this.#values.set(index, values);
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
    const { embeddings } = this.run;
    if (embeddings.length > 0) this.#need(this.drawn);
    if (embeddings.length > 1) for (const index of this.compared) this.#need(index);
  }

  override render(): TemplateResult | typeof nothing {
    const { embeddings } = this.run;
    if (embeddings.length === 0) return nothing;
    return html`<section class="embeddings" aria-labelledby="embeddings-title">
      <h2 id="embeddings-title">
        ${embeddings.length === 1 ? "Embedding" : `${formatCount(embeddings.length)} embeddings`}
      </h2>
      <table>
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
          ${embeddings.slice(0, rowLimit).map((_, index) => this.#row(index))}
        </tbody>
      </table>
      ${
        embeddings.length > rowLimit
          ? html`<p class="quiet">The JSON has ${embeddings.length - rowLimit} more.</p>`
          : nothing
      }
      ${this.#plot()} ${embeddings.length > 1 ? this.#similarity() : nothing}
    </section>`;
  }

  #row(index: number): TemplateResult | typeof nothing {
    const embedding = this.run.embeddings[index];
    if (!embedding) return nothing;
    const { runId, embeddings } = this.run;
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
      <td>${embedding.type}</td>
      <td class="number">${formatCount(embedding.dimensions)}</td>
      <td class="number" title=${embedding.norm}>${embedding.norm.toPrecision(6)}</td>
      <td class="row-actions">
        ${
          embeddings.length === 1
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

  #similarity(): TemplateResult {
    const { embeddings } = this.run;
    const [one, other] = this.compared;
    const choice = (at: 0 | 1, label: string) =>
      html`<span class="select">
        <select
          aria-label=${label}
          @change=${(event: Event) => {
            const chosen = Number((event.target as HTMLSelectElement).value);
            this.compared = at === 0 ? [chosen, other] : [one, chosen];
          }}
        >
          ${embeddings.map(
            ({ type }, index) =>
              html`<option value=${index} ?selected=${index === this.compared[at]}>
                ${index + 1} (${type})
              </option>`,
          )}
        </select>
      </span>`;
    return html`<p class="similarity">
      <span>Cosine similarity of</span> ${choice(0, "First embedding to compare")}
      <span>and</span> ${choice(1, "Second embedding to compare")}
      <output>${this.#compare(one, other)}</output>
    </p>`;
  }

  #compare(one: number, other: number): string {
    const [a, b] = [this.#values.get(one), this.#values.get(other)];
    const types = [this.run.embeddings[one]?.type, this.run.embeddings[other]?.type] as const;
    if (!a || !b || types[0] === undefined || types[1] === undefined) return "…";
    if (types[0] !== types[1] || a.length !== b.length)
      return "None: the two differ in type or length.";
    const similarity = similarityOf(a, b, [types[0], types[1]]);
    return similarity === undefined ? "None: one of the two is zero." : similarity.toFixed(6);
  }

  #plot(): TemplateResult {
    const values = this.#values.get(this.drawn);
    if (!values) return html`<p class="quiet plot">Loading the numbers…</p>`;
    if (this.#line?.values !== values) this.#line = plotLine(values);
    const { low, high } = this.#line;
    const label = `Values of embedding ${this.drawn + 1}: ${formatCount(values.length)} numbers from ${low} to ${high}`;
    return embeddingPlot(this.#line, label, this.pointed, (index) => {
      this.pointed = index;
    });
  }

  #need(index: number): void {
    if (this.#asked.has(index)) return;
    this.#asked.add(index);
    this.post({ type: "needEmbedding", runId: this.run.runId, index });
  }
}
