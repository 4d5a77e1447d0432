import type { JsonObject } from "../../json/json.ts";
import type { ResponseFamily, Piece } from "../piece.ts";
import { asText, objectsIn, othersAmong, readUsage } from "../read.ts";

/**
 * OpenAI-style text completions: `choices[].text`, whole or as the next stretch of a stream. A
 * text-generation container behind an endpoint rests on recordings of whole answers; DeepSeek-R1 and
 * its `stop_reason` on AWS's documentation, Writer's Palmyra on third-party code. Of several choices
 * the first is read.
 */
export const openaiCompletion: ResponseFamily = {
  shape: "openai.completion",
  whole: read,
  chunk: read,
};

function read(answer: JsonObject): Piece | undefined {
  const usage = readUsage(answer.usage);
  const choices = objectsIn(answer.choices);
  // The usage of a stream may come in a chunk of its own.
  if (choices.length === 0)
    return Array.isArray(answer.choices) && answer.object === "text_completion"
      ? { usage }
      : undefined;
  if (!choices.some((choice) => typeof choice.text === "string")) return undefined;
  const first = choices.find((choice) => (choice.index ?? 0) === 0);
  return {
    text: asText(first?.text),
    stopReason: asText(first?.finish_reason) ?? asText(first?.stop_reason),
    usage,
    others: othersAmong(choices),
  };
}
