import { EventStreamCodec } from "@smithy/eventstream-codec";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { noteInSummary } from "../../fakes/summary.ts";
import { readFixtures } from "./fixtures.ts";
import type { Recording } from "./recording.ts";

const path = fileURLToPath(
  new URL("../../../../shared/recordings/invoke-model.jsonl", import.meta.url),
);

/** Returns the calls of test/fixtures/answers, and the recorded ones of ../shared/recordings where that folder is. */
export function readRecordings(): readonly Recording[] {
  const fixtures = readFixtures();
  if (!existsSync(path)) {
    noteInSummary(`${fixtures.length} fixtures were replayed; ../shared/recordings is not there`);
    return fixtures;
  }
  const lines = readFileSync(path, "utf8").split("\n").filter(Boolean);
  const recorded = lines.map((line): Recording => JSON.parse(line));
  noteInSummary(
    `${fixtures.length} fixtures and ${recorded.length} recordings of ../shared/recordings were replayed`,
  );
  return [...fixtures, ...recorded];
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
