import { cutChunk, noCuts } from "./chunkCuts.ts";
import type { StreamEvent } from "./state.ts";

/** What of a run's state holds its answer. */
interface Answer {
  readonly body: Uint8Array | undefined;
  readonly events: Iterable<StreamEvent>;
}

const newline = 10;

/**
 * The bytes of the answer: the body as received, or the chunks of a stream, one JSON text a line. Plain text and JSON
 * that the server cut into several chunks are joined as they came. Events that the service's model does not know are
 * no part of the answer.
 */
export function answerBytes({ body, events }: Answer): Uint8Array {
  if (body) return body;
  const parts: Uint8Array[] = [];
  const lines = createChunkLines();
  for (const event of events) parts.push(...lines(event));
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Returns a function that takes a stream's events in order and returns the bytes of `answerBytes` for each. */
export function createChunkLines(): (event: StreamEvent) => readonly Uint8Array[] {
  const lineEnd = Uint8Array.of(newline);
  let cuts = noCuts;
  return ({ bytes, type }) => {
    if (!bytes || type !== undefined) return [];
    const { startsAnew, endsText, next } = cutChunk(cuts, bytes);
    cuts = next;
    const needsEnd = endsText && bytes.at(-1) !== newline;
    return [...(startsAnew ? [lineEnd] : []), bytes, ...(needsEnd ? [lineEnd] : [])];
  };
}
