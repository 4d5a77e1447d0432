import type { JsonValue } from "../json/json.ts";
import type { DecodedImage, OmittedImage } from "./decoded.ts";

/** The pictures of an answer, and the ones that are left out. */
export interface Pictures {
  readonly images: readonly DecodedImage[];
  readonly omittedImages: readonly OmittedImage[];
}

/**
 * The pictures that base64 texts hold, each with the media type that its first bytes tell: PNG, JPEG, GIF or WebP.
 * Anything else is left out with the reason, SVG too: that is a document which may carry scripts. Names and `data:`
 * prefixes are not believed. What follows the first bytes is not looked at.
 */
export function readPictures(values: readonly (JsonValue | undefined)[]): Pictures {
  const images: DecodedImage[] = [];
  const omittedImages: OmittedImage[] = [];
  for (const [index, value] of values.entries()) {
    const read = pictureOf(value);
    if (typeof read === "object") images.push(read);
    else omittedImages.push({ number: index + 1, reason: read });
  }
  return { images, omittedImages };
}

function pictureOf(value: JsonValue | undefined): DecodedImage | OmittedImage["reason"] {
  if (value === null || value === "") return "empty";
  if (typeof value !== "string") return "notText";
  const base64 = value.startsWith("data:") ? value.slice(value.indexOf(",") + 1) : value;
  if (base64 === "") return "empty";
  if (/[^A-Za-z0-9+/=\s]/.test(base64)) return isSvg(base64) ? "svg" : "notBase64";
  const head = binaryHead(base64, 12);
  const mediaType = mediaTypeOf(head);
  if (mediaType !== undefined) return { mediaType, base64 };
  if (head === "") return "notBase64";
  return isSvg(binaryHead(base64, svgHead)) ? "svg" : "unknownType";
}

/** An SVG may begin with an XML declaration and comments. */
const svgHead = 1200;

function isSvg(text: string): boolean {
  return /^\s*<[^]*?\bsvg[\s/>]/i.test(text.slice(0, svgHead));
}

function mediaTypeOf(head: string): string | undefined {
  if (head.startsWith("\x89PNG\r\n\x1a\n")) return "image/png";
  if (head.startsWith("\xff\xd8\xff")) return "image/jpeg";
  if (head.startsWith("GIF87a") || head.startsWith("GIF89a")) return "image/gif";
  if (head.startsWith("RIFF") && head.endsWith("WEBP")) return "image/webp";
  return undefined;
}

/** The first bytes, a multiple of three, one character each; fewer of a text that is shorter or no base64. */
function binaryHead(base64: string, bytes: number): string {
  const letters = (bytes / 3) * 4;
  const start = base64
    .slice(0, letters * 2 + 32)
    .replaceAll(/\s/g, "")
    .slice(0, letters);
  try {
    return atob(start);
  } catch {
    return "";
  }
}
