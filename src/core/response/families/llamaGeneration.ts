import type { JsonObject } from "../../json/json.ts";
import type { ResponseFamily, Piece } from "../piece.ts";
import { asText, usageOf } from "../read.ts";

/**
 * Meta Llama, imported ones too: `generation`, whole or as the next stretch of a stream. Rests on
 * recordings of both. A stream counts its output up, and its input in the first chunk alone.
 */
export const llamaGeneration: ResponseFamily = {
  shape: "llama.generation",
  whole: read,
  chunk: read,
};

function read(answer: JsonObject): Piece | undefined {
  if (typeof answer.generation !== "string") return undefined;
  return {
    text: asText(answer.generation),
    stopReason: asText(answer.stop_reason),
    usage: usageOf(answer.prompt_token_count, answer.generation_token_count),
  };
}
