import type { JsonObject } from "../../json/json.ts";
import { readPictures } from "../imageBytes.ts";
import { noStream, type ResponseFamily, type Piece } from "../piece.ts";
import { asText, objectsIn } from "../read.ts";

/**
 * Stable Diffusion XL: `artifacts`, each with a picture and SUCCESS, ERROR or CONTENT_FILTERED.
 * Rests on AWS's and Stability's documentation; the model is retired.
 */
export const stabilityArtifacts: ResponseFamily = {
  shape: "stability.artifacts",
  whole,
  chunk: noStream,
};

function whole(answer: JsonObject): Piece | undefined {
  const artifacts = objectsIn(answer.artifacts);
  if (!artifacts.some((artifact) => "base64" in artifact || "finishReason" in artifact))
    return undefined;
  const reasons = artifacts.flatMap((artifact) => asText(artifact.finishReason) ?? []);
  const bad = reasons.filter((reason) => reason !== "SUCCESS");
  return {
    ...readPictures(artifacts.flatMap(({ base64 }) => (base64 === undefined ? [] : [base64]))),
    text: [...new Set(bad)].join("\n"),
    stopReason: bad[0] ?? reasons[0],
  };
}
