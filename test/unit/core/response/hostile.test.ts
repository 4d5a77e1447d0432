import assert from "node:assert/strict";
import * as fc from "fast-check";
import type { JsonValue } from "../../../../src/core/json/json.ts";
import { decodeAnswer } from "../../../../src/core/response/decode.ts";
import { readRunRecord } from "../../../../src/core/run/readRecord.ts";
import { writeRunRecord } from "../../../../src/core/run/record.ts";
import type { RunState } from "../../../../src/core/run/state.ts";
import { answer, bytesOf, stream } from "../run/play.ts";
import { dataSamples, textSamples } from "./samples.ts";

const savedAt = "2026-11-21T10:00:01.000Z";
const levels = 200_000;
/** JSON texts that stand for one value each: what nobody expects there. */
const hostile = [
  "null",
  "-1",
  "9007199254740993",
  "1e999",
  '"\\ud800"',
  '"</script><img src=x onerror=alert(1)>"',
  '{"__proto__":{"polluted":true}}',
  '{"constructor":{"prototype":{"polluted":true}},"toString":1,"length":-1}',
  '{"text":"a","text":"b"}',
  "[]",
  "[[[[]]]]",
];
const deep = [
  `${"[".repeat(levels)}${"]".repeat(levels)}`,
  `${'{"text":'.repeat(levels)}1${"}".repeat(levels)}`,
];

const wholes = [
  ...textSamples.flatMap(({ whole }) => (whole === undefined ? [] : [whole])),
  ...dataSamples.map(([, whole]) => whole),
  { type: "message", content: [{ type: "text", text: "Hi", citations: [{ cited_text: "a" }] }] },
  {
    output: { message: { content: [{ text: "Hi" }, { image: { source: { bytes: "iVBO" } } }] } },
    stopReason: "end_turn",
  },
  { choices: [{ message: { content: "Hi", tool_calls: [{ function: { arguments: "{}" } }] } }] },
];
const chunks = textSamples.flatMap(({ chunks: all = [] }) => all);

