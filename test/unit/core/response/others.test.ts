import assert from "node:assert/strict";
import { addChunk, decodeAnswer } from "../../../../src/core/response/decode.ts";
import { startAssembly } from "../../../../src/core/response/assemble.ts";
import type { JsonObject } from "../../../../src/core/json/json.ts";

const whole = (answer: JsonObject) =>
  decodeAnswer(new TextEncoder().encode(JSON.stringify(answer))).decoded;

describe("an answer of several", () => {
  const three: readonly (readonly [string, JsonObject])[] = [
    [
      "openai.chat",
      { choices: [0, 1, 2].map((index) => ({ index, message: { content: `${index}` } })) },
    ],
    ["openai.completion", { choices: [0, 1, 2].map((index) => ({ index, text: `${index}` })) }],
    ["cohere.command", { generations: ["0", "1", "2"].map((text) => ({ text })) }],
    ["ai21.jurassic", { completions: ["0", "1", "2"].map((text) => ({ data: { text } })) }],
    ["mistral.text", { outputs: ["0", "1", "2"].map((text) => ({ text })) }],
  ];
  for (const [shape, answer] of three)
    it(`of ${shape} is read, and the others are counted`, () => {
      const decoded = whole(answer);
      assert.deepEqual([decoded.shape, decoded.text, decoded.others], [shape, "0", 2]);
    });

  it("is counted in streams too, by the numbers of the pieces", () => {
    const pieces = [0, 1, 0, 2].map((index) => ({ choices: [{ index, delta: { content: "x" } }] }));
    const decoded = pieces.reduce(
      (assembly, piece) => addChunk(assembly, piece).assembly,
      startAssembly(),
    );
    assert.deepEqual([decoded.text, decoded.others], ["xx", 2]);
    const generations = [0, 1].map((index) => ({ index, text: "y", is_finished: false }));
    const streamed = generations.reduce(
      (assembly, piece) => addChunk(assembly, piece).assembly,
      startAssembly(),
    );
    assert.deepEqual([streamed.text, streamed.others], ["y", 1]);
  });

  it("has no others when it is alone", () => {
    assert.equal(whole({ choices: [{ index: 0, message: { content: "a" } }] }).others, 0);
  });
});
