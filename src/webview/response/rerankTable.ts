import { html, nothing, svg, type TemplateResult } from "lit";
import type { RunView } from "../../protocol/response.ts";

/** More rows than these are in the JSON. */
const rowLimit = 1000;

/** Renders rerank results, the most relevant first, each with a bar of its score. */
export function rerankTable(results: RunView["results"]): TemplateResult | typeof nothing {
  if (results.length === 0) return nothing;
  const sorted = results.toSorted((one, other) => other.relevanceScore - one.relevanceScore);
  const low = Math.min(0, sorted.at(-1)?.relevanceScore ?? 0);
  const high = Math.max(1, sorted[0]?.relevanceScore ?? 1);
  return html`<section class="rerank" aria-labelledby="rerank-title">
    <h2 id="rerank-title">Ranked documents <span class="quiet">${results.length}</span></h2>
    <table>
      <thead>
        <tr>
          <th scope="col">Rank</th>
          <th scope="col">Document</th>
          <th scope="col">Relevance</th>
          <td></td>
        </tr>
      </thead>
      <tbody>
        ${sorted.slice(0, rowLimit).map(
          ({ index, relevanceScore }, rank) =>
            html`<tr>
              <td class="number">${rank + 1}</td>
              <th scope="row" title="Its place in the request, from 0">${index}</th>
              <td class="number" title=${relevanceScore}>${relevanceScore.toFixed(4)}</td>
              <td class="bar-cell">${bar((relevanceScore - low) / (high - low))}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    ${
      sorted.length > rowLimit
        ? html`<p class="quiet">The JSON has ${sorted.length - rowLimit} more.</p>`
        : nothing
    }
  </section>`;
}

function bar(share: number): TemplateResult {
  const width = Number.isFinite(share) ? Math.max(0.5, share * 100) : 0;
  return html`<svg class="bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
    ${svg`<rect width=${width.toFixed(2)} height="1"></rect>`}
  </svg>`;
}
