import type { JsonToken } from "./visitJson.ts";

/** Why a string is not one of JSON, in a sentence; undefined where it is. */
export function stringFault(text: string, { start, end, isOpen }: JsonToken): string | undefined {
  const last = isOpen ? end : end - 1;
  for (let at = start + 1; at < last; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x20) return "This character is not allowed here.";
    if (code !== backslash) continue;
    at++;
    if (at >= last) break;
    const escape = text.charAt(at);
    if (escape === "u") {
      if (!/^[\da-f]{4}$/i.test(text.slice(at + 1, Math.min(at + 5, last))))
        return "This \\u escape needs four hexadecimal digits.";
      at += 4;
    } else if (!'"\\/bfnrt'.includes(escape)) {
      return "This escape is not valid in JSON.";
    }
  }
  return isOpen ? "This string is not closed on its line." : undefined;
}

/** Why a word is no value of JSON, in a sentence; undefined where it is one. */
export function wordFault(word: string): string | undefined {
  if (word === "true" || word === "false" || word === "null" || number.test(word)) return undefined;
  if (/^-?(?:0|[1-9]\d*)?(?:\.\d*)?(?:e[+-]?)?$/i.test(word)) return "This number is not complete.";
  return /^-?\d/.test(word) ? "JSON has no such number." : "A JSON value is expected here.";
}

const backslash = 92;
const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
