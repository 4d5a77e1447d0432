import type { JsonObject } from "../../json/json.ts";
import { noStream, type ResponseFamily, type Piece } from "../piece.ts";
import { asObject, asText, objectsIn, othersAmong } from "../read.ts";

/**
 * AI21 Jurassic-2: `completions[0].data.text`. Rests on recordings; it has no stream. Of several
 * completions the first is read; the others stand in the JSON.
 */
export const jurassicCompletion: ResponseFamily = {
  shape: "ai21.jurassic",
  whole,
  chunk: noStream,
};

function whole(answer: JsonObject): Piece | undefined {
  const completions = objectsIn(answer.completions);
  const [completion] = completions;
  const text = asObject(completion?.data)?.text;
  if (typeof text !== "string") return undefined;
  return {
    text: asText(text),
    stopReason: asText(asObject(completion?.finishReason)?.reason),
    others: othersAmong(completions),
  };
}
