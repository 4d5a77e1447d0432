import assert from "node:assert/strict";
import * as fc from "fast-check";
import { bodySourceText, utf8Length } from "../../../../src/core/request/bodyText.ts";
import { checkValue, scanObject } from "../../../../src/core/request/scan.ts";

const whole = (text: string) => ({ offset: 0, length: text.length });

describe("scanObject", () => {
  it("tells the place of each key, value and comma", () => {
    const text = '{ "a": 1, /* c */ "b": {"x":[1,{}]} }';
    const object = scanObject(text);
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
    const object = scanObject('{ "a": , "b": 2 "c": 3 }');
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
      scanObject(text, 0, known)?.members.map((m) => m.key),
      ["body", "z"],
    );
  });

  it("returns undefined where no object begins", () => {
    for (const text of ["", "[]", "x", '"{"']) assert.equal(scanObject(text), undefined);
  });
});

describe("checkValue", () => {
  it("accepts exactly what JSON.parse accepts once comments and trailing commas are gone", () => {
    const piece = fc.constantFrom(
      ...'{}[],:1-.e+"\\ \n'.split(""),
      '"a"',
      "true",
      "null",
      "0.5",
      "1e3",
      "//c\n",
      "/*c*/",
      "\\u00e9",
      "\t",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join("");
        let parses = true;
        try {
          JSON.parse(bodySourceText(text, whole(text)));
        } catch {
          parses = false;
        }
        assert.equal(checkValue(text, whole(text)) === undefined, parses, text);
      }),
      { numRuns: 20_000 },
    );
  });

  it("accepts any JSON value, however it is laid out", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(0, 2), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        assert.equal(checkValue(text, whole(text)), undefined);
        assert.equal(bodySourceText(text, whole(text)), text);
      }),
    );
  });

  it("says where the first mistake is", () => {
    const text = '{"messages": [}';
    assert.deepEqual(checkValue(text, whole(text)), {
      offset: 14,
      length: 1,
      message: '"}" does not fit here.',
    });
  });

  it("survives 200,000 levels", () => {
    const text = "[".repeat(200_000) + "]".repeat(200_000);
    assert.equal(checkValue(text, whole(text)), undefined);
  });

  it("reports the outermost keys alone", () => {
    const text = '{"a":{"b":1},"c":[{"d":1}]}';
    const keys: string[] = [];
    checkValue(text, whole(text), (key) => keys.push(key));
    assert.deepEqual(keys, ["a", "c"]);
  });
});

describe("bodySourceText", () => {
  it("takes out comments and trailing commas and keeps every other character", () => {
    const text = '{\n  "a": 1.0, // one\n  /* b */ "b": [9007199254740993, 1e400,],\n}';
    assert.equal(
      bodySourceText(text, whole(text)),
      '{\n  "a": 1.0, \n   "b": [9007199254740993, 1e400]\n}',
    );
  });

  it("leaves what looks like a comment or a trailing comma inside a string", () => {
    const text = '{"url": "https://x/*y*/", "s": ",]"}';
    assert.equal(bodySourceText(text, whole(text)), text);
  });
});

describe("utf8Length", () => {
  it("counts what encoding gives, lone surrogates too", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary" }),
        fc.constantFrom("", "\ud800", "\udc00x"),
        (a, b) => {
          assert.equal(utf8Length(a + b), new TextEncoder().encode(a + b).length);
        },
      ),
    );
  });
});
