import assert from "node:assert/strict";
import * as fc from "fast-check";
import { ExactNumber } from "../../../../src/core/json/exactNumber.ts";
import { isJsonObject, type JsonValue } from "../../../../src/core/json/json.ts";
import { layOutJson } from "../../../../src/core/json/jsonLayout.ts";
import { jsonText } from "../../../../src/core/json/jsonText.ts";
import { parseJson } from "../../../../src/core/json/parseJson.ts";

const big = "2512292042121000001";
const odd = ["1.0", "1e400", "-0", "0.10", "1E5", "0.1", "-0.0", "1e-7", "100", "-1e999", "0e0"];
const lexeme = fc.oneof(
  fc.bigInt().map(String),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  fc.constantFrom(...odd),
  fc.tuple(fc.nat(), fc.stringMatching(/^\d{1,30}$/)).map(([whole, part]) => `${whole}.${part}`),
);
const strings = [
  "null",
  "true",
  '"\\u0080"',
  '"\\u0080\u00805"',
  '"\u0080\\u0080\u00805"',
  '"\\\\"',
  '"\\"1.0"',
];
const textOf = (number: fc.Arbitrary<string>) =>
  fc.letrec<{ value: string }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 5 },
      number,
      fc.string({ unit: "binary" }).map((text) => JSON.stringify(text)),
      fc.constantFrom(...strings),
      fc.array(tie("value"), { maxLength: 4 }).map((items) => `[${items.join(",")}]`),
      fc
        .uniqueArray(fc.tuple(fc.constantFrom("a", "__proto__", "b", "length"), tie("value")), {
          selector: ([name]) => name,
        })
        .map((members) => `{${members.map(([name, v]) => `"${name}":${v}`).join(",")}}`),
    ),
  })).value;

describe("numbers of JSON texts", () => {
  it("are written again as they came, whatever they are and wherever they stand", () => {
    fc.assert(
      fc.property(textOf(lexeme), (text) => {
        assert.equal(jsonText(parseJson(text)), plainStrings(text));
      }),
      { numRuns: 2000 },
    );
  });

  it("are doubles where a double is written the same, and all else is as JSON.parse has it", () => {
    const plain = fc.oneof(fc.nat().map(String), fc.constantFrom("0.1", "-1.5", "1e+21"));
    fc.assert(
      fc.property(textOf(plain), (text) => assert.deepEqual(parseJson(text), JSON.parse(text))),
    );
    for (const text of ["1", "-5", "0", "0.1", "123456789012345"])
      assert.equal(typeof parseJson(text), "number", text);
    for (const text of [big, "1.0", "-0", "1e5", "1e400", "0.10"])
      assert.deepEqual(parseJson(text), new ExactNumber(text));
  });

  it("are written again as they came where a list has very many", () => {
    for (const count of [2047, 2048, 2049, 10_000]) {
      const text = `[${Array.from({ length: count }, (_, index) => `${index}.0,"a",${index}`).join(",")}]`;
      assert.equal(jsonText(parseJson(text)), text);
    }
  });

  it("are told from doubles by their digits as by JavaScript's own way of writing them", () => {
    const zeros = fc.stringMatching(/^[-]?(0|[1-9][0-9]{0,16})([.][0-9]?0{0,7}[0-9]{1,12}0?)?$/);
    fc.assert(
      fc.property(zeros, (number) => {
        assert.equal(typeof parseJson(number) === "number", String(Number(number)) === number);
      }),
      { numRuns: 3000 },
    );
  });

  it("take the last of two members of one name, and refuse what is no JSON", () => {
    assert.deepEqual(parseJson(`{"a":${big},"a":1}`), { a: 1 });
    const broken = ["", "01", "1.", ".5", "-", "[1.0,]", "1e", "NaN", `'${big}'`, `"${big}`];
    for (const text of [...broken, `{"a":${big}`, `${big}x`])
      assert.throws(() => parseJson(text), SyntaxError, text);
  });

  it("are exact under 200,000 levels too", () => {
    const deep = `${"[".repeat(200_000)}${big}${"]".repeat(200_000)}`;
    assert.equal(jsonText(parseJson(deep)), deep);
  });

  it("are laid out as JSON.stringify lays out", () => {
    const text = '{"a":[],"b":{},"c":[1,{"d":"x"}],"e":"\\u0001"}';
    const exact = parseJson(`{"n":${big},${text.slice(1)}`);
    const laidOut = JSON.stringify({ n: 7, ...JSON.parse(text) }, undefined, 2);
    assert.equal(layOutJson(jsonText(exact)), laidOut.replace(": 7", `: ${big}`));
  });

  it("are no objects, and nothing writes another number unseen", () => {
    const number: JsonValue = parseJson(big);
    assert.equal(isJsonObject(number), false);
    assert.throws(() => JSON.stringify({ number }), /jsonText/);
    assert.ok(number instanceof ExactNumber);
    assert.equal(String(number), big);
  });

  it("cost the same each, however many there are", () => {
    costOf(1000);
    const [few, many] = [costOf(10_000), costOf(40_000)];
    assert.ok(many < 10 * few, `${many} µs for 4 times ${few} µs`);
  });
});

/** Microseconds of the processor to parse a list of as many exact numbers. */
function costOf(count: number): number {
  const text = `[${Array.from({ length: count }, () => big).join(",")}]`;
  const times = [1, 2, 3].map(() => {
    const before = process.cpuUsage();
    parseJson(text);
    return process.cpuUsage(before).user;
  });
  return Math.min(...times);
}

/** Each string as JSON.stringify writes it. */
function plainStrings(text: string): string {
  return text.replaceAll(/"(?:[^"\\]|\\.)*"/gs, (part) => JSON.stringify(JSON.parse(part)));
}