describe("hostile answers", () => {
  const spoiled = [...wholes, ...chunks].flatMap((sample) => spoiledTexts(sample, hostile));
  it(`${spoiled.length} answers with one value replaced are decoded, recorded and read back`, () => {
    for (const text of spoiled) holds(text);
    assert.equal(Object.hasOwn(Object.prototype, "polluted"), false);
  }).timeout(60_000);

  const members = wholes.flatMap((sample) =>
    Object.keys(sample ?? {}).map((name) => JSON.stringify({ ...(sample as object), [name]: "@" })),
  );
  it(`${members.length} members hold ${levels.toLocaleString("en")} levels without harm`, () => {
    for (const [index, text] of members.entries()) {
      const bytes = bytesOf(text.replace('"@"', () => deep[index % deep.length] ?? ""));
      assert.equal(typeof decodeAnswer(bytes).decoded.text, "string");
    }
    for (const value of deep) {
      const call = { type: "tool_use", id: "t", name: "n", input: "@" };
      const body = JSON.stringify({ type: "message", content: [call] }).replace('"@"', value);
      const state = answer(bytesOf(body));
      const written = writeRunRecord(state, { savedAt, redact: true });
      assert.ok(written.includes(value.slice(0, 1000)));
    }
  }).timeout(120_000);

  it("keep integers beyond 2^53 in the record as they were written", () => {
    const body = '{"completion":"Hi","seed":9007199254740993,"other":1.0}';
    const read = readRunRecord(writeRunRecord(answer(bytesOf(body)), { savedAt, redact: true }));
    assert.ok(read.ok);
    assert.equal(Buffer.from(read.record.responseBody ?? []).toString("utf8"), body);
  });

  it("lose no byte that is cut off or broken: any bytes are told as text, binary or empty", () => {
    fc.assert(
      fc.property(fc.constantFrom(...wholes), fc.nat(), fc.nat(255), (sample, at, byte) => {
        const bytes = bytesOf(JSON.stringify(sample));
        const cut = bytes.slice(0, at % bytes.length);
        const broken = bytes.with(at % bytes.length, byte);
        for (const one of [cut, broken]) {
          const { decoded } = decodeAnswer(one);
          if (decoded.shape === "text" && !decoded.text.includes("\uFFFD"))
            assert.deepEqual(bytesOf(decoded.text), one);
          assert.notEqual(decoded.shape, "unknown");
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe("no text is lost", () => {
  /** A chunk with a stretch of text, in the shape of every family that streams. */
  const shapes: Readonly<Record<string, (text: string) => JsonValue>> = {
    "anthropic.messages": (text) => ({
      type: "content_block_delta",
      index: 0,
      delta: { type: "text_delta", text },
    }),
    "nova.messages": (text) => ({ contentBlockDelta: { contentBlockIndex: 0, delta: { text } } }),
    "openai.chat": (content) => ({ choices: [{ index: 0, delta: { content } }] }),
    "openai.completion": (text) => ({ choices: [{ index: 0, text }] }),
    "anthropic.completion": (completion) => ({ completion }),
    "llama.generation": (generation) => ({ generation }),
    "titan.text": (outputText) => ({ outputText }),
    "mistral.text": (text) => ({ outputs: [{ text }] }),
    "cohere.command": (text) => ({ text, is_finished: false }),
    "cohere.command-r": (text) => ({ text, event_type: "text-generation" }),
    "twelvelabs.pegasus": (message) => ({ message, finishReason: null }),
    json: (generated_text) => ({ generated_text }),
  };
  // Any unit of UTF-16, surrogates alone too.
  const unit = fc.oneof(
    { weight: 4, arbitrary: fc.string({ unit: "binary" }) },
    { weight: 1, arbitrary: fc.constantFrom("\ud800", "\udc00", "\0", "\u2028", "[DONE]", " ") },
  );
  for (const [shape, chunkOf] of Object.entries(shapes))
    it(`${shape}: any text in any pieces comes out whole, and again from the record`, () => {
      fc.assert(
        fc.property(fc.array(unit, { minLength: 1, maxLength: 8 }), (pieces) => {
          const state = stream(pieces.map(chunkOf));
          assert.equal(state.decoded.text, pieces.join(""));
          assert.equal(recordOf(state).decoded.text, pieces.join(""));
          const part = stream([...pieces.map(chunkOf), bytesOf('{"cut'), undefined]);
          assert.equal(part.decoded.text, pieces.join(""));
        }),
        { numRuns: 150 },
      );
    });
});

/** Decoded whole and as a chunk, written, read back: without a throw, and the same each time. */
function holds(text: string): void {
  const bytes = bytesOf(text);
  for (const state of [answer(bytes), stream([bytes, bytes])]) {
    const { decoded } = recordOf(state);
    assert.equal(decoded.text, state.decoded.text, text);
    assert.equal(decoded.shape, state.decoded.shape, text);
  }
  assert.deepEqual(answer(bytes), answer(bytes));
}

function recordOf(state: RunState) {
  const written = writeRunRecord(state, { savedAt, redact: true });
  assert.ok(readRunRecord(written).ok);
  return JSON.parse(written);
}

/** The sample's JSON with each of its values in turn replaced by each of the texts. */
function spoiledTexts(sample: JsonValue, texts: readonly string[]): string[] {
  const json = JSON.stringify(sample);
  const found: string[] = [];
  let count = 0;
  JSON.stringify(sample, (_, value: unknown) => {
    count++;
    return value;
  });
  for (let place = 0; place < count; place++) {
    let at = 0;
    const marked = JSON.stringify(sample, (_, value: unknown) => (at++ === place ? "@" : value));
    if (marked !== json) for (const text of texts) found.push(marked.replace('"@"', () => text));
  }
  return found;
}
