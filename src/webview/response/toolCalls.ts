import { html, type TemplateResult } from "lit";
import type { RunView } from "../../protocol/response.ts";
import type { ItemOf } from "../../protocol/runLists.ts";
import { icon } from "../shared/icon.ts";
import { longText } from "../shared/longText.ts";
import { partList } from "../shared/partList.ts";
import type { RunLink } from "./runLink.ts";

/** Renders the calls of tools that the model asks for: each with its name, its id and its input. */
export function toolCallList({ lists, status }: RunView, link: RunLink): unknown {
  return partList({
    start: lists.toolCalls,
    link: link.list("toolCalls"),
    noun: "tool calls",
    growing: status === "running",
    page: (items, from) => items.map((item, at) => toolCall(item, from + at, link)),
  });
}

function toolCall(
  { name, id, input }: ItemOf<"toolCalls">,
  index: number,
  link: RunLink,
): TemplateResult {
  return html`<section class="tool-call">
    <h2>
      ${icon("tools")} Tool call <code>${name}</code>
      <span class="quiet">${id}</span>
    </h2>
    ${longText({
      start: input,
      link: link.text("toolCalls", index),
      label: `input of tool call ${index + 1}`,
      look: "block",
    })}
  </section>`;
}
