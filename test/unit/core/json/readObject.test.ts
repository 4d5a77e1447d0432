import assert from "node:assert/strict";
import { readObject } from "../../../../src/core/json/readObject.ts";

describe("readObject", () => {
  it("tells the place of each key, value and comma", () => {
    const text = '{ "a": 1, /* c */ "b": {"x":[1,{}]} }';
    const object = readObject(text);
    assert.deepEqual(
      object?.members.map((m) => [m.key, text.slice(m.offset, m.offset + m.length), m.comma]),
      [
        ["a", "1", 8],
        ["b", '{"x":[1,{}]}', undefined],
      ],
    );
    assert.deepEqual(object?.problems, []);
    assert.equal(object?.length, text.length);
  });

  it("goes on behind a mistake and says where it is", () => {
    const object = readObject('{ "a": , "b": 2 "c": 3 }');
    assert.deepEqual(
      object?.members.map((m) => m.key),
      ["b", "c"],
    );
    assert.deepEqual(
      object?.problems.map((p) => [p.offset, p.message]),
      [
        [7, 'A value is expected for "a".'],
        [16, "A comma is expected before this."],
      ],
    );
  });

  it("trusts the caller's extent of a value over the brackets", () => {
    const text = '{ "body": {"a": , "z": 1 }';
    const known = { offset: 10, length: 6 };
    assert.deepEqual(
      readObject(text, known)?.members.map((m) => m.key),
      ["body", "z"],
    );
  });

  it("returns undefined where no object begins", () => {
    for (const text of ["", "[]", "x", '"{"']) assert.equal(readObject(text), undefined);
  });
});
