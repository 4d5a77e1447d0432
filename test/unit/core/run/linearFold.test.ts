import assert from "node:assert/strict";
import type { JsonValue } from "../../../../src/core/json/json.ts";
import type { RunEvent } from "../../../../src/core/run/events.ts";
import { foldRunEvent, initialRunState } from "../../../../src/core/run/fold.ts";
import { chunkEvents } from "./play.ts";

const begun = (index: number, content_block: JsonValue): JsonValue => ({
  type: "content_block_start",
  index,
  content_block,
});
const input = (index: number): JsonValue => ({
  type: "content_block_delta",
  index,
  delta: { type: "input_json_delta", partial_json: "{}" },
});
const citation = { type: "citations_delta", citation: { cited_text: "a" } };

/** What a stream may hold many of: the chunks of one of them. */
const kinds: Readonly<Record<string, (index: number) => readonly JsonValue[]>> = {
  "tool calls of Claude": (index) => [
    begun(index, { type: "tool_use", id: `t${index}`, name: "n", input: {} }),
    input(index),
    { type: "content_block_stop", index },
  ],
  "tool calls that nobody ends": (index) => {
    const call = { index, id: `t${index}`, function: { name: "n", arguments: "{}" } };
    return [{ choices: [{ delta: { tool_calls: [call] } }] }];
  },
  "blocks that nobody ends": (index) => [
    begun(index, { type: "later" }),
    input(index),
    { type: "content_block_delta", index: 0, delta: { type: "text_delta", text: "a" } },
  ],
  citations: () => [{ type: "content_block_delta", index: 0, delta: citation }],
  pictures: () => [
    { contentBlockDelta: { delta: { image: { source: { bytes: "iVBORw0KGgoAAAAN" } } } } },
  ],
  "events of text": (index) => [{ outputText: `${index} ` }],
};

describe("folding a stream", () => {
  for (const [what, chunksOf] of Object.entries(kinds))
    it(`costs as much for each of ${what}, however many came before`, () => {
      const [few, many] = [eventsOf(chunksOf, 1500), eventsOf(chunksOf, 6000)];
      fold(few); // warm up
      const fewMs = Math.min(fold(few), fold(few));
      const manyMs = Math.min(fold(many), fold(many));
      // 4 where the cost is linear, 16 where it is quadratic.
      assert.ok(manyMs < 10 * fewMs, `${manyMs.toFixed(1)} ms for 4 times ${fewMs.toFixed(1)} ms`);
    }).timeout(60_000);
});

function eventsOf(chunksOf: (index: number) => readonly JsonValue[], count: number) {
  return chunkEvents(Array.from({ length: count }, (_, index) => chunksOf(index)).flat());
}

/** Milliseconds of the processor to fold the events, to look at each state's text, and to read the last one whole. */
function fold(events: readonly RunEvent[]): number {
  const before = process.cpuUsage();
  let state = initialRunState();
  let seen = 0;
  for (const event of events) {
    state = foldRunEvent(state, event);
    seen += state.decoded.text.length + state.events.length;
  }
  const { toolCalls, otherBlocks, citations, images } = foldRunEvent(state, {
    type: "finished",
    atMs: 1,
  }).decoded;
  assert.ok(seen + toolCalls.length + otherBlocks.length + citations.length + images.length > 0);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
