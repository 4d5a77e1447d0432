import type { HostToResponse } from "../../protocol/response.ts";
import type { LongTextElement } from "../shared/longText.ts";
import type { PartList } from "../shared/partList.ts";
import type { AnswerEmbeddings } from "./answerEmbeddings.ts";
import type { AnswerImages } from "./answerImages.ts";
import type { EventsPane } from "./eventsPane.ts";
import type { GuardrailPane } from "./guardrailPane.ts";
import type { JsonPane } from "./jsonPane.ts";
import { textName } from "./runLink.ts";

type Part = Exclude<HostToResponse, { type: "run" | "request" | "append" }>;

/** Hands what the host was asked for to the part of the page that has asked. */
export function takePart(page: ParentNode, message: Part): void {
  switch (message.type) {
    case "items":
      for (const list of page.querySelectorAll<PartList>("part-list"))
        if (list.options.link.name === message.list) list.add(message.from, message.items);
      break;
    case "moreText": {
      const name = textName(message.place);
      for (const text of page.querySelectorAll<LongTextElement>("long-text"))
        if (text.options.link.name === name) text.add(message.from, message.text);
      page.querySelector<JsonPane>("json-pane")?.receive(message);
      break;
    }
    case "guardrail":
      page.querySelector<GuardrailPane>("guardrail-pane")?.receive(message);
      break;
    case "image":
      page.querySelector<AnswerImages>("answer-images")?.receive(message);
      break;
    case "embedding":
      page.querySelector<AnswerEmbeddings>("answer-embeddings")?.receive(message);
      break;
    case "events":
      page.querySelector<EventsPane>("events-pane")?.receive(message);
      break;
    case "json":
    case "queried":
      page.querySelector<JsonPane>("json-pane")?.receive(message);
  }
}

/** True while a part of the element is still drawing what the reader has asked for. */
export function isDrawing(element: ParentNode | null): boolean {
  const parts = element?.querySelectorAll<PartList | LongTextElement>("part-list, long-text") ?? [];
  return [...parts].some(({ busy }) => busy);
}
