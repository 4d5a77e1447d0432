import { isJsonNumber, isJsonObject, type JsonObject, type JsonValue } from "../json/json.ts";
import { parseJson } from "../json/parseJson.ts";
import type { Usage } from "./decoded.ts";

/** Makes one for all of a stream's chunks: it keeps nothing from one call to the next. */
const strict = new TextDecoder("utf-8", { fatal: true });

/** The bytes as text without a byte order mark, undefined when they are not UTF-8. */
function textOfBytes(bytes: Uint8Array): string | undefined {
  try {
    return strict.decode(bytes);
  } catch {
    return undefined;
  }
}

/**
 * The bytes as text, with U+FFFD for what of them is no UTF-8: one broken byte does not hide an
 * answer. Undefined when they look like no text at all.
 */
export function readableText(bytes: Uint8Array): string | undefined {
  const exact = textOfBytes(bytes);
  if (exact !== undefined) return exact;
  const text = new TextDecoder().decode(bytes);
  const broken = text.split("\uFFFD").length - 1;
  return text.includes("\0") || broken * 8 > text.length ? undefined : text;
}

/** The text as JSON with exact numbers, undefined when it is none. Nesting of any depth is fine. */
export function jsonOfText(text: string): JsonValue | undefined {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

/** The value when it is an object, else undefined. */
export function asObject(value: JsonValue | undefined): JsonObject | undefined {
  return isJsonObject(value) ? value : undefined;
}

/** The value when it is a string that is not empty, else undefined. */
export function asText(value: JsonValue | undefined): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** The objects of an array; empty for anything that is no array. */
export function objectsIn(value: JsonValue | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter((item) => isJsonObject(item)) : [];
}

/** How many of several answers stand beside the first: as many as there are, or as their `index` tells. */
export function othersAmong(answers: readonly JsonObject[]): number {
  return answers.reduce(
    (most, { index }) => Math.max(most, asAmount(index) ?? 0),
    Math.max(0, answers.length - 1),
  );
}

/** The value when it is a count or a duration: a finite number not below zero. */
export function asAmount(value: JsonValue | undefined): number | undefined {
  const amount = isJsonNumber(value) ? Number(value) : Number.NaN;
  return Number.isFinite(amount) && amount >= 0 ? amount : undefined;
}

const usageNames = {
  inputTokens: ["input_tokens", "inputTokens", "prompt_tokens"],
  outputTokens: ["output_tokens", "outputTokens", "completion_tokens"],
  cacheReadInputTokens: [
    "cache_read_input_tokens",
    "cacheReadInputTokenCount",
    "cacheReadInputTokens",
  ],
  cacheWriteInputTokens: [
    "cache_creation_input_tokens",
    "cacheWriteInputTokenCount",
    "cacheWriteInputTokens",
  ],
} as const;

/** The token counts of a `usage` object in any family's names; undefined when it holds none. */
export function readUsage(value: JsonValue | undefined): Usage | undefined {
  const usage = asObject(value);
  if (usage === undefined) return undefined;
  const found: Record<string, number> = {};
  for (const [member, names] of Object.entries(usageNames)) {
    const count = names.map((name) => asAmount(usage[name])).find((one) => one !== undefined);
    if (count !== undefined) found[member] = count;
  }
  return Object.keys(found).length > 0 ? found : undefined;
}

/** The token counts where the family gives them one by one; undefined when neither is a count. */
export function usageOf(
  input: JsonValue | undefined,
  output: JsonValue | undefined,
): Usage | undefined {
  const inputTokens = asAmount(input);
  const outputTokens = asAmount(output);
  if (inputTokens === undefined && outputTokens === undefined) return undefined;
  return {
    ...(inputTokens === undefined ? {} : { inputTokens }),
    ...(outputTokens === undefined ? {} : { outputTokens }),
  };
}
