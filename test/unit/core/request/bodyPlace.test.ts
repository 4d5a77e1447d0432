import assert from "node:assert/strict";
import { findInBody } from "../../../../src/core/request/bodyPlace.ts";

const body = `{
  // the first
  "messages": [{ "role": "user", "content": [{ "text": "Hi", "inputText": 1 }] }],
  "a/b": { "c~d": true },
  "0": "zero"
}`;

function shown(pointer: string): string | undefined {
  const span = findInBody(body, pointer);
  return span && body.slice(span.offset, span.offset + span.length);
}

describe("findInBody", () => {
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

  it("leads nowhere from the start, in no JSON, and in too deep a body", () => {
    assert.equal(shown("/system"), undefined);
    assert.equal(shown(""), undefined);
    assert.equal(findInBody("", "/a"), undefined);
    assert.equal(findInBody(`${"[".repeat(200_000)}${"]".repeat(200_000)}`, "/0/0"), undefined);
  });
});
