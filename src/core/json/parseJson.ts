import { ExactNumber } from "./exactNumber.ts";
import type { JsonValue } from "./json.ts";

/**
 * The text as JSON, read as JSON.parse reads it at any depth, with every number exact: those that a double does not give
 * back as they are written come as `ExactNumber`. Throws a SyntaxError where the text is no JSON.
 */
export function parseJson(text: string): JsonValue {
  if (inexactNumber(text, 0) === undefined) return JSON.parse(text) as JsonValue;
  const mark = numberMark(text);
  const value: JsonValue = JSON.parse(markNumbers(text, mark));
  return unmarkNumbers(value, mark);
}

/**
 * A text that no string of the JSON text can begin with: a control character, more often than the text has it in a row.
 * It needs no escape in JSON, and V8 keeps it in one byte; its own escape has no letter that could be of either case.
 */
export function numberMark(text: string): string {
  const plain = text.replaceAll(String.raw`\u0080`, "\u0080");
  let mark = "\u0080";
  while (plain.includes(mark)) mark += "\u0080";
  return mark;
}

/** The JSON text with each number that a double would change as a string that begins with the mark. */
export function markNumbers(text: string, mark: string): string {
  let marked = "";
  let parts: string[] = [];
  let kept = 0;
  for (let found = inexactNumber(text, 0); found; found = inexactNumber(text, found.end)) {
    parts.push(text.slice(kept, found.start), `"${mark}${text.slice(found.start, found.end)}"`);
    kept = found.end;
    if (parts.length < maxParts) continue;
    marked += parts.join("");
    parts = [];
  }
  return kept === 0 ? text : marked + parts.join("") + text.slice(kept);
}

/** Millions of small texts that live until the last one has come keep the garbage collector busy. */
const maxParts = 4096;

/** Where the next number stands that a double would change; undefined where there is none. */
function inexactNumber(text: string, from: number): { start: number; end: number } | undefined {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      at = endOfString(text, at);
    } else if (isDigit(code) || code === minus) {
      const start = at;
      at = plainNumberEnd(text, start) - 1;
      if (at >= start) continue;
      for (at = start; isOfNumber(text.charCodeAt(at + 1));) at++;
      const lexeme = text.slice(start, at + 1);
      if (String(Number(lexeme)) !== lexeme && grammar.test(lexeme)) return { start, end: at + 1 };
    }
  }
  return undefined;
}

/** The parsed value with its marked strings as the numbers they were; changes it in place, at any depth. */
export function unmarkNumbers<T>(value: T, mark: string): T {
  const root = { value };
  const todo: object[] = [root];
  const unmarked = (inner: unknown): unknown => {
    if (typeof inner === "object" && inner !== null) todo.push(inner);
    return typeof inner === "string" && inner.startsWith(mark)
      ? new ExactNumber(inner.slice(mark.length))
      : inner;
  };
  for (let holder = todo.pop(); holder !== undefined; holder = todo.pop()) {
    if (Array.isArray(holder)) {
      const items: unknown[] = holder;
      for (let at = 0; at < items.length; at++) items[at] = unmarked(items[at]);
      continue;
    }
    for (const key of Object.keys(holder)) {
      const inner: unknown = Reflect.get(holder, key);
      const outer = unmarked(inner);
      if (outer !== inner) Reflect.set(holder, key, outer);
    }
  }
  return root.value;
}

const quote = 34;
const minus = 45;
const point = 46;
const zero = 48;
const backslash = 92;
const grammar = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

const isDigit = (code: number) => code >= zero && code <= 57;
/** Digits, sign, point and exponent. */
const isOfNumber = (code: number) =>
  isDigit(code) || code === point || code === minus || code === 43 || code === 101 || code === 69;

/**
 * Where the number that begins at `start` ends, when a look at its digits shows that a double is written as it is: at
 * most 15 digits, no exponent, no zero too many, and not so small that JavaScript writes an exponent. Else 0: all the
 * numbers of a long vector must not become strings to be compared.
 */
function plainNumberEnd(text: string, start: number): number {
  const first = text.charCodeAt(start) === minus ? start + 1 : start;
  let at = first;
  let code = text.charCodeAt(at);
  while (isDigit(code)) code = text.charCodeAt(++at);
  const isZero = text.charCodeAt(first) === zero;
  if (at === first || at - first > 15 || (isZero && at - first > 1)) return 0;
  if (code !== point) return isOfNumber(code) || (isZero && first > start) ? 0 : at;
  code = text.charCodeAt(++at);
  const fraction = at;
  while (code === zero) code = text.charCodeAt(++at);
  // 0.0000001 is written 1e-7.
  if (isZero && at - fraction > 5) return 0;
  while (isDigit(code)) code = text.charCodeAt(++at);
  const endsInZero = text.charCodeAt(at - 1) === zero;
  return at === fraction || endsInZero || at - first > 16 || isOfNumber(code) ? 0 : at;
}

/** Where the closing quote of the string that begins at `start` stands; the text's end where it has none. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text.charCodeAt(end - 1 - slashes) === backslash) slashes++;
    if (slashes % 2 === 0) return end;
  }
  return text.length;
}
