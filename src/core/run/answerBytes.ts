import type { StreamEvent } from "./state.ts";

/** What of a run's state holds its answer. */
interface Answer {
  readonly body: Uint8Array | undefined;
  readonly events: Iterable<StreamEvent>;
}

const newline = 10;

/**
 * The bytes of the answer: the body as received, or the chunks of a stream, one JSON text a line. Events that the
 * service's model does not know are no part of the answer.
 */
export function answerBytes({ body, events }: Answer): Uint8Array {
  if (body) return body;
  const texts: Uint8Array[] = [];
  for (const { bytes, type } of events) if (bytes && type === undefined) texts.push(bytes);
  const all = new Uint8Array(texts.reduce((sum, { length }) => sum + length + 1, 0));
  let at = 0;
  for (const text of texts) {
    all.set(text, at);
    at += text.length;
    all[at++] = newline;
  }
  return all;
}
