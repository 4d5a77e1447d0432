import type { LongText } from "../../protocol/runLists.ts";

/** So many characters of a text cross at first. */
export const maxFirstLength = 65_536;
/** So many characters cross with each request for more of a text: the page lays them out at once. */
const maxNextLength = 131_072;
/** So many characters the texts of one message have together, at the least `minItemLength` each. */
const maxMessageLength = 500_000;
const minItemLength = 2000;
/** A name, an id or a title is a line: longer than this, in characters, it is cut. */
const maxLineLength = 1000;

/** Returns how much of each text crosses in a message that has `count` of them, in characters. */
export function maxItemLength(count: number): number {
  return Math.min(maxFirstLength, Math.max(minItemLength, Math.floor(maxMessageLength / count)));
}

/** Returns the beginning of a text for the page. */
export function longTextOf(text: string, maxLength: number, json = false): LongText {
  return { text: beginning(text, maxLength), length: text.length, ...(json && { json }) };
}

/** Returns the beginning of a text that the reader looks at and nothing else. */
export function firstOfText(text: string, json = false): LongText {
  return longTextOf(text, maxNextLength, json);
}

/** Returns the next part of a text, behind its first `from` characters. */
export function nextOfText(text: string, from: number): string {
  return beginning(text.slice(from, from + maxNextLength + 1), maxNextLength);
}

/** Returns the text as a line of a bearable length. */
export function line(text: string): string {
  return text.length <= maxLineLength ? text : `${beginning(text, maxLineLength)}…`;
}

/**
 * Returns the text's first characters, without half of one that is still to come: no message can carry that.
 * `growing`: more may follow the end of the text.
 */
export function beginning(text: string, length: number, growing = false): string {
  const cut = Math.min(length, text.length);
  const isHalf = (cut < text.length || growing) && /[\uD800-\uDBFF]/.test(text.charAt(cut - 1));
  return text.slice(0, isHalf ? cut - 1 : cut);
}
