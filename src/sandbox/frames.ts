import { EventStreamCodec } from "@smithy/eventstream-codec";

const codec = new EventStreamCodec(
  (bytes: Uint8Array | string) => Buffer.from(bytes).toString("utf8"),
  (text) => Buffer.from(text, "utf8"),
);

const alphabet = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/**
 * A `chunk` event around a piece of the model's JSON. `p` is padding of varying length, as the
 * service sends it, so that the length of a frame tells nothing of its content.
 */
export function chunkFrame(json: unknown): Uint8Array {
  const bytes = Buffer.from(JSON.stringify(json)).toString("base64");
  const p = alphabet.slice(0, 1 + Math.floor(Math.random() * (alphabet.length - 1)));
  return frame({ ":event-type": "chunk", ":message-type": "event" }, { bytes, p });
}

/** An exception event; the name is written as in the stream's union, `throttlingException`. */
export function exceptionFrame(name: string, message: string): Uint8Array {
  return frame({ ":exception-type": name, ":message-type": "exception" }, { message });
}

/** The same frame with a checksum that does not match. */
export function withBadChecksum(bytes: Uint8Array): Uint8Array {
  const damaged = Uint8Array.from(bytes);
  damaged[damaged.length - 1] = (damaged.at(-1) ?? 0) ^ 0xff;
  return damaged;
}

function frame(headers: Readonly<Record<string, string>>, payload: object): Uint8Array {
  const named = { ...headers, ":content-type": "application/json" };
  return codec.encode({
    headers: Object.fromEntries(
      Object.entries(named).map(([name, value]) => [name, { type: "string", value }]),
    ),
    body: Buffer.from(JSON.stringify(payload)),
  });
}
