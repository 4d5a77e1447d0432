import type { JsonObject, JsonValue } from "../../json/json.ts";
import { readPictures } from "../imageBytes.ts";
import { noStream, type ResponseFamily, type Piece } from "../piece.ts";
import { asText } from "../read.ts";

/**
 * Nova Canvas and Titan Image: `images`, with `error` where some or all were withheld, and a
 * `maskImage` of a virtual try-on. Rests on AWS's documentation; no recording shows one.
 */
export const amazonImages: ResponseFamily = { shape: "amazon.images", whole, chunk: noStream };

function whole(answer: JsonObject): Piece | undefined {
  const { images } = answer;
  if (!Array.isArray(images) || !images.every((image: JsonValue) => typeof image === "string"))
    return undefined;
  if ("finish_reasons" in answer || "seeds" in answer) return undefined; // Stability
  if (images.length === 0 && !("error" in answer)) return undefined;
  const { maskImage } = answer;
  const pictures = maskImage === undefined || maskImage === null ? images : [...images, maskImage];
  return { ...readPictures(pictures), text: asText(answer.error) };
}
