import { html, nothing, type TemplateResult } from "lit";
import type { RunView } from "../../protocol/response.ts";
import { isWebLink } from "./links.ts";

/** Renders what the answer cites as a numbered list; links are the listener's around it. */
export function citationList(citations: RunView["citations"]): TemplateResult | typeof nothing {
  if (citations.length === 0) return nothing;
  return html`<section class="citations" aria-labelledby="citations-title">
    <h2 id="citations-title">Citations</h2>
    <ol>
      ${citations.map(
        ({ title, text, url }) =>
          html`<li>
            ${sourceOf(title, url)} ${text === undefined ? nothing : html`<q>${text}</q>`}
          </li>`,
      )}
    </ol>
  </section>`;
}

function sourceOf(title: string | undefined, url: string | undefined): TemplateResult | string {
  if (url === undefined) return title ?? "";
  if (!isWebLink(url)) return [title, url].filter((part) => part !== undefined).join(" ");
  const { host } = new URL(url);
  return html`<a href=${url} title=${host}>${title ?? url}</a> <span class="quiet">${host}</span>`;
}
