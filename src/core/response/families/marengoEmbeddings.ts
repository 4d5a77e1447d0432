import type { JsonObject } from "../../json/json.ts";
import { noStream, type ResponseFamily, type Piece } from "../piece.ts";
import { asText, objectsIn } from "../read.ts";
import { vectorOf } from "../vectors.ts";

/**
 * TwelveLabs Marengo: a list of vectors in `data` (version 3), or one at the top with its
 * `embeddingOption` (version 2.7). Rests on third-party code that calls both; no recording shows one.
 */
export const marengoEmbeddings: ResponseFamily = {
  shape: "twelvelabs.marengo",
  whole,
  chunk: noStream,
};

function whole(answer: JsonObject): Piece | undefined {
  if (answer.object !== undefined) return undefined; // OpenAI's list
  const items = "embeddingOption" in answer ? [answer] : objectsIn(answer.data);
  const embeddings = items.flatMap(
    (item) => vectorOf(item.embedding, { modality: asText(item.embeddingOption) }) ?? [],
  );
  return embeddings.length === 0 ? undefined : { embeddings };
}
