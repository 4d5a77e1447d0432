import type { Span } from "./span.ts";

/** What a token is. A word is what is none of the others: a number, `true`, `null`, or what is no JSON. */
export type JsonKind = "{" | "}" | "[" | "]" | "," | ":" | "string" | "word" | "comment" | "blank";

/** An object or a list that is open. */
export interface JsonLevel {
  readonly isObject: boolean;
  /** 1 for the outermost. */
  readonly depth: number;
  readonly below: JsonLevel | undefined;
}

/** A token and where it is, in UTF-16 units. One object serves for all tokens of a visit: read it at once. */
export interface JsonToken {
  readonly kind: JsonKind;
  readonly start: number;
  readonly end: number;
  /** What the token is in; of a closing bracket, what it closes. */
  readonly level: JsonLevel | undefined;
  /** A string that is the name of a member. */
  readonly isKey: boolean;
  /** A string or a comment that has no end. */
  readonly isOpen: boolean;
}

/** How far a visit has come: the next part of the text is visited from here. */
export interface JsonPlace {
  readonly level: JsonLevel | undefined;
  /** The next string is the name of a member. */
  readonly keyComes: boolean;
  /** Inside a string, perhaps behind a backslash. */
  readonly within?: "string" | "escape" | undefined;
}

/** Before the first character. */
export const jsonStart: JsonPlace = { level: undefined, keyComes: false };

export interface VisitOptions {
  /** The stretch that is visited, as if the text ended there; without it the whole text. */
  readonly span?: Span | undefined;
  /** With comments, as VS Code has it. A string then ends with its line; otherwise only a quote ends it. */
  readonly comments?: boolean;
  /** Where the part before has led; without it the text begins here. */
  readonly place?: JsonPlace;
}

/**
 * Visits the tokens of a JSON text in order, whatever state the text is in, until `visit` returns "stop". The one reader
 * of JSON text in the core: it does not recurse, so that nesting of any depth is fine, and its cost is linear. Returns
 * where it stands at the end.
 */
export function visitJson(
  text: string,
  visit: (token: JsonToken) => "stop" | void,
  { span, comments = false, place = jsonStart }: VisitOptions = {},
): JsonPlace {
  const to = span ? span.offset + span.length : text.length;
  let { level, keyComes, within } = place;
  const token = {
    kind: "blank" as JsonKind,
    start: 0,
    end: 0,
    level,
    isKey: false,
    isOpen: false,
  };
  /** The first line break at or behind a place that was looked at. */
  let lineBreak = comments ? -1 : Infinity;
  let at = span?.offset ?? 0;
  while (at < to) {
    const code = text.charCodeAt(at);
    token.start = at;
    token.level = level;
    token.isKey = false;
    token.isOpen = false;
    const kind: JsonKind = within ? "string" : (kinds[code] ?? "word");
    token.kind = kind;
    switch (kind) {
      case "string": {
        if (lineBreak < at) lineBreak = nextLineBreak(text, at);
        const limit = Math.min(lineBreak, to);
        const from = within ? at + (within === "escape" ? 1 : 0) : at + 1;
        const quote = closingQuote(text, from, limit);
        token.isKey = keyComes;
        token.isOpen = quote < 0;
        at = quote < 0 ? limit : quote + 1;
        within = quote < 0 && limit === to && !comments ? ends(text, from, to) : undefined;
        if (within === undefined) keyComes = false;
        break;
      }
      case "blank":
        do at++;
        while (at < to && kinds[text.charCodeAt(at)] === "blank");
        break;
      case "word": {
        const comment = comments ? commentEnd(text, at, to) : undefined;
        if (comment) {
          token.kind = "comment";
          token.isOpen = comment.isOpen;
          at = comment.end;
        } else {
          do at++;
          while (at < to && isWord(text, at, comments));
        }
        break;
      }
      case "{":
      case "[":
        at++;
        keyComes = kind === "{";
        level = { isObject: keyComes, depth: (level?.depth ?? 0) + 1, below: level };
        break;
      case "}":
      case "]":
        at++;
        keyComes = false;
        level = level?.below;
        break;
      case ",":
        at++;
        keyComes = level?.isObject ?? false;
        break;
      case ":":
      case "comment":
        at++;
        keyComes = false;
        break;
    }
    token.end = at;
    if (visit(token) === "stop") break;
  }
  return { level, keyComes, within };
}

/** By the code of a token's first character; what is not here begins a word. */
const kinds: readonly (JsonKind | undefined)[] = Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  if ("{}[],:".includes(character)) return character as JsonKind;
  if (character === '"') return "string";
  return " \t\n\r".includes(character) ? "blank" : undefined;
});

const backslash = 92;
const slash = 47;
const star = 42;

/** True where a word goes on: a slash may begin a comment. */
function isWord(text: string, at: number, comments: boolean): boolean {
  const code = text.charCodeAt(at);
  if (kinds[code] !== undefined) return false;
  if (code !== slash || !comments) return true;
  const next = text.charCodeAt(at + 1);
  return next !== slash && next !== star;
}

/** Where the quote is that closes a string whose text goes on at `from`, before `to`; -1 where none does. */
function closingQuote(text: string, from: number, to: number): number {
  for (let at = text.indexOf('"', from); at >= 0 && at < to; at = text.indexOf('"', at + 1)) {
    let slashes = 0;
    while (at - slashes > from && text.charCodeAt(at - slashes - 1) === backslash) slashes++;
    if (slashes % 2 === 0) return at;
  }
  return -1;
}

/** What a part that ends in a string ends in. */
function ends(text: string, from: number, to: number): "string" | "escape" {
  let slashes = 0;
  while (to - slashes > from && text.charCodeAt(to - slashes - 1) === backslash) slashes++;
  return slashes % 2 === 0 ? "string" : "escape";
}

function nextLineBreak(text: string, from: number): number {
  const feed = text.indexOf("\n", from);
  const before = feed < 0 ? text.length : feed;
  // Only what is before the feed matters: a text without carriage returns is not searched again and again.
  const carriage = text.slice(from, before).indexOf("\r");
  return carriage < 0 ? before : from + carriage;
}

function commentEnd(text: string, at: number, to: number) {
  if (text.charCodeAt(at) !== slash) return undefined;
  const next = at + 1 < to ? text.charCodeAt(at + 1) : 0;
  if (next === slash) return { end: Math.min(nextLineBreak(text, at), to), isOpen: false };
  if (next !== star) return undefined;
  const end = text.indexOf("*/", at + 2);
  return end < 0 || end + 2 > to ? { end: to, isOpen: true } : { end: end + 2, isOpen: false };
}
