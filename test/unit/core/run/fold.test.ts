import assert from "node:assert/strict";
import * as fc from "fast-check";
import type { JsonValue } from "../../../../src/core/json/json.ts";
import type { RunEvent } from "../../../../src/core/run/events.ts";
import { foldRunEvent, initialRunState } from "../../../../src/core/run/fold.ts";
import { writeRunRecord } from "../../../../src/core/run/record.ts";
import { anyChunk } from "./anyChunk.ts";
import { bytesOf, chunkEvents, errorOf, foldAll, startedWith, stream } from "./play.ts";

const savedAt = "2026-11-21T10:00:01.000Z";
const text = (index: number): JsonValue => ({ outputText: `${index} ` });

const chunk = (value: JsonValue): RunEvent => ({
  type: "chunk",
  atMs: 50,
  bytes: bytesOf(JSON.stringify(value)),
});

describe("foldRunEvent", () => {
  it("tells where a run stands from its first event to its last", () => {
    const running = foldAll([startedWith(), { type: "attempt", atMs: 1, attempt: 2 }]);
    assert.equal(running.status, "running");
    assert.equal(running.startedAt, "2026-11-21T10:00:00.000Z");
    assert.equal(running.call?.modelId, "test.model-v1:0");
    assert.equal(running.metrics.attempts, 2);
    assert.equal(running.metrics.wallMs, undefined);
    const done = foldAll([{ type: "finished", atMs: 30 }], running);
    assert.deepEqual([done.status, done.metrics.wallMs, done.complete], ["done", 30, false]);
  });

  it("reads the head of a response, and keeps cookies and keys out of it", () => {
    const { response } = foldAll([
      startedWith(),
      {
        type: "response",
        atMs: 5,
        status: 200,
        headers: {
          "content-type": "application/vnd.amazon.eventstream",
          "x-amzn-bedrock-content-type": "application/json",
          "x-amzn-requestid": "r-1",
          "x-amzn-bedrock-performanceconfig-latency": "optimized",
          "x-amzn-bedrock-service-tier": "flex",
          "set-cookie": "AWSALB=secret",
        },
      },
    ]);
    assert.equal(response?.contentType, "application/json");
    assert.equal(response?.requestId, "r-1");
    assert.equal(response?.served.performanceConfigLatency, "optimized");
    assert.equal(response?.served.serviceTier, "flex");
    assert.ok(!JSON.stringify(response).includes("secret"));
  });

  it("counts by header, then invocation metrics, then the body's usage", () => {
    const state = foldAll([
      startedWith(),
      {
        type: "response",
        atMs: 5,
        status: 200,
        headers: {
          "x-amzn-bedrock-input-token-count": "4",
          "x-amzn-bedrock-cache-read-input-token-count": "1209",
          "x-amzn-bedrock-invocation-latency": "223",
          "x-amzn-bedrock-output-token-count": "many",
        },
      },
      {
        type: "body",
        atMs: 9,
        bytes: bytesOf('{"completion":"Hi","usage":{"input_tokens":1213,"output_tokens":7}}'),
      },
      { type: "finished", atMs: 10 },
    ]);
    assert.deepEqual(state.metrics, {
      attempts: 0,
      inputTokens: 4,
      outputTokens: 7,
      cacheReadInputTokens: 1209,
      invocationLatencyMs: 223,
      wallMs: 10,
    });
    assert.equal(state.complete, true);
    assert.equal(state.bytesReceived, 67);
  });

  it("takes a stream's counts and latencies from its last chunk", () => {
    const { metrics } = stream([
      { type: "message_start", message: { usage: { input_tokens: 1, output_tokens: 1 } } },
      { type: "message_delta", delta: {}, usage: { output_tokens: 134 } },
      {
        type: "message_stop",
        "amazon-bedrock-invocationMetrics": {
          inputTokenCount: 21,
          outputTokenCount: 90,
          invocationLatency: 800,
          firstByteLatency: 250,
          cacheWriteInputTokenCount: 5,
        },
      },
    ]);
    assert.deepEqual(metrics, {
      attempts: 0,
      inputTokens: 21,
      outputTokens: 90,
      cacheWriteInputTokens: 5,
      invocationLatencyMs: 800,
      firstByteLatencyMs: 250,
      firstChunkMs: 10,
      wallMs: 1000,
    });
  });

  for (const end of [
    { type: "failed", atMs: 77, error: errorOf() },
    { type: "cancelled", atMs: 77 },
  ] satisfies RunEvent[])
    it(`keeps what arrived before a run ${end.type}, and changes no more`, () => {
      const state = foldAll([...chunkEvents([text(0), text(1)]), end]);
      assert.equal(state.status, end.type);
      assert.equal(state.decoded.text, "0 1 ");
      assert.equal(state.events.length, 2);
      assert.equal(state.complete, false);
      assert.equal(state.metrics.wallMs, 77);
      assert.equal(state.error?.name, end.type === "failed" ? "ThrottlingException" : undefined);
      assert.equal(state.metrics.attempts, end.type === "failed" ? 3 : 0);
      const late: RunEvent = { type: "chunk", atMs: 78, bytes: bytesOf('{"outputText":"late"}') };
      assert.equal(foldAll([late, { type: "finished", atMs: 79 }], state), state);
      assert.equal(foldAll([startedWith()], state).events.length, 0);
    });

  for (const end of [
    { type: "failed", atMs: 77, error: errorOf() },
    { type: "cancelled", atMs: 77 },
  ] satisfies RunEvent[])
    it(`keeps the part of a body that came before a run ${end.type}, and calls it no whole answer`, () => {
      const part = bytesOf('{"completion":"Once upon a');
      const state = foldAll([startedWith(), { type: "body", atMs: 9, bytes: part }]);
      assert.equal(state.complete, false);
      const ended = foldRunEvent(state, end);
      assert.deepEqual([ended.status, ended.complete], [end.type, false]);
      assert.equal(ended.decoded.text, '{"completion":"Once upon a');
      assert.equal(ended.body, part);
      const whole = foldRunEvent(state, { type: "finished", atMs: 77 });
      assert.deepEqual([whole.status, whole.complete], ["done", true]);
    });

  it("keeps chunks that are no JSON, unknown, or without bytes, and goes on", () => {
    const state = stream([
      text(0),
      bytesOf('{"outputText":'),
      undefined,
      new Uint8Array([0xff, 0xfe]),
      [1, 2],
      { unheardOf: { of: true } },
      text(1),
    ]);
    assert.equal(state.decoded.text, "0 1 ");
    assert.equal(state.events.length, 7);
    assert.equal(state.events.at(2)?.bytes, undefined);
    assert.deepEqual(state.events.at(3)?.bytes, new Uint8Array([0xff, 0xfe]));
    assert.equal(state.status, "done");
    assert.equal(state.complete, false);
  });

  it("says that a stream of no chunks is not complete", () => {
    const state = stream([]);
    assert.deepEqual(
      [state.status, state.complete, state.decoded.shape],
      ["done", false, "unknown"],
    );
  });

  it("gives two futures of one moment their own events", () => {
    const now = foldAll(chunkEvents([text(0)]));
    const one = foldRunEvent(now, chunk(text(1)));
    const other = foldRunEvent(now, chunk(text(2)));
    assert.deepEqual([one.decoded.text, other.decoded.text], ["0 1 ", "0 2 "]);
    assert.deepEqual(one.events.at(1)?.bytes, bytesOf('{"outputText":"1 "}'));
    assert.deepEqual(other.events.at(1)?.bytes, bytesOf('{"outputText":"2 "}'));
    assert.equal(
      JSON.parse(writeRunRecord(now, { savedAt, redact: true })).response.events.length,
      1,
    );
  });

  it("takes 10,000 chunks without copying what came before", () => {
    const state = foldAll(chunkEvents(Array.from({ length: 10_000 }, (_, index) => text(index))));
    assert.equal(state.events.length, 10_000);
    assert.ok(state.decoded.text.endsWith("9998 9999 "));
    assert.equal(foldRunEvent(state, { type: "finished", atMs: 1 }).events, state.events);
  });

  it("never throws and always says the same, whatever the bytes", () => {
    fc.assert(
      fc.property(fc.array(anyChunk, { maxLength: 12 }), fc.boolean(), (chunks, asStream) => {
        const events: RunEvent[] = asStream
          ? [...chunkEvents(chunks), { type: "finished", atMs: 999 }]
          : [
              startedWith(),
              ...chunks.map((bytes): RunEvent => ({
                type: "body",
                atMs: 3,
                bytes: bytes ?? new Uint8Array(),
              })),
              { type: "finished", atMs: 999 },
            ];
        const state = foldAll(events);
        assert.deepEqual(foldAll(events, initialRunState()), state);
        JSON.parse(writeRunRecord(state, { savedAt, redact: true }));
      }),
      { numRuns: 500 },
    );
  });
});
