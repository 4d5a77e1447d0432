import { ExactNumber } from "../../core/json/exactNumber.ts";
import { isJsonObject } from "../../core/json/json.ts";
import { jsonOfText } from "../../core/response/read.ts";

/**
 * Gives an error of the service the exact numbers that its JSON has, at any depth: the SDK's reader makes doubles of them.
 * Changes the error in place; an error whose bytes are no JSON object stays as it is.
 */
export function restoreNumbers(error: object, bytes: Uint8Array): void {
  const json = jsonOfText(new TextDecoder().decode(bytes));
  if (!isJsonObject(json)) return;
  for (const [member, value] of Object.entries(json)) {
    if (!Object.hasOwn(error, member) || member.startsWith("$")) continue;
    const read: unknown = Reflect.get(error, member);
    const isExact = value instanceof ExactNumber && typeof read === "number";
    if (isExact || (isHolder(value) && isHolder(read))) Reflect.set(error, member, value);
  }
}

const isHolder = (value: unknown) => Array.isArray(value) || isJsonObject(value);
