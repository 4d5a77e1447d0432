import assert from "node:assert/strict";
import { EventStreamCodec } from "@smithy/eventstream-codec";
import type { InvokeCall } from "../../../../src/core/request/types.ts";
import { withFaultServer } from "../../../fakes/faultServer.ts";
import { errorOf, invokeOnce, ofType, unsigned } from "../../../fakes/invokeOnce.ts";
import { readRecordings } from "../../recordings/recordings.ts";
import type { Recording } from "../../recordings/recording.ts";

describe("recorded traffic through the engine", () => {
  const recordings = readRecordings();
  const [whole, streams, errors] = [
    recordings.filter(({ status, operation }) => status === 200 && operation === "InvokeModel"),
    recordings.filter(({ status, operation }) => status === 200 && operation !== "InvokeModel"),
    recordings.filter(({ status }) => status !== 200),
  ];

  it(`gives the bytes of ${whole.length} whole answers as they were, and sends the recorded body`, async () => {
    for (const recording of whole) {
      const { told, sent } = await replay(recording);
      assert.equal(told.final.type, "finished", where(recording));
      assert.ok(sent?.equals(Buffer.from(recording.requestBody)), where(recording));
      const [body] = ofType(told, "body");
      assert.ok(body && bytesOf(recording).equals(body.bytes), where(recording));
      const headers = ofType(told, "response")[0]?.headers;
      for (const [name, value] of Object.entries(recording.responseHeaders)) {
        if (isKept(name)) assert.equal(headers?.[name], value, where(recording));
      }
    }
  }).timeout(60_000);

  it(`gives every chunk of ${streams.length} streams as it was, and their exceptions`, async () => {
    for (const recording of streams) {
      const { told } = await replay(recording);
      const { chunks, exceptionName } = framesOf(recording);
      const got = ofType(told, "chunk").map(({ bytes }) =>
        Buffer.from(bytes ?? []).toString("base64"),
      );
      assert.deepEqual(got, chunks, where(recording));
      if (exceptionName === undefined) assert.equal(told.final.type, "finished", where(recording));
      else {
        assert.equal(errorOf(told).name.toLowerCase(), exceptionName.toLowerCase());
        assert.equal(errorOf(told).requestId, recording.responseHeaders["x-amzn-requestid"]);
      }
    }
  }).timeout(60_000);

  it(`gives ${errors.length} errors their name, status and request id`, async () => {
    assert.ok(errors.length > 0);
    for (const recording of errors) {
      const error = errorOf((await replay(recording)).told);
      const name = recording.responseHeaders["x-amzn-errortype"]?.split(":")[0];
      if (name) assert.equal(error.name, name, where(recording));
      assert.equal(error.httpStatus, recording.status, where(recording));
      assert.equal(
        error.requestId,
        recording.responseHeaders["x-amzn-requestid"],
        where(recording),
      );
    }
  });
});

async function replay(recording: Recording) {
  const call: InvokeCall = {
    operation: recording.operation,
    modelId: recording.modelId,
    body: Buffer.from(recording.requestBody),
    contentType: "application/json",
    accept: "application/json",
  };
  return withFaultServer(
    (response) => {
      const headers = Object.fromEntries(
        Object.entries(recording.responseHeaders).filter(([name]) => isKept(name)),
      );
      response.writeHead(recording.status, headers).end(bytesOf(recording));
    },
    async ({ url, requests }) => {
      const told = await invokeOnce(call, unsigned(url, { maxAttempts: 1 }));
      return { told, sent: requests[0]?.body };
    },
  );
}

/** The recorder's own framing is not the service's. */
function isKept(name: string): boolean {
  return !["content-length", "transfer-encoding", "connection", "content-encoding"].includes(name);
}

function bytesOf({ responseBodyBase64 }: Recording): Buffer {
  return Buffer.from(responseBodyBase64, "base64");
}

/** Reads the frames apart from the SDK's stream: the length that stands at the head of each. */
function framesOf(recording: Recording): { chunks: string[]; exceptionName: string | undefined } {
  const codec = new EventStreamCodec(
    (bytes) => Buffer.from(bytes as Uint8Array).toString("utf8"),
    (text) => Buffer.from(text),
  );
  const bytes = bytesOf(recording);
  const chunks: string[] = [];
  let exceptionName: string | undefined;
  for (let at = 0; at < bytes.length; at += bytes.readUInt32BE(at)) {
    const message = codec.decode(bytes.subarray(at, at + bytes.readUInt32BE(at)));
    const payload: { bytes?: string } = JSON.parse(Buffer.from(message.body).toString());
    if (message.headers[":message-type"]?.value === "event") chunks.push(payload.bytes ?? "");
    else exceptionName = String(message.headers[":exception-type"]?.value);
  }
  return { chunks, exceptionName };
}

function where({ file, n }: Recording): string {
  return `${file} #${n}`;
}
