import { isJsonNumber, type JsonNumber, type JsonObject, type JsonValue } from "../../json/json.ts";
import { noStream, type ResponseFamily, type Piece } from "../piece.ts";
import { objectsIn } from "../read.ts";

/**
 * Cohere's and Amazon's rerank: how relevant which document is, in the order in which the service
 * gave them. Rests on a recording of Cohere's; AWS documents Amazon's as the same.
 */
export const rerank: ResponseFamily = { shape: "rerank", whole, chunk: noStream };

function whole(answer: JsonObject): Piece | undefined {
  const results = objectsIn(answer.results).flatMap(({ index, relevance_score }) =>
    isFinite(index) && isFinite(relevance_score)
      ? { index: Number(index), relevanceScore: relevance_score }
      : [],
  );
  return results.length === 0 ? undefined : { results };
}

const isFinite = (value: JsonValue | undefined): value is JsonNumber =>
  isJsonNumber(value) && Number.isFinite(Number(value));
