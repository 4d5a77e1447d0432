import { EventStreamCodec } from "@smithy/eventstream-codec";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Expected, Recording } from "./recording.ts";

const folder = fileURLToPath(new URL("../../fixtures/answers/", import.meta.url));

/** A made-up call as test/fixtures/answers keeps it: an answer is whole, or the chunks of a stream and what ended it. */
interface Fixture {
  readonly name: string;
  readonly operation: Recording["operation"];
  readonly modelId: string;
  readonly request: unknown;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly answer?: unknown;
  readonly chunks?: readonly unknown[];
  readonly exception?: { readonly type: string; readonly message: string };
  readonly expected?: Expected;
}

/** Returns the fixtures of test/fixtures/answers as if they had been recorded. */
export function readFixtures(): readonly Recording[] {
  return readdirSync(folder).flatMap((file) => {
    const fixtures: readonly Fixture[] = JSON.parse(readFileSync(folder + file, "utf8"));
    return fixtures.map((fixture, n) => asRecorded(file, n, fixture));
  });
}

function asRecorded(file: string, n: number, fixture: Fixture): Recording {
  const { name, operation, modelId, request, status, headers, expected } = fixture;
  return {
    file: `${file}, ${name}`,
    n,
    operation,
    modelId,
    requestHeaders: {},
    requestBody: JSON.stringify(request),
    status,
    responseHeaders: headers,
    responseBodyBase64: bodyOf(fixture).toString("base64"),
    authenticity: "fixture",
    expected,
  };
}

function bodyOf({ answer, chunks, exception }: Fixture): Buffer {
  if (chunks === undefined) return Buffer.from(JSON.stringify(answer));
  const events = chunks.map((chunk, index) => {
    const bytes = Buffer.from(JSON.stringify(chunk)).toString("base64");
    // The service pads each event to a length that tells nothing.
    return frame("event", "chunk", { bytes, p: "abcdefghijklmnop".slice(0, 1 + (index % 16)) });
  });
  if (exception === undefined) return Buffer.concat(events);
  const { type, message } = exception;
  return Buffer.concat([...events, frame("exception", type, { message })]);
}

function frame(kind: "event" | "exception", type: string, payload: unknown): Uint8Array {
  const codec = new EventStreamCodec(
    (bytes) => Buffer.from(bytes as Uint8Array).toString("utf8"),
    (text) => Buffer.from(text),
  );
  return codec.encode({
    headers: {
      [`:${kind}-type`]: headerOf(type),
      ":content-type": headerOf("application/json"),
      ":message-type": headerOf(kind),
    },
    body: Buffer.from(JSON.stringify(payload)),
  });
}

function headerOf(value: string) {
  return { type: "string" as const, value };
}
