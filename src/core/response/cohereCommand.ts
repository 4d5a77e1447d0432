import type { JsonObject } from "../json.ts";
import type { Family, Piece } from "./piece.ts";
import { asText, objectsIn } from "./read.ts";

/**
 * Cohere Command: `generations`, of which the first is read; the others stand in the JSON. Rests on
 * recordings, whole and streamed, of one generation and of two.
 */
export const cohereCommand: Family = { shape: "cohere.command", whole, chunk };

function whole(answer: JsonObject): Piece | undefined {
  const [generation] = objectsIn(answer.generations);
  if (typeof generation?.text !== "string") return undefined;
  return { text: asText(generation.text), stopReason: asText(generation.finish_reason) };
}

/** A stream is pieces of text that count their generations by `index`; some come in one whole answer. */
function chunk(event: JsonObject): Piece | undefined {
  if (event.event_type !== undefined) return undefined; // Command R
  if (typeof event.is_finished !== "boolean") return whole(event);
  const ends = event.is_finished;
  if ((event.index ?? 0) !== 0) return {};
  return { text: asText(event.text), stopReason: asText(event.finish_reason), ends };
}
