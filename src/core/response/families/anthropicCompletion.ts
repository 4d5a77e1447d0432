import type { JsonObject } from "../../json/json.ts";
import type { ResponseFamily, Piece } from "../piece.ts";
import { asText, readUsage } from "../read.ts";

/**
 * Claude 2's text completions: `completion`, whole or as the next stretch of a stream. Rests on
 * recordings of both; some recorders gave them a `usage`, which is read where it stands.
 */
export const anthropicCompletion: ResponseFamily = {
  shape: "anthropic.completion",
  whole: read,
  chunk: read,
};

function read(answer: JsonObject): Piece | undefined {
  if (typeof answer.completion !== "string") return undefined;
  return {
    text: asText(answer.completion),
    stopReason: asText(answer.stop_reason),
    usage: readUsage(answer.usage),
  };
}
