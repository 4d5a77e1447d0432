import assert from "node:assert/strict";
import { foldRunEvent, initialRunState } from "../../../../src/core/run/fold.ts";
import { readRunRecord } from "../../../../src/core/run/readRecord.ts";
import { eventsOfRecord } from "../../../../src/core/run/replay.ts";
import { answer, bytesOf, startedWith } from "./play.ts";

/** A number in JSON that is Infinity when read: it cannot be told to a page. */
const huge = "1e999";

describe("numbers that are too large", () => {
  it("are no part of a vector or of a rerank result", () => {
    const vector = answer(bytesOf(`{"embedding":[1,-${huge}],"inputTextTokenCount":${huge}}`));
    assert.deepEqual(vector.decoded.embeddings, []);
    const results = `{"index":1,"relevance_score":${huge}},{"index":0,"relevance_score":0.5}`;
    const ranked = answer(bytesOf(`{"results":[${results}]}`));
    assert.deepEqual(ranked.decoded.results, [{ index: 0, relevanceScore: 0.5 }]);
  });

  it("are no count in a header", () => {
    const headers = {
      "x-amzn-bedrock-input-token-count": "9".repeat(400),
      "x-amzn-bedrock-output-token-count": "7",
    };
    const state = [
      startedWith(),
      { type: "response", atMs: 1, status: 200, headers } as const,
    ].reduce(foldRunEvent, initialRunState());
    assert.deepEqual(state.metrics, { attempts: 0, outputTokens: 7 });
  });

  it("are no time of an event in a run file, and neither is one before the run", () => {
    const events = [huge, "-5", "7"].map((atMs) => `{"atMs":${atMs},"chunk":{"completion":"a"}}`);
    const read = readRunRecord(`{"version":1,"response":{"events":[${events.join(",")}]}}`);
    assert.ok(read.ok);
    const { events: times, metrics } = eventsOfRecord(read.record).reduce(
      foldRunEvent,
      initialRunState(),
    );
    assert.deepEqual(
      times.toArray().map(({ atMs }) => atMs),
      [0, 0, 7],
    );
    assert.deepEqual(metrics, { attempts: 0, firstChunkMs: 0, wallMs: 7 });
  });
});
