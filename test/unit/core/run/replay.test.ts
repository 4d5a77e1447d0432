import assert from "node:assert/strict";
import type { RunEvent } from "../../../../src/core/run/events.ts";
import { foldRunEvent, foldRunEvents, initialRunState } from "../../../../src/core/run/fold.ts";
import { readRunRecord } from "../../../../src/core/run/readRecord.ts";
import { writeRunRecord } from "../../../../src/core/run/record.ts";
import { eventsOfRecord } from "../../../../src/core/run/replay.ts";
import type { RunState } from "../../../../src/core/run/state.ts";

const text = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
const started: RunEvent = {
  type: "started",
  atMs: 0,
  startedAt: "2026-11-21T00:00:00.000Z",
  call: {
    operation: "InvokeModelWithResponseStream",
    modelId: "anthropic.claude-x",
    body: text({ max_tokens: 9 }),
    contentType: "application/json",
    accept: "application/json",
    serviceTier: "flex",
    requestMetadata: '{"team":"search"}',
  },
  connection: { region: "us-east-1", endpointHost: "bedrock-runtime.us-east-1.amazonaws.com" },
};
const delta = (words: string) => ({
  type: "content_block_delta",
  index: 0,
  delta: { type: "text_delta", text: words },
});

describe("a saved run that is opened", () => {
  it("is the run that was saved, its request and times included", () => {
    const state = fold([
      started,
      { type: "attempt", atMs: 1, attempt: 2 },
      { type: "response", atMs: 20, status: 200, headers: { "x-amzn-requestid": "r-1" } },
      { type: "chunk", atMs: 30, bytes: text(delta("One ")) },
      { type: "chunk", atMs: 35, bytes: text({ new: 1 }), eventType: "whatIsNew" },
      { type: "chunk", atMs: 40, bytes: text(delta("two")) },
      { type: "chunk", atMs: 45, bytes: text({ type: "message_stop" }) },
      { type: "finished", atMs: 50 },
    ]);
    const again = opened(writeRunRecord(state, { savedAt: started.startedAt, redact: true }));
    assert.deepEqual(plain(again), plain(state));
    assert.equal(again.decoded.text, "One two");
  });

  it("is folded at once to the state that its events give one by one", () => {
    const chunks: readonly RunEvent[] = [
      { type: "chunk", atMs: 30, bytes: text(delta("One ")) },
      { type: "chunk", atMs: 31, bytes: undefined },
      { type: "chunk", atMs: 32, bytes: text({ new: 1 }), eventType: "whatIsNew" },
      { type: "chunk", atMs: 33, bytes: text(delta("two")).subarray(0, 20) },
      { type: "chunk", atMs: 34, bytes: text(delta("two")).subarray(20) },
      { type: "chunk", atMs: 35, bytes: text({ type: "message_stop" }) },
      {
        type: "chunk",
        atMs: 36,
        bytes: text({ "amazon-bedrock-invocationMetrics": { inputTokenCount: 3 } }),
      },
    ];
    const [stray] = chunks.slice(2);
    assert.ok(stray);
    const head: RunEvent = { type: "response", atMs: 20, status: 200, headers: {} };
    const retry = { type: "attempt", atMs: 1, attempt: 1 } as const;
    const runs: readonly (readonly RunEvent[])[] = [
      [started, retry, head, ...chunks, { type: "finished", atMs: 50 }],
      [started, head, ...chunks.slice(0, 4), { type: "cancelled", atMs: 50 }, ...chunks],
      [started, head, stray, { type: "finished", atMs: 50 }],
      [started, ...chunks.slice(0, 4), head, ...chunks.slice(4)],
      [started, head, ...chunks, { type: "finished", atMs: 50 }, started, stray],
      [],
    ];
    for (const events of runs)
      assert.deepEqual(plain(foldRunEvents(initialRunState(), events)), plain(fold(events)));
  });

  it("is the error it was, without the steps of the moment", () => {
    const state = fold([
      started,
      {
        type: "failed",
        atMs: 7,
        error: {
          name: "ModelErrorException",
          httpStatus: 424,
          message: "The model said no.",
          requestId: "r-2",
          retryable: false,
          attempts: 1,
          members: { originalStatusCode: 500 },
          remedy: "Try again.",
          actions: [{ id: "retry" }],
        },
      },
    ]);
    const again = opened(writeRunRecord(state, { savedAt: started.startedAt, redact: true }));
    assert.deepEqual(again.error, { ...state.error, actions: [] });
    assert.equal(again.status, "failed");
  });

  it("keeps each event's bytes where other things stand among the events", () => {
    const events = '[1,{"chunk":{"completion":"One "}},null,{"chunk":{"completion":"two"}}]';
    const again = opened(`{"version":1,"status":"done","response":{"events":${events}}}`);
    assert.equal(again.decoded.text, "One two");
  });

  it("has ended, whatever its file says", () => {
    for (const members of [{}, { status: "running" }, { status: 7, response: [], metrics: null }]) {
      const again = opened(JSON.stringify({ version: 1, ...members }));
      assert.equal(again.status, "cancelled");
      assert.equal(again.call?.operation, "InvokeModel");
    }
  });
});

function opened(file: string): RunState {
  const read = readRunRecord(file);
  assert.ok(read.ok);
  return fold(eventsOfRecord(read.record));
}

function fold(events: readonly RunEvent[]): RunState {
  return events.reduce(foldRunEvent, initialRunState());
}

/** The state without how far the fold has come, and without what is undefined in it. */
function plain({ progress: _progress, ...state }: RunState): unknown {
  return JSON.parse(JSON.stringify(state));
}
