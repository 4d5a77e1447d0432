import type { JsonObject } from "../../core/json/json.ts";
import { listOf, objectOf, textOf } from "../body.ts";

/**
 * A citation, as Claude makes them, of the first sentence of the first plain-text document in the
 * messages that has citations enabled; undefined without such a document.
 */
export function citationOf(messages: JsonObject["messages"]): JsonObject | undefined {
  const documents = listOf(messages)
    .flatMap((message) => listOf(objectOf(message).content).map(objectOf))
    .filter(({ type }) => type === "document");
  for (const [index, { title, source, citations }] of documents.entries()) {
    const text = textOf(objectOf(source).data);
    if (objectOf(citations).enabled !== true || objectOf(source).type !== "text" || text === "")
      continue;
    const sentence = /^[^.!?]*[.!?]*\s*/.exec(text)?.[0] || text;
    return {
      type: "char_location",
      cited_text: sentence,
      document_index: index,
      document_title: textOf(title) || null,
      start_char_index: 0,
      end_char_index: sentence.length,
    };
  }
  return undefined;
}
