import type { JsonObject, JsonValue } from "../../json/json.ts";
import type { Citation } from "../decoded.ts";
import type { ResponseFamily, Piece, ToolPiece } from "../piece.ts";
import { asObject, asText, objectsIn } from "../read.ts";

/**
 * Cohere Command R and R+. Text, stop reason and the end of a stream rest on recordings; tool calls
 * and citations on AWS's and Cohere's documentation of the chat API (version 1).
 */
export const cohereCommandR: ResponseFamily = { shape: "cohere.command-r", whole, chunk };

const marks = ["chat_history", "finish_reason", "generation_id", "response_id"];

function whole(answer: JsonObject): Piece | undefined {
  if (typeof answer.text !== "string" || answer.event_type !== undefined) return undefined;
  if (answer.is_finished !== undefined || !marks.some((mark) => mark in answer)) return undefined;
  return {
    text: asText(answer.text),
    toolCalls: toolsIn(answer.tool_calls),
    citations: citationsIn(answer),
    stopReason: asText(answer.finish_reason),
  };
}

/** The last event repeats the whole answer in `response`: of that, only the reason is news. */
function chunk(event: JsonObject): Piece | undefined {
  switch (asText(event.event_type)) {
    case undefined:
      return undefined;
    case "text-generation":
      return { text: asText(event.text) };
    case "tool-calls-generation":
      return { text: asText(event.text), toolCalls: toolsIn(event.tool_calls) };
    case "citation-generation":
      return { citations: citationsIn(event) };
    case "stream-end": {
      const last = asObject(event.response)?.finish_reason;
      return { stopReason: asText(event.finish_reason) ?? asText(last), ends: true };
    }
    default:
      return event.is_finished === true ? { ends: true } : {};
  }
}

function toolsIn(calls: JsonValue | undefined): readonly ToolPiece[] {
  return objectsIn(calls).map((call, at) => ({
    at: `${at}`,
    name: asText(call.name) ?? "",
    input: call.parameters,
    closed: true,
  }));
}

/** `text` is a stretch of the answer, `document_ids` what it rests on; `documents` may name those. */
function citationsIn(answer: JsonObject): readonly Citation[] {
  const known = objectsIn(answer.documents);
  return objectsIn(answer.citations).map((citation) => {
    const ids = Array.isArray(citation.document_ids) ? citation.document_ids : [];
    const [cited] = known.filter((document) => ids.includes(document.id));
    return {
      text: asText(citation.text) ?? "",
      title: asText(cited?.title),
      url: asText(cited?.url),
      source: ids.length === 0 ? undefined : ids.map(String).join(", "),
    };
  });
}
