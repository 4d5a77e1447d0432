import type { RunState } from "../core/run/state.ts";

/** The bytes of the answer: the body as received, or the events of a stream, one JSON text a line. */
export function answerBytes({ body, events }: RunState): Uint8Array {
  if (body) return body;
  const newline = new Uint8Array([10]);
  return Buffer.concat(events.flatMap(({ bytes }) => (bytes ? [bytes, newline] : [])));
}
