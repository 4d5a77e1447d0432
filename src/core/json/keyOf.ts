import type { JsonToken } from "./visitJson.ts";

/** The name that a string of a JSON text means; as it is written where it is not one of JSON. */
export function keyOf(text: string, { start, end, isOpen }: JsonToken): string {
  const raw = text.slice(start + 1, isOpen ? end : end - 1);
  return raw.includes("\\") ? unescaped(raw) : raw;
}

function unescaped(raw: string): string {
  try {
    return String(JSON.parse(`"${raw}"`));
  } catch {
    return raw;
  }
}
