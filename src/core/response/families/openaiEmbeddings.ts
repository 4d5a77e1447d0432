import type { JsonObject } from "../../json/json.ts";
import { noStream, type ResponseFamily, type Piece } from "../piece.ts";
import { objectsIn, readUsage } from "../read.ts";
import { vectorOf } from "../vectors.ts";

/**
 * OpenAI-style embeddings, as embedding containers behind a SageMaker endpoint answer. Rests on
 * OpenAI's documentation; no recording shows one.
 */
export const openaiEmbeddings: ResponseFamily = {
  shape: "openai.embeddings",
  whole,
  chunk: noStream,
};

function whole(answer: JsonObject): Piece | undefined {
  if (answer.object !== "list") return undefined;
  const embeddings = objectsIn(answer.data).flatMap((item) => vectorOf(item.embedding) ?? []);
  return embeddings.length === 0 ? undefined : { embeddings, usage: readUsage(answer.usage) };
}
