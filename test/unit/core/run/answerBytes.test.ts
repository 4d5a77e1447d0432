import assert from "node:assert/strict";
import { answerBytes } from "../../../../src/core/run/answerBytes.ts";
import { initialRunState } from "../../../../src/core/run/fold.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

describe("answerBytes", () => {
  const none = initialRunState();

  it("is the body as it was received", () => {
    const body = bytes("{ }\n");
    assert.equal(answerBytes({ ...none, body }), body);
  });

  it("is each event of a stream on a line", () => {
    const events = ['{"a":1}', '{"é":2}'].map((text) => ({ atMs: 0, bytes: bytes(text) }));
    const all = answerBytes({
      body: undefined,
      events: [...events, { atMs: 1, bytes: undefined }],
    });
    assert.equal(new TextDecoder().decode(all), '{"a":1}\n{"é":2}\n');
    assert.equal(answerBytes(none).length, 0);
  });
});
