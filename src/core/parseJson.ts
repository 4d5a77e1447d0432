import { ExactNumber } from "./exactNumber.ts";
import type { JsonValue } from "./json.ts";

/**
 * The text as JSON, read as JSON.parse reads it at any depth, with every number exact: those that a double does not give
 * back as they are written come as `ExactNumber`. Throws a SyntaxError where the text is no JSON.
 */
export function parseJson(text: string): JsonValue {
  const mark = numberMark(text);
  const marked = markNumbers(text, mark);
  const value: JsonValue = JSON.parse(marked);
  return marked === text ? value : unmarkNumbers(value, mark);
}

/** A text that no string of the JSON text can begin with: a control character, more often than the text has it in a row. */
export function numberMark(text: string): string {
  let mark = "\u0001";
  while (text.includes(escaped(mark)) || text.includes(mark)) mark += "\u0001";
  return mark;
}

/** The JSON text with each number that a double would change as a string that begins with the mark. */
export function markNumbers(text: string, mark: string): string {
  const parts: string[] = [];
  let kept = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      at = endOfString(text, at);
    } else if (isDigit(code) || code === minus) {
      const start = at;
      while (isOfNumber(text.charCodeAt(at + 1))) at++;
      const lexeme = text.slice(start, at + 1);
      if (isPlain(lexeme) || !grammar.test(lexeme)) continue;
      parts.push(text.slice(kept, start), `"${escaped(mark)}${lexeme}"`);
      kept = at + 1;
    }
  }
  return parts.length === 0 ? text : parts.join("") + text.slice(kept);
}

/** The parsed value with its marked strings as the numbers they were; changes it in place, at any depth. */
export function unmarkNumbers<T>(value: T, mark: string): T {
  const root = { value };
  const todo: object[] = [root];
  for (let holder = todo.pop(); holder !== undefined; holder = todo.pop())
    for (const key of Array.isArray(holder) ? holder.keys() : Object.keys(holder)) {
      const inner: unknown = Reflect.get(holder, key);
      if (typeof inner === "string" && inner.startsWith(mark))
        Reflect.set(holder, key, new ExactNumber(inner.slice(mark.length)));
      else if (typeof inner === "object" && inner !== null) todo.push(inner);
    }
  return root.value;
}

const quote = 34;
const minus = 45;
const backslash = 92;
const grammar = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

const isDigit = (code: number) => code >= 48 && code <= 57;
/** Digits, sign, point and exponent. */
const isOfNumber = (code: number) =>
  isDigit(code) || code === 46 || code === minus || code === 43 || code === 101 || code === 69;

/** True when a double is written as the number stands here. */
function isPlain(lexeme: string): boolean {
  return (lexeme.length < 16 && /^[1-9]\d*$/.test(lexeme)) || String(Number(lexeme)) === lexeme;
}

/** Where the string's closing quote stands; the text's end where it has none. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text.charCodeAt(end - 1 - slashes) === backslash) slashes++;
    if (slashes % 2 === 0) return end;
  }
  return text.length;
}

const escaped = (mark: string) => mark.replaceAll("\u0001", String.raw`\u0001`);
