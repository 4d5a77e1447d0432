import { jsonText } from "../json/jsonText.ts";

/** A stretch of a record: text, or bytes that are UTF-8. No piece ends within a character. */
export type RecordPiece = string | Uint8Array;

/** JSON text that stands in a record: ours, laid out as we like, or another's, copied as it is. */
export interface RecordText {
  /** To be read once. They are made as they are read, so that a record of a long answer is never in memory as a whole. */
  readonly pieces: Iterable<RecordPiece>;
  /**
   * True for a copy. No blank stands before or after it, so that what is between the colon and the
   * next comma or bracket is the copy to the last byte, its own blanks included.
   */
  readonly verbatim: boolean;
}

export type RecordMember = readonly [key: string, value: RecordText | undefined];

/** The JSON text of our own value; undefined members are left out. Nesting of any depth is fine. */
export function ours(value: unknown): RecordText | undefined {
  return value === undefined ? undefined : { pieces: valuePieces(value), verbatim: false };
}

/** The JSON string of text that comes in parts, of which none ends within a character. */
export function oursInParts(parts: Iterable<string>): RecordText {
  return { pieces: stringPieces(parts), verbatim: false };
}

/** Another's JSON text, to be copied as it is. */
export function verbatim(text: RecordPiece): RecordText {
  return { pieces: [text], verbatim: true };
}

/** An object of the members that have a value, one a line. */
export function objectText(members: readonly RecordMember[], indent: string): RecordText {
  return { pieces: objectPieces(members, indent), verbatim: false };
}

/** The texts one after the other, separated by commas. */
function* listPieces(texts: Iterable<Iterable<RecordPiece>>): Generator<RecordPiece> {
  let first = true;
  for (const pieces of texts) {
    if (!first) yield ",";
    first = false;
    yield* pieces;
  }
}

function* objectPieces(members: readonly RecordMember[], indent: string): Generator<RecordPiece> {
  const inner = `${indent}  `;
  let last: RecordText | undefined;
  for (const [key, value] of members) {
    if (value === undefined) continue;
    const lead = last === undefined ? "{" : ",";
    yield `${lead}\n${inner}${JSON.stringify(key)}:${value.verbatim ? "" : " "}`;
    yield* value.pieces;
    last = value;
  }
  if (last === undefined) yield "{}";
  else yield last.verbatim ? "}" : `\n${indent}}`;
}

function* valuePieces(value: unknown): Generator<RecordPiece> {
  if (typeof value === "string") yield* stringPieces(partsOf(value));
  else if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    yield "[";
    yield* listPieces(textsOf(items));
    yield "]";
  } else yield jsonText(value);
}

function* textsOf(items: readonly unknown[]): Generator<readonly string[]> {
  for (const item of items) yield [jsonText(item)];
}

function* stringPieces(parts: Iterable<string>): Generator<string> {
  yield '"';
  for (const part of parts) yield JSON.stringify(part).slice(1, -1);
  yield '"';
}

const partLength = 262_144;

/** The text in parts, none of which ends between the two halves of a character. */
function* partsOf(text: string): Generator<string> {
  for (let at = 0; at < text.length;) {
    const end = Math.min(text.length, at + partLength);
    const isHalf = end < text.length && /[\uD800-\uDBFF]/.test(text.charAt(end - 1));
    yield text.slice(at, isHalf ? end - 1 : end);
    at = isHalf ? end - 1 : end;
  }
}
