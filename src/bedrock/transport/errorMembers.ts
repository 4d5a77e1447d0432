import { isJsonNumber, isJsonObject, type JsonValue } from "../../core/json/json.ts";

/**
 * Returns what an exception carries besides its name and message, at any depth: originalStatusCode, resourceName,
 * originalMessage … Members that hold no JSON, such as a socket, and null are left out.
 */
export function errorMembersOf(error: Error): Record<string, JsonValue> {
  const entries = Object.entries(error).filter(
    (entry): entry is [string, JsonValue] =>
      !ofError.has(entry[0]) && !entry[0].startsWith("$") && entry[1] !== null && isJson(entry[1]),
  );
  return Object.fromEntries(entries);
}

/** What every error has, and what the SDK adds to it. */
const ofError = new Set([
  "name",
  "message",
  "Message",
  "stack",
  "cause",
  "__type",
  "tryNextLink",
  "quietLogRequired",
]);

function isJson(value: unknown): boolean {
  const seen = new Set<unknown>();
  const todo = [value];
  while (todo.length > 0) {
    const next = todo.pop();
    if (next === null || isJsonNumber(next) || /^(string|boolean)$/.test(typeof next)) continue;
    // What holds itself is no JSON.
    if ((!Array.isArray(next) && !isPlainObject(next)) || seen.has(next)) return false;
    seen.add(next);
    for (const inner of Object.values(next) as unknown[]) todo.push(inner);
  }
  return true;
}

function isPlainObject(value: unknown): value is object {
  return isJsonObject(value) && Object.getPrototypeOf(value) === Object.prototype;
}
