import { ExactNumber } from "./exactNumber.ts";
import type { JsonValue } from "./json.ts";
import { visitJson, type JsonToken } from "./visitJson.ts";

/**
 * The text as JSON, read as JSON.parse reads it at any depth, with every number exact: those that a double does not give
 * back as they are written come as `ExactNumber`. Throws a SyntaxError where the text is no JSON.
 */
export function parseJson(text: string): JsonValue {
  if (!holdsInexact(text)) return JSON.parse(text) as JsonValue;
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
  visitJson(text, (token) => {
    if (!isInexact(text, token)) return;
    parts.push(text.slice(kept, token.start), `"${mark}${text.slice(token.start, token.end)}"`);
    kept = token.end;
    if (parts.length < maxParts) return;
    marked += parts.join("");
    parts = [];
  });
  return kept === 0 ? text : marked + parts.join("") + text.slice(kept);
}

/** Millions of small texts that live until the last one has come keep the garbage collector busy. */
const maxParts = 4096;

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

function holdsInexact(text: string): boolean {
  let found = false;
  visitJson(text, (token) => {
    found = isInexact(text, token);
    return found ? "stop" : undefined;
  });
  return found;
}

/** True for a number that a double would change. */
function isInexact(text: string, { kind, start, end }: JsonToken): boolean {
  if (kind !== "word" || isPlain(text, start, end)) return false;
  const lexeme = text.slice(start, end);
  return grammar.test(lexeme) && String(Number(lexeme)) !== lexeme;
}

const minus = 45;
const point = 46;
const zero = 48;
const grammar = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

const isDigit = (code: number) => code >= zero && code <= 57;

/**
 * True when a look at its digits shows that a double is written as the word is: at most 15 digits, no exponent, no zero
 * too many, and not so small that JavaScript writes an exponent. All the numbers of a long vector must not become strings
 * to be compared.
 */
function isPlain(text: string, start: number, end: number): boolean {
  const first = text.charCodeAt(start) === minus ? start + 1 : start;
  let at = first;
  while (at < end && isDigit(text.charCodeAt(at))) at++;
  const isZero = text.charCodeAt(first) === zero;
  if (at === first || at - first > 15 || (isZero && at - first > 1)) return false;
  if (at === end) return !(isZero && first > start);
  if (text.charCodeAt(at) !== point) return false;
  const fraction = ++at;
  while (at < end && text.charCodeAt(at) === zero) at++;
  // 0.0000001 is written 1e-7.
  if (isZero && at - fraction > 5) return false;
  while (at < end && isDigit(text.charCodeAt(at))) at++;
  return at === end && at > fraction && text.charCodeAt(at - 1) !== zero && at - first <= 16;
}
