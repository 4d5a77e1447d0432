import assert from "node:assert/strict";
import * as fc from "fast-check";
import { takeCopies } from "../../../../src/core/run/recordCopies.ts";

const body = fc.json({ maxDepth: 6 });
const lookAlike = '{"request":{"body":1},"body":[{"chunk":"\\"]}"}],"events":[{"chunk":2}]}';

describe("takeCopies", () => {
  it("takes bodies and chunks out as they stand, whatever they hold", () => {
    fc.assert(
      fc.property(fc.oneof(body, fc.constant(lookAlike)), body, (one, other) => {
        const text = `{"request":{"body":${one},"a":1},"response":{"body": ${other} ,"events":[{"atMs":0,"chunk":${other}},{"chunk":${one}}]}}`;
        const { skeleton, copies } = takeCopies(text);
        assert.deepEqual(copies, [one, ` ${other} `, other, one]);
        assert.deepEqual(JSON.parse(skeleton), {
          request: { body: 0, a: 1 },
          response: { body: 1, events: [{ atMs: 0, chunk: 2 }, { chunk: 3 }] },
        });
      }),
    );
  });

  it("leaves what has those names elsewhere", () => {
    for (const text of [
      '{"body":1,"chunk":2,"metrics":{"body":[3]}}',
      '{"request":[{"body":1}],"response":{"events":{"0":{"chunk":1}},"x":{"body":2}}}',
      '[{"request":{"body":1}}]',
    ])
      assert.deepEqual(takeCopies(text), { skeleton: text, copies: [] });
  });

  it("knows a member by its name, however that is written, and takes both of two", () => {
    const { skeleton, copies } = takeCopies('{"request":{"b\\u006fdy" :1.0,"body":{}}}');
    assert.deepEqual(JSON.parse(skeleton), { request: { body: 1 } });
    assert.deepEqual(copies, ["1.0", "{}"]);
  });

  it("makes no JSON of what is none", () => {
    for (const text of [
      "",
      "{",
      '{"request":{"body":1',
      '{"request":{"body":}}',
      '{"request":{"body":"a}}',
    ])
      assert.throws(() => JSON.parse(takeCopies(text).skeleton), SyntaxError, text);
  });
});
