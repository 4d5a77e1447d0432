import assert from "node:assert/strict";
import * as fc from "fast-check";
import type { JsonValue } from "../../../../src/core/json/json.ts";
import { answer, bytesOf, stream } from "../run/play.ts";

const delta = (value: JsonValue, finish: string | null = null) => ({
  object: "chat.completion.chunk",
  choices: [{ index: 0, delta: value, finish_reason: finish }],
});

const argumentsOf = (index: number, args: string, id?: string) => ({
  index,
  ...(id === undefined ? {} : { id }),
  function: { ...(id === undefined ? {} : { name: `tool-${id}` }), arguments: args },
});
const namedCall = (id: string) => ({ index: 0, id, function: { name: id, arguments: "{}" } });
const messageChunk = (content: string, stop: string | null) => ({
  choices: [{ index: 0, message: { role: "assistant", content }, stop_reason: stop }],
});

const choice = (index: number, content: string) => ({
  choices: [{ index, delta: { content }, finish_reason: null }],
});

describe("openai.chat", () => {
  it("reads text, reasoning, tool calls, stop reason and usage of a whole answer", () => {
    const { decoded } = answer({
      choices: [
        {
          index: 0,
          message: {
            role: "assistant",
            content: "It is warm.",
            reasoning_content: "Think.",
            tool_calls: [
              { id: "o1", function: { name: "weather", arguments: '{"city":"Turin"}' } },
              { id: "o2", function: { name: "clock", arguments: "" } },
            ],
          },
          finish_reason: "tool_calls",
          stop_reason: 7,
        },
        { index: 1, message: { content: "Another." }, finish_reason: "stop" },
      ],
      usage: { prompt_tokens: 3, completion_tokens: 8, total_tokens: 11 },
    });
    assert.equal(decoded.shape, "openai.chat");
    assert.equal(decoded.text, "It is warm.");
    assert.equal(decoded.reasoning, "Think.");
    assert.deepEqual(decoded.toolCalls, [
      { id: "o1", name: "weather", input: { city: "Turin" } },
      { id: "o2", name: "clock", input: {} },
    ]);
    assert.equal(decoded.stopReason, "tool_calls");
    assert.deepEqual(decoded.usage, { inputTokens: 3, outputTokens: 8 });
  });

  it("joins deltas, the pieces of tool arguments by index, and the usage that comes after them", () => {
    const state = stream([
      delta({ role: "assistant", content: "", reasoning: "Hm" }),
      delta({ reasoning_content: "m." }),
      delta({ content: "Let me " }),
      delta({ content: "look." }),
      delta({ tool_calls: [argumentsOf(0, "", "a")] }),
      delta({ tool_calls: [argumentsOf(0, '{"city":'), argumentsOf(1, "{}", "b")] }),
      delta({ tool_calls: [argumentsOf(0, '"Turin"}')] }),
      delta({}, "tool_calls"),
      { object: "chat.completion.chunk", choices: [], usage: { prompt_tokens: 3 } },
    ]);
    assert.equal(state.decoded.text, "Let me look.");
    assert.equal(state.decoded.reasoning, "Hmm.");
    assert.deepEqual(state.decoded.toolCalls, [
      { id: "a", name: "tool-a", input: { city: "Turin" } },
      { id: "b", name: "tool-b", input: {} },
    ]);
    assert.equal(state.decoded.stopReason, "tool_calls");
    assert.deepEqual(state.decoded.usage, { inputTokens: 3 });
    assert.equal(state.complete, true);
  });

  it("reads the first of several choices, whose chunks come in any order", () => {
    const { decoded } = stream([choice(1, "no"), choice(0, "ye"), choice(1, "pe"), choice(0, "s")]);
    assert.equal(decoded.text, "yes");
  });

  it("keeps calls apart whose server numbers all of them 0", () => {
    const state = stream([
      delta({ tool_calls: [namedCall("a")] }),
      delta({ tool_calls: [namedCall("b")] }),
    ]);
    assert.deepEqual(state.decoded.toolCalls, [
      { id: "a", name: "a", input: {} },
      { id: "b", name: "b", input: {} },
    ]);
  });

  it("streams `message` as Mistral Large 2407 does", () => {
    const state = stream([messageChunk("Bon", null), messageChunk("jour", "stop")]);
    assert.equal(state.decoded.text, "Bonjour");
    assert.equal(state.decoded.stopReason, "stop");
  });

  for (const done of ['"[DONE]"', "[DONE]"])
    it(`is complete at the chunk ${done}`, () => {
      const chunks = [delta({ content: "Hi" }), bytesOf(done)];
      assert.equal(stream(chunks.slice(0, 1)).complete, false);
      const state = stream(chunks);
      assert.equal(state.complete, true);
      assert.equal(state.decoded.text, "Hi");
    });

  it("is complete at a chunk of metrics alone, as AI21 Jamba sends it", () => {
    const state = stream([
      delta({ content: "Hi" }),
      { "amazon-bedrock-invocationMetrics": { inputTokenCount: 2, outputTokenCount: 1 } },
    ]);
    assert.equal(state.complete, true);
    assert.equal(state.decoded.shape, "openai.chat");
    assert.equal(state.metrics.outputTokens, 1);
  });

  it("takes reasoning between tags out of the front of the text, however it is cut into chunks", () => {
    const text = "<reasoning>a < b, </reason> c</reasoning>The answer names <reasoning>.";
    fc.assert(
      fc.property(fc.array(fc.nat(text.length)), (cuts) => {
        const places = [0, ...cuts.toSorted((a, b) => a - b), text.length];
        const chunks = places
          .slice(1)
          .map((end, index) => delta({ content: text.slice(places[index], end) }));
        const { decoded } = stream(chunks);
        assert.equal(decoded.reasoning, "a < b, </reason> c");
        assert.equal(decoded.text, "The answer names <reasoning>.");
      }),
    );
    assert.equal(
      answer({ choices: [{ message: { content: text } }] }).decoded.reasoning.length,
      18,
    );
  });

  it("lets go of what it held back when the answer ends in the middle of a tag", () => {
    assert.equal(stream([delta({ content: "<reas" })]).decoded.text, "<reas");
    const cut = stream([delta({ content: "<reasoning>so far</reas" })]).decoded;
    assert.deepEqual([cut.text, cut.reasoning], ["", "so far</reas"]);
  });
});
