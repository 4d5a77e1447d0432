import assert from "node:assert/strict";
import type { JsonValue } from "../../../../src/core/json/json.ts";
import { decodeAnswer } from "../../../../src/core/response/decode.ts";
import { answer, bytesOf, stream } from "../run/play.ts";

const known: readonly (readonly [name: string, body: JsonValue, text: string, stop?: string])[] = [
  ["generated_text", { generated_text: "Hi", finish_reason: "length" }, "Hi", "length"],
  ["outputs[0].content", { outputs: [{ content: "Hi", stop_reason: "stop" }] }, "Hi", "stop"],
  ["results[0].text", { results: [{ text: "Hi", finishReason: "end" }] }, "Hi", "end"],
  ["predictions[0]", { predictions: ["Hi", "Ho"] }, "Hi"],
  ["data.generated_text", { data: { generated_text: "Hi" } }, "Hi"],
  ["text", { text: "Hi", language: "en" }, "Hi"],
  ["message", { message: "Hi" }, "Hi"],
  ["error", { error: "The model is not loaded." }, "The model is not loaded."],
  ["[0].generated_text", [{ generated_text: "Hi" }], "Hi"],
  ["a bare string", "Hi", "Hi"],
  ["message.content[]", { message: { content: [{ text: "H" }, { text: "i" }] } }, "Hi"],
  ["nothing", { vectors: [0.5, 1] }, ""],
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

  it("reads an answer in which bytes are no UTF-8, and calls bytes that are no text binary", () => {
    const broken = Buffer.from('{"completion":"caf\xe9 au lait"}', "latin1");
    const { decoded } = decodeAnswer(broken);
    assert.deepEqual([decoded.shape, decoded.text], ["anthropic.completion", "caf\uFFFD au lait"]);
    const page = decodeAnswer(Buffer.from("<p>Zur\xfcck zur \xdcbersicht</p>", "latin1"));
    assert.equal(page.decoded.shape, "text");
    assert.match(page.decoded.text, /^<p>Zur.ck zur .bersicht<\/p>$/);
    const picture = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13]);
    assert.equal(decodeAnswer(picture).decoded.shape, "binary");
  });

  it("joins a stream of plain text, of bare strings and of lists", () => {
    const plain = stream([bytesOf("Hel"), bytesOf("lo, "), bytesOf('{"te'), bytesOf("you")]);
    assert.deepEqual([plain.decoded.shape, plain.decoded.text], ["text", 'Hello, {"teyou']);
    assert.equal(plain.complete, false);
    const strings = stream(["Hel", "lo", "[DONE]"]);
    assert.deepEqual([strings.decoded.shape, strings.decoded.text], ["json", "Hello"]);
    assert.equal(strings.complete, true);
    const lists = stream([[{ generated_text: "Hel" }], [{ generated_text: "lo" }], [1], 7, null]);
    assert.equal(lists.decoded.text, "Hello");
    const amid = stream([{ completion: "Hi" }, bytesOf("noise"), "noise", { completion: "!" }]);
    assert.deepEqual([amid.decoded.shape, amid.decoded.text], ["anthropic.completion", "Hi!"]);
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
