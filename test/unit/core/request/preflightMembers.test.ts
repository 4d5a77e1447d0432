import assert from "node:assert/strict";
import { sendability } from "../../../../src/core/request/problem.ts";
import { check, only, withMember, withMetadata } from "./preflightOf.ts";

describe("pre-flight of what travels as a header", () => {
  it("refuses what no header can carry", () => {
    for (const key of ["accept", "contentType", "trace", "serviceTier"]) {
      const problems = check(withMember(`"${key}": "é\\n"`));
      const [problem] = problems.filter(({ code }) => code === "headerCharacter");
      assert.equal(problem?.member, key);
      assert.equal(sendability(problems), "no");
    }
  });

  it("P13: takes no array for an object, and reads the keys that objects inherit", () => {
    for (const [member, at] of [
      ['"requestMetadata": ["a"]', '["a"]'],
      ['"requestMetadata": []', "[]"],
      ['"variables": []', "[]"],
      ['"variables": 5', "5"],
    ] as const)
      only(withMember(member), { code: "wrongType", severity: "error", at, send: "no" });
    for (const key of ["constructor", "__proto__", "prototype"])
      only(withMember(`"requestMetadata": { "${key}": 5 }`), {
        code: "wrongType",
        severity: "error",
        at: `{ "${key}": 5 }`,
        send: "no",
        fixed: withMember(`"requestMetadata": {"${key}":"5"}`),
      });
  });

  it("P9, P10: holds guardrails of another form to be hints alone", () => {
    for (const [id, version, code] of [
      ["ABC", "1", "guardrailPattern"],
      ["abc", "0", "guardrailVersionPattern"],
      ["abc", "123456789", "guardrailVersionPattern"],
    ] as const)
      only(withMember(`"guardrailIdentifier": "${id}", "guardrailVersion": "${version}"`), {
        code,
        severity: "hint",
        at: code === "guardrailPattern" ? `"${id}"` : `"${version}"`,
        send: "ready",
      });
    const arn = "arn:aws:bedrock:us-east-1:123456789012:guardrail/abc";
    assert.deepEqual(
      check(withMember(`"guardrailIdentifier": "${arn}", "guardrailVersion": "DRAFT"`)),
      [],
    );
  });

  it("P13: takes 8,500 characters of metadata, as they travel", () => {
    const room = 8500 - '{"a":""}'.length;
    assert.deepEqual(check(withMetadata("x".repeat(room))), []);
    for (const value of ["x".repeat(room + 1), "é".repeat(room / 6 + 1)])
      only(withMetadata(value), {
        code: "metadataTooLong",
        severity: "error",
        at: `{ "a": "${value}" }`,
        send: "warn",
      });
  });

  it("P13: takes metadata of texts alone", () => {
    only(withMember('"requestMetadata": { "a": 1, "b": "x" }'), {
      code: "wrongType",
      severity: "error",
      at: '{ "a": 1, "b": "x" }',
      send: "no",
      fixed: withMember('"requestMetadata": {"a":"1","b":"x"}'),
    });
    only(withMember('"requestMetadata": "x"'), {
      code: "wrongType",
      severity: "error",
      at: '"x"',
      send: "no",
    });
  });

  it("P15: takes a guardrail without a trace", () => {
    assert.deepEqual(
      check(withMember('"guardrailIdentifier": "abc", "guardrailVersion": "1"')),
      [],
    );
  });

  it("R1: refuses a guardrail's configuration without a guardrail", () => {
    const body = '{"amazon-bedrock-guardrailConfig": {"tagSuffix": "x"}}';
    const expected = { code: "guardrailConfigAlone", severity: "error", send: "warn" } as const;
    only(`{ "modelId": "m.x", "body": ${body} }`, { ...expected, at: body });
    const file = { text: body, bytes: body.length };
    only('{ "modelId": "m.x", "bodyFile": "b.json" }', { ...expected, at: '"b.json"' }, file);
    assert.deepEqual(check(`{"modelId":"m.x","body":{"inner":${body}}}`), [], "further in");
  });

  it("R2: refuses a guardrail with another content type", () => {
    const guardrail = '"guardrailIdentifier": "abc", "guardrailVersion": "1"';
    only(withMember(`"contentType": "text/plain", ${guardrail}`), {
      code: "guardrailContentType",
      severity: "error",
      at: '"text/plain"',
      send: "warn",
      fixed: withMember(guardrail),
    });
  });

  it("R3: refuses a guardrail without its version", () => {
    only(withMember('"guardrailIdentifier": "abc"'), {
      code: "guardrailVersionMissing",
      severity: "error",
      at: '"abc"',
      send: "warn",
      fixed: withMember('"guardrailIdentifier": "abc", "guardrailVersion": "DRAFT"'),
    });
  });

  it("R4: warns of a version without a guardrail", () => {
    for (const member of [
      '"guardrailVersion": "1"',
      '"guardrailIdentifier": "", "guardrailVersion": "1"',
    ])
      assert.deepEqual(
        check(withMember(member)).map(({ code, severity }) => [code, severity]),
        [["guardrailVersionAlone", "warning"]],
      );
    only(withMember('"guardrailVersion": "1"'), {
      code: "guardrailVersionAlone",
      severity: "warning",
      at: '"1"',
      send: "ready",
      fixed: '{ "modelId": "m.x", "body": {} }',
    });
  });

  it("R6: warns of a stream asked of a model that is known to have none", () => {
    const id = "amazon.titan-embed-text-v2:0";
    const request = (operation: string) => `{ ${operation}"modelId": "${id}", "body": {} }`;
    const streaming = '"operation": "InvokeModelWithResponseStream", ';
    const expected = {
      code: "streamingUnsupported",
      severity: "warning",
      at: `"${id}"`,
      send: "ready",
    } as const;
    only(request(streaming), { ...expected, fixed: request("") });
    assert.deepEqual(check(request(streaming), undefined, { streaming: false }), []);
    assert.equal(check(request(""), undefined, { streaming: true })[0]?.code, expected.code);
    assert.deepEqual(
      check(request("").replace(id, "unknown.model"), undefined, { streaming: true }),
      [],
    );
  });
});
