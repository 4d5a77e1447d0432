import type { JsonValue } from "../json.ts";
import type { DecodedImage } from "./decoded.ts";

/**
 * The picture that the base64 text holds, with the media type that its first bytes tell: PNG, JPEG,
 * GIF or WebP. Undefined for anything else, SVG too: that is a document which may carry scripts.
 * Names and `data:` prefixes are not believed. What follows the first bytes is not looked at.
 */
export function imageOf(value: JsonValue | undefined): DecodedImage | undefined {
  if (typeof value !== "string") return undefined;
  const base64 = value.startsWith("data:") ? value.slice(value.indexOf(",") + 1) : value;
  if (/[^A-Za-z0-9+/=\s]/.test(base64)) return undefined;
  const mediaType = mediaTypeOf(binaryHead(base64));
  return mediaType === undefined ? undefined : { mediaType, base64 };
}

/** The pictures in a list of base64 texts. */
export function imagesIn(value: JsonValue | undefined): readonly DecodedImage[] {
  return Array.isArray(value) ? value.flatMap((item: JsonValue) => imageOf(item) ?? []) : [];
}

function mediaTypeOf(head: string): string | undefined {
  if (head.startsWith("\x89PNG\r\n\x1a\n")) return "image/png";
  if (head.startsWith("\xff\xd8\xff")) return "image/jpeg";
  if (head.startsWith("GIF87a") || head.startsWith("GIF89a")) return "image/gif";
  if (head.startsWith("RIFF") && head.endsWith("WEBP")) return "image/webp";
  return undefined;
}

/** The first 12 bytes, one character each; fewer of a text that is shorter or no base64. */
function binaryHead(base64: string): string {
  const start = base64.slice(0, 64).replaceAll(/\s/g, "").slice(0, 16);
  try {
    return atob(start);
  } catch {
    return "";
  }
}
