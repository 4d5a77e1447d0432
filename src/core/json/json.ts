import { ExactNumber } from "./exactNumber.ts";

/** A number of a JSON text: a double where that is written as the text has it, else the text's own digits. */
export type JsonNumber = number | ExactNumber;

/** A parsed JSON value. */
export type JsonValue = null | boolean | JsonNumber | string | readonly JsonValue[] | JsonObject;

/** A parsed JSON object; a key may be absent. */
export interface JsonObject {
  readonly [key: string]: JsonValue | undefined;
}

/** True when the value is a JSON object, neither null nor an array nor a number. */
export function isJsonObject(value: unknown): value is JsonObject {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof ExactNumber)
  );
}

/** True when the value is a number of either kind. */
export function isJsonNumber(value: unknown): value is JsonNumber {
  return typeof value === "number" || value instanceof ExactNumber;
}
