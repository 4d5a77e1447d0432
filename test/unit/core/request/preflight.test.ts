import assert from "node:assert/strict";
import { applyEdits } from "../../../../src/core/request/edit.ts";
import type { BodyFile } from "../../../../src/core/request/bodyRules.ts";
import { parseRequest } from "../../../../src/core/request/parse.ts";
import {
  formBlock,
  preflight,
  type PreflightOptions,
} from "../../../../src/core/request/preflight.ts";
import { sendability } from "../../../../src/core/request/problem.ts";

const check = (text: string, bodyFile?: BodyFile, options?: PreflightOptions) =>
  preflight(parseRequest(text), bodyFile, options);

interface Expected {
  readonly code: string;
  readonly severity: "error" | "warning" | "hint";
  /** The text that is marked. */
  readonly at: string;
  readonly send: "ready" | "warn" | "no";
  /** The whole file once the fix is applied, which then has nothing more to say. */
  readonly fixed?: string;
}

/** Expects exactly this problem of the file. */
function only(text: string, expected: Expected, bodyFile?: BodyFile, options?: PreflightOptions) {
  const problems = check(text, bodyFile, options);
  const [problem] = problems;
  assert.deepEqual(
    problems.map(({ code, severity, offset, length }) => ({
      code,
      severity,
      at: text.slice(offset, offset + length),
      send: sendability(problems),
    })),
    [{ code: expected.code, severity: expected.severity, at: expected.at, send: expected.send }],
  );
  assert.ok(problem && problem.message.endsWith("."), problem?.message);
  assert.equal(problem.fix && applyEdits(text, problem.fix.edits), expected.fixed);
  if (expected.fixed !== undefined) assert.deepEqual(check(expected.fixed, bodyFile, options), []);
}

const bedrockArn = (rest: string) => `arn:aws:bedrock:us-east-1:${rest}`;
const withLetters = (count: number) => `{ "modelId": "m.x", "body": "${"é".repeat(count)}" }`;
const withMetadata = (value: string) => withMember(`"requestMetadata": { "a": "${value}" }`);
const withVariable = (length: number) =>
  `{ "modelId": "m.x", "variables": { "v": "${"x".repeat(length)}" }, "body": "{{v}}" }`;
const withMember = (member: string) => `{ "modelId": "m.x", ${member}, "body": {} }`;

