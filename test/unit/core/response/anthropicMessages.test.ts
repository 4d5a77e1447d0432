import assert from "node:assert/strict";
import { answer, chunkEvents, foldAll, stream } from "../run/play.ts";

const start = { type: "message_start", message: { usage: { input_tokens: 12, output_tokens: 1 } } };
const delta = (index: number, value: Record<string, string>) => ({
  type: "content_block_delta",
  index,
  delta: value,
});
const block = (index: number, value: Record<string, string | Record<string, never>>) => ({
  type: "content_block_start",
  index,
  content_block: value,
});
const stop = (index: number) => ({ type: "content_block_stop", index });

describe("anthropic.messages", () => {
  it("reads text, thinking, tool calls, stop reason and usage of a whole answer", () => {
    const { decoded } = answer({
      type: "message",
      role: "assistant",
      content: [
        { type: "thinking", thinking: "First.", signature: "xyz" },
        { type: "redacted_thinking", data: "AAAA" },
        { type: "text", text: "It is " },
        { type: "text", text: "warm." },
        { type: "tool_use", id: "t1", name: "weather", input: { city: "Turin" } },
      ],
      stop_reason: "tool_use",
      usage: { input_tokens: 4, output_tokens: 9, cache_read_input_tokens: 1209 },
    });
    assert.equal(decoded.shape, "anthropic.messages");
    assert.equal(decoded.text, "It is warm.");
    assert.equal(decoded.reasoning, "First.\n\n[redacted thinking]");
    assert.deepEqual(decoded.toolCalls, [{ id: "t1", name: "weather", input: { city: "Turin" } }]);
    assert.equal(decoded.stopReason, "tool_use");
    assert.deepEqual(decoded.usage, {
      inputTokens: 4,
      outputTokens: 9,
      cacheReadInputTokens: 1209,
    });
  });

  it("joins the deltas of a stream, and the pieces of each tool's input by its block", () => {
    const state = stream([
      start,
      { type: "ping" },
      block(0, { type: "thinking", thinking: "" }),
      delta(0, { type: "thinking_delta", thinking: "Hm" }),
      delta(0, { type: "thinking_delta", thinking: "m." }),
      delta(0, { type: "signature_delta", signature: "xyz" }),
      stop(0),
      block(1, { type: "redacted_thinking", data: "AAAA" }),
      stop(1),
      block(2, { type: "text", text: "" }),
      delta(2, { type: "text_delta", text: "Let me " }),
      delta(2, { type: "text_delta", text: "look." }),
      stop(2),
      block(3, { type: "tool_use", id: "t1", name: "weather", input: {} }),
      block(4, { type: "tool_use", id: "t2", name: "clock", input: {} }),
      delta(3, { type: "input_json_delta", partial_json: "" }),
      delta(3, { type: "input_json_delta", partial_json: '{"city":' }),
      delta(3, { type: "input_json_delta", partial_json: '"Turin"}' }),
      stop(3),
      stop(4),
      {
        type: "message_delta",
        delta: { stop_reason: "tool_use" },
        usage: { output_tokens: 30 },
      },
      { type: "message_stop" },
    ]);
    assert.equal(state.decoded.shape, "anthropic.messages");
    assert.equal(state.decoded.text, "Let me look.");
    assert.equal(state.decoded.reasoning, "Hmm.\n\n[redacted thinking]");
    assert.deepEqual(state.decoded.toolCalls, [
      { id: "t1", name: "weather", input: { city: "Turin" } },
      { id: "t2", name: "clock", input: {} },
    ]);
    assert.equal(state.decoded.stopReason, "tool_use");
    assert.deepEqual(state.decoded.usage, { inputTokens: 12, outputTokens: 30 });
    assert.equal(state.complete, true);
  });

  it("shows a tool's input as text while it arrives, and keeps it so when it is cut off", () => {
    const events = chunkEvents([
      start,
      block(0, { type: "tool_use", id: "t1", name: "weather", input: {} }),
      delta(0, { type: "input_json_delta", partial_json: '{"city":"Tu' }),
    ]);
    const running = foldAll(events);
    assert.equal(running.decoded.toolCalls[0]?.input, '{"city":"Tu');
    const ended = foldAll([{ type: "finished", atMs: 99 }], running);
    assert.equal(ended.decoded.toolCalls[0]?.input, '{"city":"Tu');
    assert.equal(ended.complete, false);
    assert.equal(ended.status, "done");
  });

  it("is complete at message_stop, not before", () => {
    assert.equal(stream([start]).complete, false);
    assert.equal(stream([start, { type: "message_stop" }]).complete, true);
  });

  it("passes over events it does not know without taking their text", () => {
    const { decoded } = stream([start, { type: "future_event", text: "not an answer" }]);
    assert.equal(decoded.text, "");
    assert.equal(decoded.shape, "anthropic.messages");
  });
});
