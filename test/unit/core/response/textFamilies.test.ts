import assert from "node:assert/strict";
import type { JsonObject } from "../../../../src/core/json/json.ts";
import { knownFamilies } from "../../../../src/core/response/knownFamilies.ts";
import { answer, stream } from "../run/play.ts";
import { dataSamples, textSamples } from "./samples.ts";

describe("families that write text", () => {
  for (const { shape, whole, chunks, text, stopReason, usage = {} } of textSamples) {
    const expected = { shape, text, stopReason, usage, reasoning: "", toolCalls: [] };
    const name = `${shape}${text.startsWith("<") ? " of a model that thinks aloud" : ""}`;
    if (whole !== undefined)
      it(`${name}: text, stop reason and usage of a whole answer`, () => {
        assert.deepEqual(said(answer(whole).decoded), expected);
      });
    if (chunks !== undefined)
      it(`${name}: the same from ${chunks.length} chunks, complete at the end and not before`, () => {
        const state = stream(chunks);
        assert.deepEqual(said(state.decoded), expected);
        assert.equal(state.complete, true);
        const ends = shape === "openai.completion" && chunks.length === 4 ? 2 : 1; // usage follows
        assert.equal(stream(chunks.slice(0, -ends)).complete, false);
      });
  }

  it("reads the tool calls of Command R, whole and streamed, and not again at the stream's end", () => {
    const tool_calls = [{ name: "weather", parameters: { city: "Turin" } }, { name: "clock" }];
    const expected = [
      { id: undefined, name: "weather", input: { city: "Turin" } },
      { id: undefined, name: "clock", input: {} },
    ];
    const whole = { text: "", tool_calls, finish_reason: "COMPLETE", generation_id: "1" };
    assert.deepEqual(answer(whole).decoded.toolCalls, expected);
    const streamed = stream([
      { event_type: "tool-calls-generation", tool_calls },
      { event_type: "stream-end", is_finished: true, response: whole, finish_reason: "COMPLETE" },
    ]);
    assert.deepEqual(streamed.decoded.toolCalls, expected);
  });

  it("takes the chunks of Cohere Command that are whole answers", () => {
    const state = stream([
      {
        generations: [{ text: "Okay", finish_reason: "MAX_TOKENS" }],
        "amazon-bedrock-invocationMetrics": { inputTokenCount: 5 },
      },
    ]);
    assert.deepEqual([state.decoded.text, state.decoded.stopReason], ["Okay", "MAX_TOKENS"]);
    assert.equal(state.complete, true);
  });
});

describe("the registry of families", () => {
  const wholes: readonly (readonly [string, unknown])[] = [
    ...textSamples.flatMap(({ shape, whole }) => (whole ? [[shape, whole] as const] : [])),
    ...dataSamples,
    ["anthropic.messages", { type: "message", content: [], role: "assistant" }],
    ["nova.messages", { output: { message: { content: [] } }, stopReason: "end_turn" }],
    ["openai.chat", { choices: [{ message: { content: "Hi" } }] }],
  ];

  it(`knows each of ${wholes.length} whole answers by exactly one of ${knownFamilies.length} shapes`, () => {
    for (const [shape, whole] of wholes) {
      const knowing = knownFamilies.filter(
        (family) => family.whole(whole as JsonObject) !== undefined,
      );
      assert.deepEqual(
        knowing.map((family) => family.shape),
        [shape],
        JSON.stringify(whole),
      );
    }
    const shapes = new Set(wholes.map(([shape]) => shape));
    assert.deepEqual(
      knownFamilies.map((family) => family.shape).filter((shape) => !shapes.has(shape)),
      [],
    );
  });

  const chunks = textSamples.flatMap(({ shape, chunks: all = [] }) =>
    all.map((chunk) => ({ shape, chunk })),
  );
  it(`knows each of ${chunks.length} chunks by exactly one shape`, () => {
    for (const { shape, chunk } of chunks) {
      const knowing = knownFamilies.filter(
        (family) => family.chunk(chunk as JsonObject) !== undefined,
      );
      assert.deepEqual(
        knowing.map((family) => family.shape),
        [shape],
        JSON.stringify(chunk),
      );
    }
  });
});

function said(decoded: ReturnType<typeof answer>["decoded"]) {
  const { shape, text, stopReason, usage, reasoning, toolCalls } = decoded;
  return { shape, text, stopReason, usage, reasoning, toolCalls };
}
