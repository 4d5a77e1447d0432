import assert from "node:assert/strict";
import { answerBytes } from "../../../../src/core/run/answerBytes.ts";
import { initialRunState } from "../../../../src/core/run/fold.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const eventOf = (text: Uint8Array | undefined) => ({ atMs: 0, bytes: text });

function streamed(texts: readonly (string | undefined)[]): string {
  const events = texts.map((text) => eventOf(text === undefined ? undefined : bytes(text)));
  return new TextDecoder().decode(answerBytes({ body: undefined, events }));
}

describe("answerBytes", () => {
  const none = initialRunState();

  it("is the body as it was received", () => {
    const body = bytes("{ }\n");
    assert.equal(answerBytes({ ...none, body }), body);
  });

  it("is each JSON text of a stream on a line", () => {
    assert.equal(streamed(['{"a":1}', '{"é":2}', undefined]), '{"a":1}\n{"é":2}\n');
    assert.equal(streamed(['{"a":1}\n', '{"b":2}']), '{"a":1}\n{"b":2}\n');
    assert.equal(streamed(['{"a":1}', "[DONE]"]), '{"a":1}\n[DONE]\n');
    assert.equal(answerBytes(none).length, 0);
  });

  it("has no line end inside of what the server cut, also where the stream stops there", () => {
    assert.equal(
      streamed(['{"te', 'xt":"a', 'b"}', '{"b":2}{"c', '":3}']),
      '{"text":"ab"}\n{"b":2}{"c":3}\n',
    );
    assert.equal(streamed(['{"te', 'xt":"a']), '{"text":"a');
    const bytesOfText = bytes('{"a":"é"}');
    const events = [bytesOfText.slice(0, 7), bytesOfText.slice(7)];
    assert.deepEqual(
      answerBytes({ body: undefined, events: events.map(eventOf) }).slice(0, -1),
      bytesOfText,
    );
  });

  it("begins a line where the JSON before it stopped in its middle", () => {
    assert.equal(streamed(['{"a":1', '{"b":2}']), '{"a":1\n{"b":2}\n');
  });

  it("is plain text as it came", () => {
    for (const words of [
      ["Hel", "lo {", "} 5"],
      ["5", " apples"],
      ["true", " words", '"so"'],
    ])
      assert.equal(streamed(words), words.join(""));
  });
});
