import type { JsonObject, JsonValue } from "../../json/json.ts";
import { readPictures } from "../imageBytes.ts";
import { noStream, type ResponseFamily, type Piece } from "../piece.ts";
import { asText } from "../read.ts";

/**
 * Stability's image models and services. A reason that is not null says why there is no picture, in
 * an answer of status 200 without `images`; it is the text then. Rests on AWS's documentation.
 */
export const stabilityImages: ResponseFamily = {
  shape: "stability.images",
  whole,
  chunk: noStream,
};

function whole(answer: JsonObject): Piece | undefined {
  if (!Array.isArray(answer.finish_reasons)) return undefined;
  const reasons = answer.finish_reasons.flatMap((reason: JsonValue) => asText(reason) ?? []);
  return {
    ...readPictures(Array.isArray(answer.images) ? answer.images : []),
    text: [...new Set(reasons)].join("\n"),
    stopReason: reasons[0],
  };
}
