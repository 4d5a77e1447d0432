import { html, nothing, type TemplateResult } from "lit";
import type { RunView } from "../../protocol/response.ts";
import type { ItemOf } from "../../protocol/runLists.ts";
import { icon } from "../shared/icon.ts";
import { partList } from "../shared/partList.ts";
import type { RunLink } from "./runLink.ts";

const reasons: Readonly<Record<ItemOf<"omittedImages">["reason"], string>> = {
  svg: "It is an SVG document, which may hold scripts.",
  unknownType: "It is not a PNG, JPEG, GIF or WebP image.",
  notBase64: "Its data is not valid base64.",
  empty: "It has no data.",
  notText: "Its data is not a string.",
};

/** Renders the images that are not shown, each with the reason. */
export function omittedImageList(
  { lists, status }: RunView,
  link: RunLink,
): TemplateResult | typeof nothing {
  const start = lists.omittedImages;
  if (start.count === 0) return nothing;
  return html`<section class="omitted-images" aria-label="Images that are not shown">
    ${partList({
      start,
      link: link.list("omittedImages"),
      noun: "images that are not shown",
      growing: status === "running",
      page: (items) =>
        html`<ul>
          ${items.map(
            ({ number, reason }) =>
              html`<li class="notice">
                ${icon("info")}<span>Image ${number} is not shown. ${reasons[reason]}</span>
              </li>`,
          )}
        </ul>`,
    })}
    <p class="quiet">Save the response body to keep these images.</p>
  </section>`;
}
