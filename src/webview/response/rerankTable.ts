import { html, nothing, svg, type TemplateResult } from "lit";
import type { RunView } from "../../protocol/response.ts";
import type { ItemOf } from "../../protocol/runLists.ts";
import { formatCount } from "../shared/format.ts";
import { partList } from "../shared/partList.ts";
import type { RunLink } from "./runLink.ts";

/** Renders rerank results, the most relevant first, each with a bar of its score. */
export function rerankTable(
  { lists, scores = [0, 1] }: RunView,
  link: RunLink,
): TemplateResult | typeof nothing {
  const start = lists.results;
  if (start.count === 0) return nothing;
  const low = Math.min(0, scores[0]);
  const high = Math.max(1, scores[1]);
  return html`<section class="rerank" aria-labelledby="rerank-title">
    <h2 id="rerank-title">
      Ranked documents <span class="quiet">${formatCount(start.count)}</span>
    </h2>
    ${partList({
      start,
      link: link.list("results"),
      noun: "documents",
      page: (items, from) => resultTable(items, from, low, high),
    })}
  </section>`;
}

function resultTable(
  items: readonly ItemOf<"results">[],
  from: number,
  low: number,
  high: number,
): TemplateResult {
  return html`<table>
    <thead>
      <tr>
        <th scope="col">Rank</th>
        <th scope="col">Document</th>
        <th scope="col">Relevance</th>
        <td></td>
      </tr>
    </thead>
    <tbody>
      ${items.map(
        ({ index, relevanceScore }, at) =>
          html`<tr>
            <td class="number">${from + at + 1}</td>
            <th scope="row" title="Its place in the request, from 0">${index}</th>
            <td class="number" title=${relevanceScore}>${relevanceScore.toFixed(4)}</td>
            <td class="bar-cell">${bar((relevanceScore - low) / (high - low))}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function bar(share: number): TemplateResult {
  const width = Number.isFinite(share) ? Math.max(0.5, share * 100) : 0;
  return html`<svg class="bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
    ${svg`<rect width=${width.toFixed(2)} height="1"></rect>`}
  </svg>`;
}
