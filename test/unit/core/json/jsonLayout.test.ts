import assert from "node:assert/strict";
import * as fc from "fast-check";
import { createJsonLayout, layOutJson, layoutEdits } from "../../../../src/core/json/jsonLayout.ts";
import { applyEdits } from "../../../../src/core/json/textEdits.ts";

describe("JSON laid out", () => {
  it("keeps every value as it is written", () => {
    assert.equal(
      layOutJson('{"a":1.0,"b":[12345678901234567890,"x,{}:\\""],"c":{ },"d":[]}'),
      '{\n  "a": 1.0,\n  "b": [\n    12345678901234567890,\n    "x,{}:\\""\n  ],\n  "c": {},\n  "d": []\n}',
    );
  });

  it("takes text that is cut off, is none, or is nested absurdly", () => {
    assert.equal(layOutJson('{"a":"cut o'), '{\n  "a": "cut o');
    assert.equal(layOutJson("not json"), "not json");
    assert.ok(layOutJson("[".repeat(2000)).length < 200_000);
  });

  it("is as JSON.stringify lays it out", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        assert.equal(layOutJson(JSON.stringify(value)), JSON.stringify(value, undefined, 2));
      }),
    );
  });

  it("is the same wherever it is cut into parts", () => {
    const text = fc.oneof(
      fc.jsonValue().map((value) => JSON.stringify(value, undefined, 1)),
      fc.array(fc.constantFrom(...'{}[],:" \\na1/'.split(""))).map((pieces) => pieces.join("")),
    );
    fc.assert(
      fc.property(text, fc.array(fc.nat({ max: 40 })), (whole, cuts) => {
        const layOut = createJsonLayout();
        let laidOut = "";
        let from = 0;
        for (const cut of [...cuts].sort((a, b) => a - b)) {
          laidOut += layOut(whole.slice(from, Math.max(from, cut)));
          from = Math.max(from, cut);
        }
        assert.equal(laidOut + layOut(whole.slice(from)), layOutJson(whole));
      }),
    );
  });
});

describe("layoutEdits", () => {
  it("moves blank space only, and keeps comments on their lines", () => {
    assert.equal(
      formatted('{ // one\n "a" :1.0, /* two */ "b":[ ],\n\n // three\n "c":[1,2,] /* four */}'),
      [
        "{ // one",
        '    "a": 1.0, /* two */ "b": [],',
        "    // three",
        '    "c": [',
        "      1,",
        "      2,",
        "    ] /* four */",
        "  }",
      ].join("\n"),
    );
  });

  it("has nothing to do twice", () => {
    const once = formatted('{"a":[1,{"b":{}}], // c\n"d":"e"}');
    assert.equal(formatted(once), once);
  });
});

/** The body laid out where it is. */
function formatted(body: string): string {
  const text = `{ "body": ${body}, "x": 1}`;
  const edits = layoutEdits(text, { offset: 10, length: body.length }, "  ", "  ");
  return applyEdits(text, edits).slice(10, -9);
}
