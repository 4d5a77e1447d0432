import type { JsonObject } from "../../json/json.ts";
import type { ResponseFamily, Piece } from "../piece.ts";
import { asText } from "../read.ts";

/**
 * TwelveLabs Pegasus: `message` and `finishReason`. Rests on AWS's documentation of the response
 * fields; no recording shows one, and that a stream sends the same members is an assumption.
 */
export const pegasusMessage: ResponseFamily = {
  shape: "twelvelabs.pegasus",
  whole: read,
  chunk: read,
};

function read(answer: JsonObject): Piece | undefined {
  if (typeof answer.message !== "string") return undefined;
  // A message alone is what errors look like.
  if (!("finishReason" in answer)) return undefined;
  return { text: asText(answer.message), stopReason: asText(answer.finishReason) };
}
