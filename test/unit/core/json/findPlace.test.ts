import assert from "node:assert/strict";
import { findPlace } from "../../../../src/core/json/findPlace.ts";

const body = `{
  // the first
  "messages": [{ "role": "user", "content": [{ "text": "Hi", "inputText": 1 }] }],
  "a/b": { "c~d": true },
  "0": "zero"
}`;

const placeIn = (text: string, pointer: string) =>
  findPlace(text, { offset: 0, length: text.length }, pointer);

function shown(pointer: string): string | undefined {
  const span = placeIn(body, pointer);
  return span && body.slice(span.offset, span.offset + span.length);
}

describe("findPlace", () => {
  for (const [pointer, expected] of [
    ["/messages", '"messages"'],
    ["/messages/0/role", '"role"'],
    ["/messages/0/content/0", '{ "text": "Hi", "inputText": 1 }'],
    ["/messages/0/content/0/inputText", '"inputText"'],
    ["/a~1b/c~0d", '"c~d"'],
    ["/0", '"0"'],
  ] as const)
    it(`leads to ${expected} by ${pointer}`, () => assert.equal(shown(pointer), expected));

  it("leads as far as there is something", () => {
    assert.equal(shown("/messages/0/content/0/toolUse/name"), shown("/messages/0/content/0"));
    assert.equal(shown("/messages/7"), '"messages"');
    assert.equal(shown("/messages/role"), '"messages"');
  });

  it("leads nowhere from the start, and in no JSON", () => {
    assert.equal(shown("/system"), undefined);
    assert.equal(shown(""), undefined);
    assert.equal(placeIn("", "/a"), undefined);
    assert.equal(placeIn("a", "/a"), undefined);
  });

  it("looks at its own stretch of the text", () => {
    const text = `{"a": 1, "body": ${body}, "0": 2}`;
    const span = { offset: text.indexOf(body), length: body.length };
    const found = findPlace(text, span, "/0");
    assert.equal(found?.offset, span.offset + body.lastIndexOf('"0"'));
    assert.equal(findPlace(text, span, "/body"), undefined);
  });

  it("leads through 100,000 levels", () => {
    const deep = `${"[".repeat(100_000)}7${"]".repeat(100_000)}`;
    assert.deepEqual(placeIn(deep, "/0".repeat(100_000)), { offset: 100_000, length: 1 });
    assert.deepEqual(placeIn(deep, "/0/0"), { offset: 2, length: 199_997 });
  });
});
