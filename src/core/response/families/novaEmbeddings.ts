import type { JsonObject } from "../../json/json.ts";
import { noStream, type ResponseFamily, type Piece } from "../piece.ts";
import { asText, objectsIn } from "../read.ts";
import { vectorOf } from "../vectors.ts";

/**
 * Amazon Nova multimodal embeddings: a list whose `embeddingType` is what was embedded (TEXT, IMAGE,
 * VIDEO, AUDIO, AUDIO_VIDEO_COMBINED), never how numbers are kept: they are floats. Rests on AWS's
 * documentation of the embeddings schema. Tokens are counted in headers alone.
 */
export const novaEmbeddings: ResponseFamily = { shape: "nova.embeddings", whole, chunk: noStream };

function whole(answer: JsonObject): Piece | undefined {
  const embeddings = objectsIn(answer.embeddings).flatMap(
    (item) => vectorOf(item.embedding, { modality: asText(item.embeddingType) }) ?? [],
  );
  return embeddings.length === 0 ? undefined : { embeddings };
}
