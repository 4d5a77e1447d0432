import { endOfString } from "../parseJson.ts";

/** A run file's text without the JSON of its bodies and chunks, and their texts. */
export interface RecordCopies {
  /** The text with the index of its copy in the place of each. */
  readonly skeleton: string;
  /** The texts from colon to comma, blanks included. */
  readonly copies: readonly string[];
}

/** The most members and places from the record's root to a copy. */
const deepestCopy = 4;

/**
 * Takes the JSON that a run file has copied out of its text, in one pass: who reads the file parses what is left, and the
 * answer is parsed once, by its decoder. Never throws; where the text is no JSON neither is the skeleton, or the fault is
 * within a copy.
 */
export function takeCopies(text: string): RecordCopies {
  const kept: string[] = [];
  const copies: string[] = [];
  const path: (string | number)[] = [];
  let keptTo = 0;
  let depth = 0;
  let keyAt = 0;
  /** Where the copy begins that is passed over, and how deep it stands. */
  let copy: { readonly depth: number; readonly from: number } | undefined;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      keyAt = at;
      at = endOfString(text, at);
      continue;
    }
    const opens = code === openBrace || code === openBracket;
    const closes = code === closeBrace || code === closeBracket;
    if (copy?.depth === depth && (closes || code === comma)) {
      const copied = text.slice(copy.from, at);
      if (copied.trim() !== "") {
        kept.push(text.slice(keptTo, copy.from), String(copies.length));
        copies.push(copied);
        keptTo = at;
      }
      copy = undefined;
    }
    if (opens) depth++;
    else if (closes) depth--;
    if (copy !== undefined || depth > deepestCopy) continue;
    if (opens) {
      path[depth - 1] = code === openBrace ? "" : 0;
    } else if (closes) {
      path.length = Math.max(0, depth);
    } else if (code === comma) {
      const index = path[depth - 1];
      if (typeof index === "number") path[depth - 1] = index + 1;
    } else if (code === colon) {
      path[depth - 1] = nameOf(text, keyAt);
      if (isCopied(path)) copy = { depth, from: at + 1 };
    }
  }
  kept.push(text.slice(keptTo));
  return { skeleton: kept.join(""), copies };
}

/** True for `request.body`, `response.body` and `response.events.N.chunk`. */
function isCopied([holder, member, index, name]: readonly (string | number)[]): boolean {
  if (member === "body")
    return index === undefined && (holder === "request" || holder === "response");
  return (
    name === "chunk" && holder === "response" && member === "events" && typeof index === "number"
  );
}

/** The member's name whose string begins at `at`. */
function nameOf(text: string, at: number): string {
  const name = text.slice(at + 1, endOfString(text, at));
  return name.includes("\\") ? unescaped(name) : name;
}

function unescaped(name: string): string {
  try {
    return String(JSON.parse(`"${name}"`));
  } catch {
    return name;
  }
}

const quote = 34;
const comma = 44;
const colon = 58;
const openBracket = 91;
const closeBracket = 93;
const openBrace = 123;
const closeBrace = 125;
