import type { JsonObject } from "../../json/json.ts";
import { noStream, type ResponseFamily, type Piece } from "../piece.ts";
import { asObject, usageOf } from "../read.ts";
import { vectorOf } from "../vectors.ts";

/**
 * Amazon Titan embeddings. Version 1 rests on a recording; version 2, which repeats `embedding` in
 * `embeddingsByType` and may add `binary` (a number a bit there, not packed), on AWS's documentation.
 */
export const titanEmbedding: ResponseFamily = { shape: "titan.embedding", whole, chunk: noStream };

function whole(answer: JsonObject): Piece | undefined {
  const byType = Object.entries(asObject(answer.embeddingsByType) ?? {});
  const own = vectorOf(answer.embedding);
  if ("embeddingOption" in answer) return undefined; // Marengo
  const others = byType
    .filter(([type]) => own === undefined || type !== "float")
    .flatMap(([type, values]) => vectorOf(values, { type }) ?? []);
  const embeddings = own === undefined ? others : [own, ...others];
  if (embeddings.length === 0) return undefined;
  return { embeddings, usage: usageOf(answer.inputTextTokenCount, undefined) };
}
