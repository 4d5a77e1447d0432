import { EventStreamCodec } from "@smithy/eventstream-codec";
import type { Answer } from "./faultServer.ts";

const codec = new EventStreamCodec(
  (bytes) => Buffer.from(bytes as Uint8Array).toString("utf8"),
  (text) => Buffer.from(text, "utf8"),
);

/** Encodes one frame: headers as strings, the payload as given or as JSON. */
export function frame(headers: Readonly<Record<string, string>>, payload: unknown): Buffer {
  const body = payload instanceof Uint8Array ? payload : Buffer.from(JSON.stringify(payload));
  const typed = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, { type: "string" as const, value }]),
  );
  return Buffer.from(codec.encode({ headers: typed, body }));
}

/** A chunk as the service frames it: base64 of the model's JSON, with padding. */
export function chunk(model: unknown): Buffer {
  const bytes = Buffer.from(typeof model === "string" ? model : JSON.stringify(model));
  return event("chunk", { bytes: bytes.toString("base64"), p: "abcdefgh" });
}

export function event(type: string, payload: unknown): Buffer {
  return frame(
    { ":event-type": type, ":content-type": "application/json", ":message-type": "event" },
    payload,
  );
}

/** An exception in the stream. */
export function streamException(type: string, payload: unknown): Buffer {
  return frame(
    { ":exception-type": type, ":content-type": "application/json", ":message-type": "exception" },
    payload,
  );
}

/** Answers with these frames and ends, as the service does. */
export function stream(...frames: readonly Uint8Array[]): Answer {
  return (response) => {
    response.writeHead(200, streamHeaders);
    for (const bytes of frames) response.write(bytes);
    response.end();
  };
}

export const streamHeaders = {
  "content-type": "application/vnd.amazon.eventstream",
  "x-amzn-bedrock-content-type": "application/json",
  "x-amzn-requestid": "req-1",
};