describe("pre-flight", () => {
  it("P14, C1: has nothing to say about the smallest request", () => {
    assert.deepEqual(check('{"modelId":"m.x","body":{}}'), []);
  });

  it("has nothing to say about a request with every member", () => {
    const text = `{"$schema":"s","version":1,"operation":"InvokeModelWithResponseStream","region":"r",
      "modelId":"anthropic.claude-x","contentType":"application/json","accept":"*/*",
      "guardrailIdentifier":"abc1","guardrailVersion":"12","trace":"ENABLED_FULL",
      "performanceConfigLatency":"optimized","serviceTier":"reserved",
      "requestMetadata":{"a":"b"},"variables":{"v":1},
      "body":{"amazon-bedrock-guardrailConfig":{},"x":"{{v}}"},}`;
    assert.deepEqual(check(text), []);
  });

  it("P1: needs a model id", () => {
    for (const [text, at] of [
      ['{ "body": {} }', "{"],
      ['{ "modelId": "", "body": {} }', '""'],
      ['{ "modelId": " ", "body": {} }', '" "'],
    ] as const)
      only(text, { code: "modelIdMissing", severity: "error", at, send: "no" });
  });

  it("P2, P2b: takes every documented form of model id", () => {
    for (const id of [
      "anthropic.claude-3-haiku-20240307-v1:0",
      "us.anthropic.claude-sonnet-4-5-20250929-v1:0",
      bedrockArn(":foundation-model/amazon.nova-lite-v1:0"),
      bedrockArn("123456789012:inference-profile/us.amazon.nova-lite-v1:0"),
      bedrockArn("123456789012:application-inference-profile/a1b2c3"),
      bedrockArn("123456789012:provisioned-model/abcdefghij12"),
      bedrockArn("123456789012:custom-model-deployment/abcdefghij12"),
      bedrockArn("123456789012:custom-model/amazon.titan/abcdefghij12"),
      bedrockArn("123456789012:imported-model/abcdefghij12"),
      bedrockArn("123456789012:prompt/ABCDEFGHIJ:1"),
      bedrockArn("123456789012:default-prompt-router/anthropic.claude:1"),
      "arn:aws:sagemaker:us-east-1:123456789012:endpoint/mine",
      "arn:aws-cn:bedrock:cn-north-1::foundation-model/amazon.nova-lite-v1:0",
      "arn:aws-us-gov:bedrock:us-gov-west-1::foundation-model/amazon.nova-lite-v1:0",
    ])
      assert.deepEqual(check(JSON.stringify({ modelId: id, body: {} })), [], id);
  });

  it("P2: holds an id of another form to be a hint alone", () => {
    for (const id of ["no such/id", "x".repeat(2049)])
      only(`{ "modelId": "${id}", "body": {} }`, {
        code: "modelIdPattern",
        severity: "hint",
        at: `"${id}"`,
        send: "ready",
      });
  });

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

  it("refuses what no header can carry", () => {
    for (const key of ["accept", "contentType", "trace", "serviceTier"]) {
      const problems = check(withMember(`"${key}": "é\\n"`));
      const [problem] = problems.filter(({ code }) => code === "headerCharacter");
      assert.equal(problem?.member, key);
      assert.equal(sendability(problems), "no");
    }
  });

  it("P2: refuses an id that no address can carry", () => {
    for (const at of ['"\\ud800"', '"."', '".."'])
      only(`{ "modelId": ${at}, "body": {} }`, {
        code: "modelIdUnsendable",
        severity: "error",
        at,
        send: "no",
      });
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

  it("P8, P11, P12: sends values that it does not know, with a warning", () => {
    for (const member of ["trace", "performanceConfigLatency", "serviceTier"])
      only(withMember(`"${member}": "new"`), {
        code: "unknownValue",
        severity: "warning",
        at: '"new"',
        send: "ready",
      });
  });

  it("cannot call an operation that it does not know", () => {
    only(withMember('"operation": "Converse"'), {
      code: "unknownValue",
      severity: "error",
      at: '"Converse"',
      send: "no",
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

  it("wants texts where the API has texts, and offers to write them so", () => {
    only('{ "modelId": 12, "body": {} }', {
      code: "wrongType",
      severity: "error",
      at: "12",
      send: "no",
      fixed: '{ "modelId": "12", "body": {} }',
    });
    only(withMember('"accept": [1]'), {
      code: "wrongType",
      severity: "error",
      at: "[1]",
      send: "no",
    });
  });

  it("keeps unknown keys with a hint, and doubled ones with a warning", () => {
    only(withMember('"temperature": 1'), {
      code: "unknownKey",
      severity: "hint",
      at: '"temperature"',
      send: "ready",
    });
    for (const key of ["__proto__", "constructor", "toString"])
      assert.equal(check(withMember(`"${key}": 1`))[0]?.code, "unknownKey", key);
    only('{ "modelId": "a.b", "modelId": "m.x", "body": {} }', {
      code: "duplicateKey",
      severity: "warning",
      at: '"modelId"',
      send: "ready",
    });
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

  it("refuses a newer version, in the form too, and one that is none", () => {
    const newer = withMember('"version": 2');
    only(newer, { code: "newerVersion", severity: "error", at: "2", send: "no" });
    assert.match(formBlock(parseRequest(newer)) ?? "", /version 2 .*Update/);
    for (const version of ["0", '"1"', "1.5e-1"])
      only(withMember(`"version": ${version}`), {
        code: "wrongVersion",
        severity: "error",
        at: version,
        send: "no",
      });
  });

  it("says why a text is no request, and the form why it cannot show it", () => {
    for (const [text, code, blocked] of [
      ["", "emptyFile", false],
      [" // a\n/* b */", "emptyFile", false],
      ["[]", "notAnObject", true],
      ["null", "notAnObject", true],
      ['{"modelId":"m" "body":{}}', "syntax", true],
      ['{"modelId":"m","body":{}} x', "syntax", true],
    ] as const) {
      const problems = check(text);
      assert.ok(
        problems.some((each) => each.code === code),
        text,
      );
      assert.equal(sendability(problems), "no");
      assert.equal(formBlock(parseRequest(text)) !== undefined, blocked, text);
    }
  });

  it("tells problems in the order of the text", () => {
    const problems = check('{"zz":1,"body":{,},"trace":"x","modelId":3}');
    const offsets = problems.map(({ offset }) => offset);
    assert.ok(offsets.length >= 4);
    assert.deepEqual(
      offsets,
      [...offsets].sort((a, b) => a - b),
    );
  });
});
