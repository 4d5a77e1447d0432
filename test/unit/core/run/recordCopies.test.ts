import assert from "node:assert/strict";
import * as fc from "fast-check";
import { takeCopies } from "../../../../src/core/run/recordCopies.ts";

const body = fc.json({ maxDepth: 6 });
const lookAlike = '{"request":{"body":1},"body":[{"chunk":"\\"]}"}],"events":[{"chunk":2}]}';

/** What `takeCopies` takes out of the text, as texts; the file stands in a larger buffer and begins with a byte order mark. */
function take(text: string) {
  const { skeleton, copies } = takeCopies(Buffer.from(`before\uFEFF${text}`).subarray(6));
  return { skeleton, copies: copies.map((copy) => Buffer.from(copy).toString("utf8")) };
}

describe("takeCopies", () => {
  it("takes bodies and chunks out as they stand, whatever they hold", () => {
    fc.assert(
      fc.property(fc.oneof(body, fc.constant(lookAlike)), body, (one, other) => {
        const text = `{"request":{"body":${one},"a":1},"response":{"body": ${other} ,"events":[{"atMs":0,"chunk":${other}},{"chunk":${one}}]}}`;
        const { skeleton, copies } = take(text);
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
      assert.deepEqual(take(text), { skeleton: text, copies: [] });
  });

  it("knows a member by its name, however that is written, and takes both of two", () => {
    const { skeleton, copies } = take('{"request":{"b\\u006fdy" :1.0,"body":{}}}');
    assert.deepEqual(JSON.parse(skeleton), { request: { body: 1 } });
    assert.deepEqual(copies, ["1.0", "{}"]);
  });

  it("takes the decoded answer out, which is decoded anew", () => {
    const text = '{"version":1,"decoded":{"text":"a","x":{"body":[1]}},"metrics":{"decoded":2}}';
    const { skeleton, copies } = take(text);
    assert.deepEqual(JSON.parse(skeleton), { version: 1, decoded: 0, metrics: { decoded: 2 } });
    assert.deepEqual(copies, ['{"text":"a","x":{"body":[1]}}']);
  });

  it("finds the end of strings of any length and any escapes", () => {
    for (const length of [0, 60, 61, 62, 63, 64, 65, 200])
      for (const end of ["", '\\"', "\\\\", '\\\\\\"', "ü", '\\"]},']) {
        const copy = `"${"x".repeat(length)}${end}"`;
        const { copies } = take(`{"${"k".repeat(length)}":${copy},"response":{"body":${copy}}}`);
        assert.deepEqual(copies, [copy]);
      }
  });

  it("makes no JSON of what is none", () => {
    for (const text of [
      "",
      "{",
      '{"request":{"body":1',
      '{"request":{"body":}}',
      '{"request":{"body":"a}}',
      '{"version":1,"decoded":{"text":"a',
    ])
      assert.throws(() => JSON.parse(take(text).skeleton), SyntaxError, text);
  });
});
