import assert from "node:assert/strict";
import { answer, stream } from "../run/play.ts";

describe("nova.messages", () => {
  it("reads text, reasoning, tool calls, stop reason and usage of a whole answer", () => {
    const { decoded } = answer({
      output: {
        message: {
          role: "assistant",
          content: [
            { reasoningContent: { reasoningText: { text: "Think." } } },
            { text: "It is " },
            { text: "warm." },
            { toolUse: { toolUseId: "n1", name: "weather", input: { city: "Turin" } } },
          ],
        },
      },
      stopReason: "tool_use",
      usage: { inputTokens: 5, outputTokens: 10, totalTokens: 15, cacheReadInputTokenCount: 0 },
    });
    assert.equal(decoded.shape, "nova.messages");
    assert.equal(decoded.text, "It is warm.");
    assert.equal(decoded.reasoning, "Think.");
    assert.deepEqual(decoded.toolCalls, [{ id: "n1", name: "weather", input: { city: "Turin" } }]);
    assert.equal(decoded.stopReason, "tool_use");
    assert.deepEqual(decoded.usage, { inputTokens: 5, outputTokens: 10, cacheReadInputTokens: 0 });
  });

  it("joins the deltas of a stream however many blocks a guardrail splits them into", () => {
    const state = stream([
      { messageStart: { role: "assistant" } },
      ...["a", "b", "c"].flatMap((text, contentBlockIndex) => [
        { contentBlockDelta: { delta: { text }, contentBlockIndex } },
        { contentBlockStop: { contentBlockIndex } },
      ]),
      {
        contentBlockStart: {
          start: { toolUse: { toolUseId: "n1", name: "weather" } },
          contentBlockIndex: 3,
        },
      },
      {
        contentBlockDelta: { delta: { toolUse: { input: '{"city":' } }, contentBlockIndex: 3 },
      },
      {
        contentBlockDelta: { delta: { toolUse: { input: '"Turin"}' } }, contentBlockIndex: 3 },
      },
      { contentBlockStop: { contentBlockIndex: 3 } },
      { contentBlockDelta: { delta: { reasoningContent: { text: "Hm." } }, contentBlockIndex: 4 } },
      { messageStop: { stopReason: "tool_use" } },
      { metadata: { usage: { inputTokens: 30, outputTokens: 55 } } },
    ]);
    assert.equal(state.decoded.shape, "nova.messages");
    assert.equal(state.decoded.text, "abc");
    assert.equal(state.decoded.reasoning, "Hm.");
    assert.deepEqual(state.decoded.toolCalls, [
      { id: "n1", name: "weather", input: { city: "Turin" } },
    ]);
    assert.equal(state.decoded.stopReason, "tool_use");
    assert.deepEqual(state.decoded.usage, { inputTokens: 30, outputTokens: 55 });
    assert.equal(state.complete, true);
  });

  it("is complete at messageStop, whatever it says", () => {
    assert.equal(
      stream([{ messageStart: { role: "assistant" } }, { messageStop: {} }]).complete,
      true,
    );
  });

  it("is not complete when it ends between two blocks", () => {
    const state = stream([
      { messageStart: { role: "assistant" } },
      { contentBlockDelta: { delta: { text: "On" }, contentBlockIndex: 0 } },
      { contentBlockStop: { contentBlockIndex: 0 } },
    ]);
    assert.equal(state.complete, false);
    assert.equal(state.decoded.text, "On");
  });
});
