import type { JsonObject } from "../../json/json.ts";
import type { ResponseFamily, Piece } from "../piece.ts";
import { asText, objectsIn, usageOf } from "../read.ts";

/** Amazon Titan text. Rests on recordings, whole and streamed. */
export const titanText: ResponseFamily = { shape: "titan.text", whole, chunk };

function whole(answer: JsonObject): Piece | undefined {
  const [result] = objectsIn(answer.results);
  if (typeof result?.outputText !== "string") return undefined;
  return {
    text: asText(result.outputText),
    stopReason: asText(result.completionReason),
    usage: usageOf(answer.inputTextTokenCount, result.tokenCount),
  };
}

/** Counts and reason are null but where they are known: the input's in the first, the rest last. */
function chunk(event: JsonObject): Piece | undefined {
  if (typeof event.outputText !== "string") return undefined;
  return {
    text: asText(event.outputText),
    stopReason: asText(event.completionReason),
    usage: usageOf(event.inputTextTokenCount, event.totalOutputTextTokenCount),
  };
}
