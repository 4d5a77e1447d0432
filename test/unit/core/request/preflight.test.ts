import assert from "node:assert/strict";
import { parseRequest } from "../../../../src/core/request/parse.ts";
import { sendability } from "../../../../src/core/request/problem.ts";
import { formBlock } from "../../../../src/core/request/preflight.ts";
import { bedrockArn, check, only, withMember } from "./preflightOf.ts";

/** The member that the hint on an unknown key names. */
const meant = (key: string) =>
  / Did you mean "(.*)"\?$/.exec(check(withMember(`"${key}": 1`))[0]?.message ?? "")?.[1];

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

  it("P2: refuses an id that no address can carry", () => {
    for (const at of ['"\\ud800"', '"."', '".."'])
      only(`{ "modelId": ${at}, "body": {} }`, {
        code: "modelIdUnsendable",
        severity: "error",
        at,
        send: "no",
      });
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

  it("says which member a misspelled key means, unless the file has that member", () => {
    const found = ["service-tier", "acept", "Region", "guardrail_identifier", "body_file"].map(
      meant,
    );
    assert.deepEqual(found.slice(0, 4), ["serviceTier", "accept", "region", "guardrailIdentifier"]);
    assert.equal(meant("guardrailID"), "guardrailIdentifier");
    for (const key of ["modelID", "temperature", "constructor", "", "x".repeat(1_000_000)])
      assert.equal(meant(key), undefined, key.slice(0, 20));
  });

  it("offers to correct a misspelled key", () => {
    only(withMember('"service-tier": "flex"'), {
      code: "unknownKey",
      severity: "warning",
      at: '"service-tier"',
      send: "ready",
      fixed: withMember('"serviceTier": "flex"'),
    });
  });

  it("tells a member that is missing because of a misspelled key once, at the key", () => {
    for (const [text, at, fixed, send] of [
      ['{ "modelID": "m.x", "body": {} }', '"modelID"', '{ "modelId": "m.x", "body": {} }', "no"],
      ['{ "modelId": "m.x", "Body": {} }', '"Body"', '{ "modelId": "m.x", "body": {} }', "warn"],
      [
        withMember('"guardrailIdentifier": "abc1", "guardrail_version": "1"'),
        '"guardrail_version"',
        withMember('"guardrailIdentifier": "abc1", "guardrailVersion": "1"'),
        "warn",
      ],
    ] as const)
      only(text, { code: "unknownKey", severity: "error", at, send, fixed });
    const [problem, ...others] = check('{ "modelId": "m.x", "body_file": "./a.json" }');
    assert.deepEqual([problem?.meant, problem?.severity, others], ["bodyFile", "error", []]);
    assert.equal(check('{ "modelID": "m.x", "body": {} }')[0]?.member, "modelId");
  });

  it("holds a request back whose guardrail is misspelled: it would be sent without one", () => {
    const version = '"guardrailVersion": "1"';
    only(withMember(`"guardrailIdentifer": "abc1", ${version}`), {
      code: "unknownKey",
      severity: "error",
      at: '"guardrailIdentifer"',
      send: "warn",
      fixed: withMember(`"guardrailIdentifier": "abc1", ${version}`),
    });
    assert.equal(check(withMember('"guardrailIdentifer": "abc1"'))[0]?.severity, "error");
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
