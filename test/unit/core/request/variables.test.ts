import assert from "node:assert/strict";
import * as fc from "fast-check";
import { readValue } from "../../../../src/core/json/readValue.ts";
import { utf8Length } from "../../../../src/core/request/utf8Length.ts";
import {
  findPlaceholders,
  substitutedGrowth,
  substituteVariables,
} from "../../../../src/core/request/variables.ts";

type Sources = Readonly<Record<string, string>>;

const read = (json: string) => readValue(json, { offset: 0, length: json.length });
const found = (json: string) => [...findPlaceholders(json, read(json).templates)];
const substituted = (json: string, sources: Sources) =>
  substituteVariables(json, read(json), sources);
const substitutedLength = (json: string, sources: Sources) =>
  utf8Length(json) + substitutedGrowth(json, read(json), sources);

describe("findPlaceholders", () => {
  it("finds those in strings, keys too, with their places", () => {
    const json = '{"{{k}}": "a {{ v.1-x }}", "n": "{{w}}"}';
    assert.deepEqual(
      found(json).map((each) => [
        each.name,
        json.slice(each.offset, each.offset + each.length),
        each.whole,
      ]),
      [
        ["k", "{{k}}", false],
        ["v.1-x", "{{ v.1-x }}", false],
        ["w", "{{w}}", true],
      ],
    );
  });

  it("takes other braces for braces", () => {
    for (const json of ['{"a":{"b":1}}', '"{{}}"', '"{{a b}}"', '"{a}"', "[{{a}}]", '"{{a"', ""])
      assert.deepEqual(found(json), [], json);
  });
});

describe("substituteVariables", () => {
  it("puts texts in so that the string still says the same", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string(), (value, around) => {
        fc.pre(!around.includes("{{"));
        const json = JSON.stringify({ t: `${around}{{v}}`, u: 1 });
        const filled = substituted(json, { v: JSON.stringify(value) });
        assert.deepEqual(JSON.parse(filled), { t: around + value, u: 1 });
      }),
    );
  });

  it("puts any other value in place of a string that is nothing else", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        fc.pre(typeof value !== "string");
        const parsed: unknown = JSON.parse(JSON.stringify(value));
        const json = '{"whole":"{{v}}","part":"a {{v}}"}';
        const filled = substituted(json, { v: JSON.stringify(value) });
        assert.deepEqual(JSON.parse(filled), {
          whole: parsed,
          part: `a ${JSON.stringify(parsed)}`,
        });
      }),
    );
  });

  it("leaves the source text of a value as it is", () => {
    for (const source of ["1.0", "9007199254740993", "[1,  2.50]", '{"a" : 1E2}', "-0"]) {
      assert.equal(substituted('["{{v}}"]', { v: source }), `[${source}]`);
      const part: unknown = JSON.parse(substituted('"a {{v}}"', { v: source }));
      assert.equal(part, `a ${source}`);
    }
    assert.equal(substituted('"{{v}}"', { v: '"\\u00e9\\/"' }), '"\\u00e9\\/"');
  });

  it("leaves a key a text, whatever the variable is", () => {
    const json = '{"{{v}}" : "{{v}}", "a{{v}}":["{{v}}"]}';
    assert.equal(substituted(json, { v: "5" }), '{"5" : 5, "a5":[5]}');
    assert.deepEqual(JSON.parse(substituted(json, { v: '{"x":1}' })), {
      '{"x":1}': { x: 1 },
      'a{"x":1}': [{ x: 1 }],
    });
  });

  it("does not look into what it has put in", () => {
    assert.equal(substituted('"{{a}}{{b}}"', { a: '"{{b}}"', b: '"{{a}}"' }), '"{{b}}{{a}}"');
  });

  it("leaves names without a value, and names of JavaScript's own", () => {
    const json = '["{{none}}","{{toString}}","{{__proto__}}","{{constructor}}"]';
    assert.equal(substituted(json, {}), json);
    const own = JSON.parse('{"__proto__":"\\"p\\""}');
    assert.equal(substituted('"{{__proto__}}"', own), '"p"');
  });

  it("keeps every other character", () => {
    const json = '{ "a" : 1.0,\t"b":"{{v}}" , "a":9007199254740993 }';
    assert.equal(substituted(json, { v: '"x"' }), json.replace("{{v}}", "x"));
  });
});

describe("substitutedGrowth", () => {
  it("counts the bytes of what is put in, wherever it goes", () => {
    const place = fc.constantFrom("{{a}}", "{{ b }}", "{{\u2003a}}", "{{none}}", "é", "🌊 {{a}}");
    const sources = fc.record({ a: fc.jsonValue(), b: fc.string({ unit: "grapheme" }) });
    fc.assert(
      fc.property(fc.array(place), place, sources, (items, key, { a, b }) => {
        const json = JSON.stringify({ [key]: items, text: items.join("") });
        const given = { a: JSON.stringify(a), b: JSON.stringify(b) };
        const expected = utf8Length(substituted(json, given));
        assert.equal(substitutedLength(json, given), expected);
      }),
    );
  });

  it("counts what could never be built", () => {
    const json = JSON.stringify("{{x}}".repeat(100_000));
    const source = JSON.stringify("v".repeat(100_000));
    assert.equal(substitutedLength(json, { x: source }), 10_000_000_002);
  });
});
