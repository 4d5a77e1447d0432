import { html, nothing, type TemplateResult } from "lit";
import type { RunView } from "../../protocol/response.ts";
import type { ItemOf } from "../../protocol/runLists.ts";
import { formatCount } from "../shared/format.ts";
import { longText } from "../shared/longText.ts";
import { partList } from "../shared/partList.ts";
import { isWebLink } from "./links.ts";
import type { RunLink } from "./runLink.ts";

/** Renders what the answer cites as a numbered list; links are the listener's around it. */
export function citationList(
  { lists, status }: RunView,
  link: RunLink,
): TemplateResult | typeof nothing {
  const start = lists.citations;
  if (start.count === 0) return nothing;
  return html`<section class="citations" aria-labelledby="citations-title">
    <h2 id="citations-title">Citations <span class="quiet">${formatCount(start.count)}</span></h2>
    ${partList({
      start,
      link: link.list("citations"),
      noun: "citations",
      growing: status === "running",
      page: (items, from) =>
        html`<ol start=${from + 1}>
          ${items.map((item, at) => citation(item, from + at, link))}
        </ol>`,
    })}
  </section>`;
}

function citation(
  { title, text, url }: ItemOf<"citations">,
  index: number,
  link: RunLink,
): TemplateResult {
  // Not <q>: Chromium's time for its marks grows with the square of their number.
  return html`<li>
    ${sourceOf(title, url)}
    ${
      text === undefined || text.length === 0
        ? nothing
        : longText({
            start: text,
            link: link.text("citations", index),
            label: `citation ${index + 1}`,
            look: "quoted",
          })
    }
  </li>`;
}

function sourceOf(title: string | undefined, url: string | undefined): TemplateResult | string {
  if (url === undefined) return title ?? "";
  if (!isWebLink(url)) return [title, url].filter((part) => part !== undefined).join(" ");
  const { host } = new URL(url);
  return html`<a href=${url} title=${host}>${title ?? url}</a> <span class="quiet">${host}</span>`;
}
