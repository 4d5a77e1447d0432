import assert from "node:assert/strict";
import { jsonText } from "../../../../src/core/json/jsonText.ts";
import { compileQuery } from "../../../../src/core/run/query.ts";

const big = "2512292042121000001";
const near = "2512292042121000002";
const json = `{"big":${big},"near":${near},"one":1.0,"huge":1e400,"zero":-0,"tenth":0.1,"text":"${big}",
  "list":[${near},3,${big},-${big}],"items":[{"id":${near},"n":"b"},{"id":${big},"n":"a"}],
  "small":[10,9,1],"words":["b","a"],"nested":{"same":[${big},{"x":1.0}]}}`;

/** What each expression finds, as JSON. */
const found: Readonly<Record<string, string>> = {
  big,
  "to_string(big)": `"${big}"`,
  "to_string(list)": `"[${near},3,${big},-${big}]"`,
  "to_number(text)": big,
  "to_number(big)": big,
  "to_number('0.1')": "0.1",
  "to_number('x')": "null",
  "type(big)": '"number"',
  one: "1.0",
  huge: "1e400",
  zero: "-0",
  "[one, tenth]": "[1.0,0.1]",
  "big == near": "false",
  "big != near": "true",
  "big < near": "true",
  "big <= big": "true",
  "near > big": "true",
  "huge > big": "true",
  [`big == \`${big}\``]: "true",
  [`big == \`${near}\``]: "false",
  "one == `1`": "true",
  "zero == `0`": "true",
  "big == text": "false",
  "big < text": "null",
  [`nested.same == \`[${big},{"x":1}]\``]: "true",
  [`items[?id == \`${big}\`].n`]: '["a"]',
  [`items[?id > \`${big}\`].n`]: '["b"]',
  [`contains(list, \`${big}\`)`]: "true",
  "contains(list, `2512292042121000003`)": "false",
  "contains(text, '251')": "true",
  "sort(list)": `[-${big},3,${big},${near}]`,
  "sort(small)": "[1,9,10]",
  "sort(words)": '["a","b"]',
  "sort_by(items, &id)[].n": '["a","b"]',
  "sort_by(items, &n)[].n": '["a","b"]',
  "max_by(items, &id).n": '"b"',
  "min_by(items, &id).id": big,
  "max(list)": near,
  "min(list)": `-${big}`,
  "sum([big, near])": "5024584084242000003",
  "sum([big, tenth])": "2512292042121000000",
  "avg([big, big])": big,
  "abs(list[3])": big,
  "floor(big)": big,
  "ceil(one)": "1",
  "big + `1`": near,
  "near - big": "1",
  "big * `2`": "5024584084242000002",
  "big % `10`": "1",
  "-big": `-${big}`,
  "big.lexeme": "null",
  "big.*": "null",
  "let $b = big in list[?@ == $b]": `[${big}]`,
  "let $b = big in map(&to_string(@), list[?@ <= $b])": `["3","${big}","-${big}"]`,
  "`[1.0, 2]`": "[1.0,2]",
  "'`1.0`'": '"`1.0`"',
};

describe("a query over exact numbers", () => {
  for (const [expression, expected] of Object.entries(found))
    it(`${expression} is ${expected}`, () => {
      assert.equal(jsonText(compileQuery(expression).find(json)), expected);
    });

  it("takes them for nothing but numbers", () => {
    for (const expression of ["length(big)", "keys(big)", "join(',', list)", "merge(big)"])
      assert.throws(() => compileQuery(expression).find(json), /type/i, expression);
  });
});
