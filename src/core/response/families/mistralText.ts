import type { JsonObject } from "../../json/json.ts";
import type { ResponseFamily, Piece } from "../piece.ts";
import { asText, objectsIn, othersAmong } from "../read.ts";

/**
 * Mistral's text models (7B, Mixtral, the 2402 ones): `outputs[0].text`, whole or as the next
 * stretch of a stream. Rests on recordings of both. Tokens are counted in headers and metrics alone.
 */
export const mistralText: ResponseFamily = { shape: "mistral.text", whole: read, chunk: read };

function read(answer: JsonObject): Piece | undefined {
  const outputs = objectsIn(answer.outputs);
  const [output] = outputs;
  if (typeof output?.text !== "string") return undefined;
  return {
    text: asText(output.text),
    stopReason: asText(output.stop_reason),
    others: othersAmong(outputs),
  };
}
