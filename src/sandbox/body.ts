import type { JsonObject, JsonValue } from "../core/json/json.ts";
import { isJsonObject } from "../core/json/json.ts";
import type { Tool } from "./types.ts";

/** `#: required key [messages] not found` for each key that is missing, as the service writes it. */
export function missing(body: JsonObject, keys: readonly string[], at = "#"): string[] {
  return keys
    .filter((key) => body[key] === undefined)
    .map((key) => `${at}: required key [${key}] not found`);
}

/** `#: extraneous key [x] is not permitted` for each key that is not among the allowed. */
export function extraneous(body: JsonObject, allowed: readonly string[], at = "#"): string[] {
  return Object.keys(body)
    .filter((key) => !allowed.includes(key) && !key.startsWith("amazon-bedrock-"))
    .map((key) => `${at}: extraneous key [${key}] is not permitted`);
}

/** The member as an array, empty where it is none. */
export function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? (value as readonly JsonValue[]) : [];
}

/** The member as text, empty where it is none. */
export function textOf(value: JsonValue | undefined): string {
  return typeof value === "string" ? value : "";
}

/** The member as an object, empty where it is none. */
export function objectOf(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

/** The text of the last user message: a string, or the text blocks of its content. */
export function lastUserText(messages: JsonValue | undefined): string {
  const last = listOf(messages)
    .map(objectOf)
    .findLast(({ role }) => role === "user");
  if (typeof last?.content === "string") return last.content;
  return listOf(last?.content)
    .map((block) => textOf(objectOf(block).text))
    .filter((text) => text !== "")
    .join("\n");
}

/** OpenAI-style tools: `tools[].function{name, parameters}`. */
export function functionTools(tools: JsonValue | undefined): Tool[] {
  return listOf(tools).map((tool) => {
    const { name, parameters } = objectOf(objectOf(tool).function);
    return { name: textOf(name) || "tool", schema: parameters };
  });
}

/** The limit on the answer's tokens, whatever the family calls it. */
export function tokenLimit(body: JsonObject): number | undefined {
  const config = { ...objectOf(body.inferenceConfig), ...objectOf(body.textGenerationConfig) };
  return [
    body.max_tokens,
    body.max_completion_tokens,
    body.max_gen_len,
    body.max_tokens_to_sample,
    config.maxTokens,
    config.max_new_tokens,
    config.maxTokenCount,
  ].find((value): value is number => typeof value === "number" && value >= 1);
}

const notSettings = new Set(["prompt", "inputText", "message", "system", "query", "inputPrompt"]);

/** Simple settings (temperature, max_tokens …) as the body names them, nested configurations included. */
export function settingsOf(body: JsonObject): string[] {
  return Object.entries(body).flatMap(([key, value]) => {
    if (notSettings.has(key)) return [];
    if (key.endsWith("Config") && isJsonObject(value) && key !== "toolConfig")
      return settingsOf(value);
    return typeof value === "number" || typeof value === "boolean" || typeof value === "string"
      ? [`${key} ${String(value).slice(0, 60)}`]
      : [];
  });
}
