import type { JsonObject } from "../../json/json.ts";
import type { ResponseFamily, Piece } from "../piece.ts";
import { asText, objectsIn, othersAmong } from "../read.ts";

/**
 * Cohere Command: `generations`, of which the first is read; the others stand in the JSON. Rests on
 * recordings, whole and streamed, of one generation and of two.
 */
export const cohereCommand: ResponseFamily = { shape: "cohere.command", whole, chunk };

function whole(answer: JsonObject): Piece | undefined {
  const generations = objectsIn(answer.generations);
  const [first] = generations;
  if (typeof first?.text !== "string") return undefined;
  return {
    text: asText(first.text),
    stopReason: asText(first.finish_reason),
    others: othersAmong(generations),
  };
}

/** A stream is pieces of text that count their generations by `index`; some come in one whole answer. */
function chunk(event: JsonObject): Piece | undefined {
  if (event.event_type !== undefined) return undefined; // Command R
  if (typeof event.is_finished !== "boolean") return whole(event);
  const ends = event.is_finished;
  if ((event.index ?? 0) !== 0) return { others: othersAmong([event]) };
  return { text: asText(event.text), stopReason: asText(event.finish_reason), ends };
}
