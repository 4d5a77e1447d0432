import { isJsonObject, type JsonValue } from "../json/json.ts";
import type { Redact } from "./redact.ts";

type Members = Record<string, JsonValue>;

/** Returns a copy of an error's members with all keys and texts redacted, at any depth. */
export function redactMembers(members: Readonly<Members>, redact: Redact): Members {
  const redactKeys = (object: object): Members =>
    Object.fromEntries(
      Object.entries(object).map(([key, value]: [string, JsonValue]) => [redact(key), value]),
    );
  const whole = redactKeys(members);
  const todo: object[] = [whole];
  for (let copy = todo.pop(); copy !== undefined; copy = todo.pop())
    for (const key of Array.isArray(copy) ? copy.keys() : Object.keys(copy)) {
      const value: unknown = Reflect.get(copy, key);
      if (typeof value === "string") {
        Reflect.set(copy, key, redact(value));
      } else if (Array.isArray(value) || isJsonObject(value)) {
        const inner = Array.isArray(value) ? [...(value as unknown[])] : redactKeys(value);
        Reflect.set(copy, key, inner);
        todo.push(inner);
      }
    }
  return whole;
}
