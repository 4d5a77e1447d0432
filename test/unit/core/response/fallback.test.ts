import assert from "node:assert/strict";
import type { JsonValue } from "../../../../src/core/json.ts";
import { decodeAnswer } from "../../../../src/core/response/decode.ts";
import { answer, bytesOf, stream } from "../run/play.ts";

const known: readonly (readonly [name: string, body: JsonValue, text: string, stop?: string])[] = [
  ["completion", { completion: "Hi", stop_reason: "stop_sequence" }, "Hi", "stop_sequence"],
  ["generation", { generation: "Hi", stop_reason: "length" }, "Hi", "length"],
  ["outputText", { outputText: "Hi", completionReason: "FINISH" }, "Hi", "FINISH"],
  [
    "results[0].outputText",
    { results: [{ outputText: "Hi", completionReason: "FINISH" }] },
    "Hi",
    "FINISH",
  ],
  ["outputs[0].text", { outputs: [{ text: "Hi", stop_reason: "stop" }] }, "Hi", "stop"],
  [
    "generations[0].text",
    { generations: [{ text: "Hi", finish_reason: "COMPLETE" }], prompt: "Q" },
    "Hi",
    "COMPLETE",
  ],
  [
    "completions[0].data.text",
    {
      prompt: { text: "Q" },
      completions: [{ data: { text: "Hi" }, finishReason: { reason: "endoftext" } }],
    },
    "Hi",
    "endoftext",
  ],
  ["choices[0].text", { choices: [{ text: "Hi", finish_reason: "length" }] }, "Hi", "length"],
  ["text", { text: "Hi", chat_history: [{ message: "Q" }] }, "Hi"],
  ["message", { message: "Hi", finishReason: "stop" }, "Hi", "stop"],
  ["[0].generated_text", [{ generated_text: "Hi" }], "Hi"],
  ["a bare string", "Hi", "Hi"],
  ["message.content[]", { message: { content: [{ text: "H" }, { text: "i" }] } }, "Hi"],
  ["nothing", { embedding: [0.5, 1] }, ""],
  ["null", null, ""],
];

describe("answers of no known family", () => {
  for (const [name, body, text, stop] of known)
    it(`finds the text under ${name}`, () => {
      const { decoded } = answer(body);
      assert.equal(decoded.shape, "json");
      assert.equal(decoded.text, text);
      assert.equal(decoded.stopReason, stop);
    });

  it("does not say twice what Cohere's stream-end repeats", () => {
    const state = stream([
      { event_type: "text-generation", text: "Hel", is_finished: false },
      { event_type: "text-generation", text: "lo", is_finished: false },
      {
        event_type: "stream-end",
        is_finished: true,
        finish_reason: "COMPLETE",
        response: { text: "Hello", finish_reason: "COMPLETE" },
      },
    ]);
    assert.equal(state.decoded.text, "Hello");
    assert.equal(state.decoded.stopReason, "COMPLETE");
    assert.equal(state.complete, true);
  });

  it("is complete at is_finished, as Cohere Command ends", () => {
    assert.equal(stream([{ text: "Hi", is_finished: false }]).complete, false);
    assert.equal(
      stream([{ text: "Hi", is_finished: false }, { is_finished: true }]).complete,
      true,
    );
  });

  it("shows text that is no JSON as text, and other bytes and no bytes as what they are", () => {
    assert.equal(decodeAnswer(bytesOf("<html>Sign in</html>")).decoded.shape, "text");
    assert.equal(
      decodeAnswer(bytesOf("<html>Sign in</html>")).decoded.text,
      "<html>Sign in</html>",
    );
    assert.equal(decodeAnswer(bytesOf('{"completion":"cut')).decoded.shape, "text");
    assert.equal(decodeAnswer(new Uint8Array([0x89, 0x50, 0xff])).decoded.shape, "binary");
    assert.equal(decodeAnswer(new Uint8Array()).decoded.shape, "empty");
  });

  it("reads an answer behind a byte order mark", () => {
    assert.equal(decodeAnswer(bytesOf('\uFEFF{"completion":"Hi"}')).decoded.text, "Hi");
  });

  it("survives 200,000 levels, in any member", () => {
    const deep = `${"[".repeat(200_000)}${"]".repeat(200_000)}`;
    for (const name of ["output", "content", "choices", "data", "amazon-bedrock-trace", "usage"])
      assert.equal(decodeAnswer(bytesOf(`{"${name}":${deep}}`)).decoded.text, "", name);
    const objects = `${'{"data":'.repeat(200_000)}1${"}".repeat(200_000)}`;
    assert.equal(decodeAnswer(bytesOf(objects)).decoded.shape, "json");
  });
});
