import type { JsonObject, JsonValue } from "../../json/json.ts";
import type { DecodedEmbedding } from "../decoded.ts";
import { noStream, type ResponseFamily, type Piece } from "../piece.ts";
import { asObject } from "../read.ts";
import { vectorOf } from "../vectors.ts";

/**
 * Cohere Embed: version 3 answers with a list of vectors, version 4, and 3 where types were asked
 * for, with such a list a type. The plain list rests on a recording; the types on AWS's documentation.
 */
export const cohereEmbeddings: ResponseFamily = {
  shape: "cohere.embeddings",
  whole,
  chunk: noStream,
};

function whole(answer: JsonObject): Piece | undefined {
  const byType = asObject(answer.embeddings);
  const embeddings =
    byType === undefined
      ? vectorsIn(answer.embeddings, "float")
      : Object.entries(byType).flatMap(([type, vectors]) => vectorsIn(vectors, type));
  return embeddings.length === 0 ? undefined : { embeddings };
}

function vectorsIn(vectors: JsonValue | undefined, type: string): readonly DecodedEmbedding[] {
  if (!Array.isArray(vectors)) return [];
  // Cohere packs eight dimensions into each number of its binary types.
  const packed = type === "binary" || type === "ubinary" ? 8 : 1;
  return vectors.flatMap((vector: JsonValue) => vectorOf(vector, { type, packed }) ?? []);
}
