import assert from "node:assert/strict";
import { answerBytes } from "../../../../src/core/run/answerBytes.ts";
import type { RunEvent } from "../../../../src/core/run/events.ts";
import { readRunRecord } from "../../../../src/core/run/readRecord.ts";
import { writeRunRecord } from "../../../../src/core/run/record.ts";
import { bytesOf, chunkEvents, foldAll, startedWith } from "./play.ts";

const stray = (eventType: string, bytes: Uint8Array, atMs = 7): RunEvent => ({
  type: "chunk",
  atMs,
  bytes,
  eventType,
});
const text = (words: string) => ({
  type: "content_block_delta",
  delta: { type: "text_delta", text: words },
});
const usage = bytesOf('{"credits": 1.0}');
const binary = Uint8Array.of(0, 255, 128);

describe("events of a type that nobody has documented", () => {
  const [started, response, first, second] = chunkEvents([text("Hel"), text("lo")]);
  assert.ok(started && response && first && second);
  const events: readonly RunEvent[] = [
    started,
    response,
    stray("usage", usage),
    first,
    stray("blob", binary, 20),
    second,
    { type: "finished", atMs: 30 },
  ];
  const state = foldAll(events);

  it("are kept raw, in their order, with their type", () => {
    assert.deepEqual(
      state.events.toArray().map(({ type }) => type),
      ["usage", undefined, "blob", undefined],
    );
    assert.equal(state.events.at(0)?.bytes, usage);
    const own = usage.length + binary.length;
    const chunks = [first, second].map((event) => event.type === "chunk" && event.bytes?.length);
    assert.equal(state.bytesReceived, own + Number(chunks[0]) + Number(chunks[1]));
  });

  it("are no part of the answer: not of its text, its bytes, or the time of its first chunk", () => {
    assert.equal(state.decoded.text, "Hello");
    assert.equal(state.metrics.firstChunkMs, first.atMs);
    const lines = new TextDecoder().decode(answerBytes(state)).trimEnd().split("\n");
    assert.deepEqual(
      lines.map((line): unknown => JSON.parse(line)),
      [text("Hel"), text("lo")],
    );
  });

  it("do not end a stream, even when they look like its end", () => {
    const end = bytesOf('{"type":"message_stop"}');
    const cut = foldAll([
      started,
      response,
      first,
      stray("end", end),
      { type: "finished", atMs: 9 },
    ]);
    assert.equal(cut.complete, false);
  });

  it("leave a guardrail's single chunk the whole answer that it is", () => {
    const blocked = { "amazon-bedrock-guardrailAction": "INTERVENED" };
    const [, , chunk] = chunkEvents([blocked]);
    assert.ok(chunk);
    const run = foldAll([
      started,
      response,
      stray("usage", usage),
      chunk,
      { type: "finished", atMs: 9 },
    ]);
    assert.equal(run.complete, true);
  });

  it("stand in the record as they came, and come back from it", () => {
    const written = writeRunRecord(state, { savedAt: "2026-11-21T10:00:00.000Z", redact: true });
    assert.match(written, /\{"atMs":7,"type":"usage","chunk":\{"credits": 1\.0\}\}/);
    const read = readRunRecord(written);
    assert.ok(read.ok);
    assert.deepEqual(
      read.record.events.map(({ type, bytes }) => [type, bytes && [...bytes]]),
      state.events.toArray().map(({ type, bytes }) => [type, bytes && [...bytes]]),
    );
  });
});

describe("tries that failed", () => {
  const retry: RunEvent = {
    type: "retry",
    atMs: 5,
    attempt: 2,
    maxAttempts: 3,
    reason: "ThrottlingException",
    delayMs: 800,
  };

  it("are told with what is waited for, until the next begins", () => {
    const waiting = foldAll([startedWith(), { type: "attempt", atMs: 1, attempt: 1 }, retry]);
    assert.deepEqual(waiting.retry, {
      attempt: 2,
      maxAttempts: 3,
      reason: "ThrottlingException",
      delayMs: 800,
      waiting: true,
    });
    assert.equal(waiting.metrics.attempts, 1);
    const again = foldAll([{ type: "attempt", atMs: 900, attempt: 2 }], waiting);
    assert.equal(again.retry?.waiting, false);
    assert.equal(again.retry?.reason, "ThrottlingException");
    assert.equal(again.metrics.attempts, 2);
    assert.equal(foldAll([startedWith()], again).retry, undefined);
  });
});
