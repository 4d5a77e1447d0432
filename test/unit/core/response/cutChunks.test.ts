import assert from "node:assert/strict";
import * as fc from "fast-check";
import { bytesOf, chunkEvents, foldAll, stream } from "../run/play.ts";
import { textSamples } from "./samples.ts";

const base64 = (texts: readonly string[]) => texts.map((text) => Buffer.from(text, "base64"));

describe("chunks that a container cuts where it likes", () => {
  it("are put together where JSON is cut", () => {
    const { decoded, complete, events } = stream(
      base64([
        "eyJnZW5lcmF0aQ==",
        "b24iOiJIZWxsbyIsInN0b3BfcmVhc29uIjpudWxsfQ==",
        "eyJnZW5lcmF0aW9uIjoiISIsInN0b3BfcmVhc29uIjoic3RvcCJ9",
      ]),
    );
    assert.deepEqual([decoded.shape, decoded.text], ["llama.generation", "Hello!"]);
    assert.equal(complete, true);
    assert.deepEqual(events.at(0)?.bytes, Buffer.from('{"generati'));
  });

  it("are put together where a character is cut", () => {
    const pieces = base64(["5pel5g==", "nKzoqp7jgQ==", "ruODhuOCreOCueODiOOBp+OBmeOAgg=="]);
    const { decoded } = stream(pieces);
    assert.deepEqual([decoded.shape, decoded.text], ["text", "日本語のテキストです。"]);
    const [first] = pieces;
    assert.equal(stream([first]).decoded.text, "日\uFFFD");
  });

  const samples = textSamples.flatMap(({ chunks = [], ...sample }) =>
    chunks.length > 0 ? [{ ...sample, chunks }] : [],
  );
  for (const { shape, chunks } of samples)
    it(`of ${shape} say the same wherever they are cut, and whatever stands between them`, () => {
      const whole = stream(chunks);
      const between = fc.constantFrom("", "\n", "\r\n\r\n", " ");
      fc.assert(
        fc.property(between, fc.array(fc.nat(), { maxLength: 12 }), (line, cuts) => {
          const told = chunks.map((chunk) => JSON.stringify({ ...(chunk as object), note: "é😀" }));
          const bytes = bytesOf(`${told.join(line)}${line}`);
          const places = [0, ...cuts.map((at) => at % bytes.length).toSorted((a, b) => a - b)];
          const pieces = places.map((at, index) => bytes.slice(at, places[index + 1]));
          const { decoded, complete } = stream(pieces.filter(({ length }) => length > 0));
          assert.deepEqual(decoded, whole.decoded);
          assert.equal(complete, whole.complete);
        }),
      );
    });

  it("are what they are alone where one was broken off for good", () => {
    const chunks = ["1 ", "2 ", "3 "].map((outputText) => ({ outputText }));
    for (const cut of ['{"outputText":', '{"outputText":"0', "{", '{"a":[', '{"a', '{"a":1,'])
      assert.equal(stream([bytesOf(cut), ...chunks]).decoded.text, "1 2 3 ", cut);
  });

  it("are words where the stream is plain text, braces and digits too", () => {
    const words = ["Set ", "{", '"a"', ": ", "5", "}", " or [", "]", '"b', "\n", "true", "é"];
    assert.equal(stream(words.map(bytesOf)).decoded.text, words.join(""));
    assert.equal(stream(["5", " apples"].map(bytesOf)).decoded.text, "5 apples");
  });

  it("cost no more in many pieces than in few", () => {
    const bytes = bytesOf(JSON.stringify({ generation: '{"'.repeat(20_000), stop_reason: "stop" }));
    const cost = (size: number) => {
      const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
        bytes.slice(at * size, (at + 1) * size),
      );
      const before = process.cpuUsage();
      const state = foldAll(chunkEvents(pieces));
      assert.equal(state.decoded.text.length, 40_000);
      const { user, system } = process.cpuUsage(before);
      return (user + system) / pieces.length;
    };
    cost(4);
    const [few, many] = [Math.min(cost(16), cost(16)), Math.min(cost(4), cost(4))];
    assert.ok(many < 4 * few, `${many.toFixed(1)} µs a piece, ${few.toFixed(1)} for larger ones`);
  });

  it("hold one value in 200,000 levels, whole or in pieces", () => {
    const deep = `{"generation":"Hi","x":${"[".repeat(200_000)}${"]".repeat(200_000)}}`;
    const bytes = bytesOf(deep);
    const { decoded } = stream([bytes.slice(0, 100_000), bytes.slice(100_000)]);
    assert.equal(decoded.text, "Hi");
  });
});
