import { EventStreamCodec } from "@smithy/eventstream-codec";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** One recorded call of the real service. */
export interface Recording {
  readonly file: string;
  readonly n: number;
  readonly operation: "InvokeModel" | "InvokeModelWithResponseStream";
  readonly modelId: string;
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly requestBody: string;
  readonly status: number;
  readonly responseHeaders: Readonly<Record<string, string>>;
  readonly responseBodyBase64: string;
}

const path = fileURLToPath(
  new URL("../../../../shared/recordings/invoke-model.jsonl", import.meta.url),
);

/** The recordings, undefined when the folder beside the project is absent. */
export function readRecordings(): readonly Recording[] | undefined {
  if (!existsSync(path)) return undefined;
  const lines = readFileSync(path, "utf8").split("\n").filter(Boolean);
  return lines.map((line): Recording => JSON.parse(line));
}

export interface Frames {
  readonly chunks: readonly Uint8Array[];
  /** The exception that ended the stream, if one did. */
  readonly exception: string | undefined;
}

/** The chunks of a recorded binary event stream; the padding in `p` is not part of them. */
export function framesOf(stream: Uint8Array): Frames {
  const text = { to: (bytes: Uint8Array) => Buffer.from(bytes).toString("utf8") };
  const codec = new EventStreamCodec(text.to, (string) => Buffer.from(string, "utf8"));
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
  const chunks: Uint8Array[] = [];
  for (let at = 0; at < stream.length; at += view.getUint32(at)) {
    const message = codec.decode(stream.subarray(at, at + view.getUint32(at)));
    if (message.headers[":message-type"]?.value === "exception")
      return { chunks, exception: String(message.headers[":exception-type"]?.value) };
    const payload: { bytes?: string } = JSON.parse(text.to(message.body));
    chunks.push(Buffer.from(payload.bytes ?? "", "base64"));
  }
  return { chunks, exception: undefined };
}
