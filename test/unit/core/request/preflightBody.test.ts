import assert from "node:assert/strict";
import { check, only, withLetters, withMember, withVariable } from "./preflightOf.ts";

describe("pre-flight of the body", () => {
  it("P5: lets a request without a body go when asked twice", () => {
    only('{ "modelId": "m.x" }', { code: "bodyMissing", severity: "error", at: "{", send: "warn" });
  });

  it("P5: says where a body is no JSON", () => {
    const text = '{ "modelId": "m.x", "body": {"a": nope} }';
    only(text, { code: "bodySyntax", severity: "error", at: "nope", send: "warn" });
    const single = '{ "modelId": "m.x", "body": {\'a\': 1} }';
    assert.equal(check(single)[0]?.code, "bodySyntax");
    assert.equal(check(single)[0]?.offset, single.indexOf("'a'"));
  });

  it("P5: counts a body's bytes, not its characters, up to 25,000,000", () => {
    assert.deepEqual(check(withLetters(12_499_999)), []);
    const [problem, ...more] = check(withLetters(12_500_000));
    assert.deepEqual(more, []);
    assert.equal(problem?.code, "bodyTooLarge");
    assert.match(problem.message, /25,000,002 bytes/);
    assert.equal(problem.sendAnyway, true);
  });

  it("P6: warns of a content type that the service refuses", () => {
    only(withMember('"contentType": "text/plain"'), {
      code: "contentType",
      severity: "warning",
      at: '"text/plain"',
      send: "ready",
      fixed: '{ "modelId": "m.x", "body": {} }',
    });
  });

  it("P6: refuses an empty content type, for which the SDK would send another, and an empty accept", () => {
    for (const key of ["contentType", "accept"])
      for (const at of ['""', '" "'])
        only(withMember(`"${key}": ${at}`), {
          code: `${key}Empty`,
          severity: "error",
          at,
          send: "no",
          fixed: '{ "modelId": "m.x", "body": {} }',
        });
  });

  it("P5: counts a body's bytes with its variables put in", () => {
    assert.deepEqual(check(withVariable(24_999_998)), []);
    only(withVariable(24_999_999), {
      code: "bodyTooLarge",
      severity: "error",
      at: '"',
      send: "warn",
    });
    assert.deepEqual(
      check('{ "modelId": "m.x", "variables": {}, "body": "{{v}}" }', undefined, {
        variables: { v: "x".repeat(25_000_000) },
      }).map(({ code }) => code),
      ["bodyTooLarge"],
    );
  });

  it("P5: never lets a body go that its variables make too large to build", () => {
    const body = JSON.stringify("{{v}}".repeat(100_000));
    const variables = JSON.stringify({ v: "x".repeat(10_000) });
    const [problem, ...more] = check(
      `{ "modelId": "m.x", "variables": ${variables}, "body": ${body} }`,
    );
    assert.deepEqual(more, []);
    assert.deepEqual([problem?.code, problem?.sendAnyway], ["bodyTooLarge", false]);
    assert.match(problem?.message ?? "", /1,000,000,002 bytes/);
  });

  it("names a hundred placeholders without a value at most", () => {
    const body = JSON.stringify("{{v}}".repeat(200_000));
    const problems = check(`{ "modelId": "m.x", "variables": {}, "body": ${body} }`);
    assert.equal(problems.length, 100);
  });

  it("finds placeholders without a value, in the file or given besides", () => {
    const text = withMember('"variables": { "a": 1 }').replace("{} }", '{"t": "{{a}} {{ b }}"} }');
    only(text, { code: "variableMissing", severity: "error", at: "{{ b }}", send: "warn" });
    assert.deepEqual(check(text, undefined, { variables: { b: "x" } }), []);
    const untouched = '{"modelId":"m.x","body":{"t":"{{b}}"}}';
    assert.deepEqual(check(untouched), []);
  });

  it("checks the body file that was read", () => {
    const text = '{ "modelId": "m.x", "bodyFile": "b.json" }';
    const at = '"b.json"';
    assert.deepEqual(check(text, { text: "{}", bytes: 2 }), []);
    only(text, { code: "bodyFile", severity: "error", at, send: "no" }, { error: "Gone." });
    const commented = { text: "{} // no", bytes: 8 };
    const problems = check(text, commented);
    assert.deepEqual(
      problems.map(({ code, sendAnyway }) => [code, sendAnyway]),
      [["bodyFileSyntax", true]],
    );
    only(
      text,
      { code: "bodyTooLarge", severity: "error", at, send: "warn" },
      { text: "1", bytes: 25_000_001 },
    );
    only(
      text,
      { code: "bodyFileByteOrderMark", severity: "warning", at, send: "ready" },
      { text: "{}", bytes: 5, flaw: "byteOrderMark" },
    );
    only(
      text,
      { code: "bodyFileEncoding", severity: "error", at, send: "warn" },
      { text: '"\ufffd"', bytes: 3, flaw: "notUtf8" },
    );
    only('{ "modelId": "m.x", "bodyFile": "b.json", "body": {} }', {
      code: "bodyTwice",
      severity: "error",
      at,
      send: "no",
      fixed: '{ "modelId": "m.x", "body": {} }',
    });
  });
});
