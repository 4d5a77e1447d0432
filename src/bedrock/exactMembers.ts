import { ExactNumber } from "../core/exactNumber.ts";
import { isJsonObject } from "../core/json.ts";
import { jsonOfText } from "../core/response/read.ts";

/**
 * Gives the numbers of an error of the service the digits that its JSON has: the SDK's reader makes doubles of them.
 * Changes the error in place; an error whose bytes are no JSON object stays as it is.
 */
export function restoreNumbers(error: object, bytes: Uint8Array): void {
  const json = jsonOfText(new TextDecoder().decode(bytes));
  if (!isJsonObject(json)) return;
  for (const [member, value] of Object.entries(json))
    if (value instanceof ExactNumber && typeof Reflect.get(error, member) === "number")
      Reflect.set(error, member, value);
}
