import { isJsonNumber } from "../json/json.ts";
import { noRest, takeChunk, type ChunkText, type Rest } from "../response/chunkTexts.ts";

/** Where the chunks so far stop: in the middle of a JSON text or a character, or between two texts. */
interface Cuts {
  readonly rest: Rest;
  /** What the stream's first text is: JSON or plain text; undefined before it. */
  readonly kind: "json" | "plain" | undefined;
}

/** The cuts of a stream before its first chunk. */
export const noCuts: Cuts = { rest: noRest, kind: undefined };

/** How a chunk joins those before it and those after it. */
interface ChunkCut {
  /** True when a JSON text that began before this chunk does not continue in it. */
  readonly startsAnew: boolean;
  /** True when a JSON text ends with the chunk. */
  readonly endsText: boolean;
  readonly next: Cuts;
}

/** Returns how the next chunk of a streamed answer joins the others; a server may cut JSON and characters anywhere. */
export function cutChunk({ rest, kind }: Cuts, chunk: Uint8Array): ChunkCut {
  const { texts, rest: waiting } = takeChunk(rest, chunk, kind === "plain");
  const kindNow = kind ?? kindOf(texts);
  const waits = waiting.pieces.length > 0 || waiting.bytes.length > 0;
  return {
    startsAnew: rest.pieces.length > 0 && texts[0] !== undefined && texts[0].json === undefined,
    endsText: kindNow === "json" && texts.length > 0 && !waits,
    next: { rest: waiting, kind: kindNow },
  };
}

/** "5" and "true" are JSON, and the first words of many a plain text. */
function kindOf(texts: readonly ChunkText[]): Cuts["kind"] {
  const first = texts.find(({ text }) => text.trim() !== "");
  if (first === undefined) return undefined;
  const { json, text } = first;
  if (isJsonNumber(json) || typeof json === "boolean") return "plain";
  return json === undefined && !/^\s*[[{"]/.test(text) ? "plain" : "json";
}
