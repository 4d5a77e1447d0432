import { GrowingList } from "../growingList.ts";
import type { JsonValue } from "../json/json.ts";
import { scanOn, scanStart, type JsonScan } from "../json/jsonScan.ts";
import { jsonOfText, readableText } from "./read.ts";

/** A text of a streamed answer that can be read by itself, and its JSON if it is any. */
export interface ChunkText {
  readonly text: string;
  readonly json: JsonValue | undefined;
}

/** What of the chunks so far waits for the next: a container may cut JSON, and even a character, where it likes. */
export interface Rest {
  /** The first bytes of a character. */
  readonly bytes: Uint8Array;
  /** The pieces of a JSON text that has begun and not ended. */
  readonly pieces: GrowingList<string>;
  readonly scan: JsonScan;
}

/** Nothing waits. */
export const noRest: Rest = {
  bytes: new Uint8Array(),
  pieces: new GrowingList(),
  scan: scanStart,
};

interface Taken {
  readonly texts: readonly ChunkText[];
  readonly rest: Rest;
}

/**
 * The texts that the chunk completes, and what waits for the next one. `plain` where the stream is known to be plain
 * text: braces are words of it then.
 */
export function takeChunk(before: Rest, chunk: Uint8Array, plain: boolean): Taken {
  const { text, bytes } = readCharacters(before.bytes, chunk);
  if (text === undefined || text === "") return { texts: [], rest: { ...before, bytes } };
  const { texts, rest } = takeText(before, text, plain);
  return { texts, rest: bytes.length === 0 ? rest : { ...rest, bytes } };
}

/** What waited, when nothing more comes: each piece by itself. */
export function takeRest({ bytes, pieces }: Rest): readonly ChunkText[] {
  return [...pieces.toArray(), ...(bytes.length === 0 ? [] : ["\uFFFD"])].map(alone);
}

/** The whole characters of the bytes; the beginning of one more waits. */
function readCharacters(
  before: Uint8Array,
  chunk: Uint8Array,
): { readonly text: string | undefined; readonly bytes: Uint8Array } {
  const all = before.length === 0 ? chunk : joined(before, chunk);
  const cut = cutCharacter(all);
  const text = readableText(cut === 0 ? all : all.subarray(0, all.length - cut));
  return { text, bytes: cut === 0 ? noRest.bytes : all.slice(all.length - cut) };
}

/** How many bytes at the end are the beginning of a character that needs more. */
function cutCharacter(bytes: Uint8Array): number {
  for (let count = 1; count <= Math.min(3, bytes.length); count++) {
    const byte = bytes[bytes.length - count] ?? 0;
    if (byte >= 0x80 && byte < 0xc0) continue;
    const needed = byte >= 0xf5 || byte < 0xc2 ? 1 : byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return needed > count ? count : 0;
  }
  return 0;
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array {
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}

function takeText(before: Rest, text: string, plain: boolean): Taken {
  const texts: ChunkText[] = [];
  let { pieces, scan } = before;
  let left = text;
  if (pieces.length === 0) {
    const whole = alone(text);
    if (whole.json !== undefined) return { texts: [whole], rest: noRest };
  }
  while (left !== "") {
    if (pieces.length === 0 && (plain || !/^\s*[[{]/.test(left))) {
      texts.push(alone(left));
      break;
    }
    const step = scanOn(scan, left);
    if (step.end === undefined && !step.broken) {
      pieces = pieces.append([left]);
      return { texts, rest: { ...noRest, pieces, scan: step.scan } };
    }
    const value = alone([...pieces, left.slice(0, step.end ?? 0)].join(""));
    if (value.json !== undefined) {
      texts.push(value);
      // Line ends and the like between two values are nothing.
      left = left.slice(step.end).trimStart();
    } else if (pieces.length > 0) {
      // What waited does not go on here: each piece is what it is by itself, and so is this one.
      texts.push(...pieces.toArray().map(alone));
    } else {
      texts.push(alone(left));
      break;
    }
    pieces = noRest.pieces;
    scan = scanStart;
  }
  return { texts, rest: noRest };
}

const alone = (text: string): ChunkText => ({ text, json: jsonOfText(text) });
