import { isJsonNumber, type JsonNumber, type JsonValue } from "../json/json.ts";
import type { DecodedEmbedding } from "./decoded.ts";

/** What of a vector is not in its numbers. */
interface VectorKind {
  /** float, int8, uint8, binary or ubinary. */
  readonly type?: string | undefined;
  /** Dimensions in one number; 8 where bits are packed into bytes. */
  readonly packed?: number | undefined;
  readonly modality?: string | undefined;
}

/**
 * The vector, undefined for anything but a list of numbers that has one at least. The numbers are
 * the parsed answer's own list, not a copy.
 */
export function vectorOf(
  value: JsonValue | undefined,
  { type = "float", packed = 1, modality }: VectorKind = {},
): DecodedEmbedding | undefined {
  if (!isVector(value)) return undefined;
  const dimensions = value.length * packed;
  return { type, dimensions, ...(modality === undefined ? {} : { modality }), values: value };
}

/** True for a list of numbers that has one at least; 1e999, which is read as Infinity, is none. */
function isVector(value: JsonValue | undefined): value is readonly JsonNumber[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((item: JsonValue) => isJsonNumber(item) && Number.isFinite(Number(item)))
  );
}
