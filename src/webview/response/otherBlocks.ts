import { html } from "lit";
import type { RunView } from "../../protocol/response.ts";
import { longText } from "../shared/longText.ts";
import { partList } from "../shared/partList.ts";
import type { RunLink } from "./runLink.ts";

/** Renders content of kinds that have no place of their own: each folded, under the name that the service gives it. */
export function otherBlockList({ lists, status }: RunView, link: RunLink): unknown {
  return partList({
    start: lists.otherBlocks,
    link: link.list("otherBlocks"),
    noun: "other content blocks",
    growing: status === "running",
    page: (items, from) =>
      items.map(
        ({ type, content }, at) =>
          html`<details class="other-block">
            <summary>Other content <code>${type}</code></summary>
            ${longText({
              start: content,
              link: link.text("otherBlocks", from + at),
              label: `content block ${from + at + 1}`,
              look: "block",
            })}
          </details>`,
      ),
  });
}
