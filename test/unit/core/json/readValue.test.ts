import assert from "node:assert/strict";
import * as fc from "fast-check";
import { readValue } from "../../../../src/core/json/readValue.ts";
import { sourceText } from "../../../../src/core/request/requestBody.ts";

const read = (text: string) => readValue(text, { offset: 0, length: text.length });
const sent = (text: string) => sourceText(text, read(text));

describe("readValue", () => {
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
          JSON.parse(sent(text));
        } catch {
          parses = false;
        }
        assert.equal(read(text).problem === undefined, parses, text);
      }),
      { numRuns: 20_000 },
    );
  });

  it("accepts any JSON value, however it is laid out", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(0, 2), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        assert.equal(read(text).problem, undefined);
        assert.equal(sent(text), text);
      }),
    );
  });

  it("says where the first mistake is", () => {
    const text = '{"messages": [}';
    assert.deepEqual(read(text).problem, {
      offset: 14,
      length: 1,
      message: '"}" does not fit here.',
    });
  });

  it("survives 200,000 levels", () => {
    const text = "[".repeat(200_000) + "]".repeat(200_000);
    assert.equal(read(text).problem, undefined);
  });

  it("reports the outermost keys alone", () => {
    const text = '{"a":{"b":1},"c":[{"d":1}]}';
    const keys = read(text).members.map(({ key }) => key);
    assert.deepEqual(keys, ["a", "c"]);
  });
});

describe("sourceText", () => {
  it("takes out comments and trailing commas and keeps every other character", () => {
    const text = '{\n  "a": 1.0, // one\n  /* b */ "b": [9007199254740993, 1e400,],\n}';
    assert.equal(sent(text), '{\n  "a": 1.0, \n   "b": [9007199254740993, 1e400]\n}');
  });

  it("leaves what looks like a comment or a trailing comma inside a string", () => {
    const text = '{"url": "https://x/*y*/", "s": ",]"}';
    assert.equal(sent(text), text);
  });
});
