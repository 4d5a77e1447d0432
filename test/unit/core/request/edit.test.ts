import assert from "node:assert/strict";
import * as fc from "fast-check";
import { applyEdits } from "../../../../src/core/json/textEdits.ts";
import { setMember, setMembers, setMetadata } from "../../../../src/core/request/edit.ts";
import { parseRequest } from "../../../../src/core/request/parse.ts";
import type { JsonValue } from "../../../../src/core/json/json.ts";

const set = (text: string, key: string, value: JsonValue | undefined) =>
  applyEdits(text, setMember(parseRequest(text), key, value));

const file = `// a question
{
  "modelId": "a.b", // the model
  /* kept */
  "trace": "ENABLED",
  "body": {
    "x": 1.0
  }
}
`;

describe("setMember", () => {
  it("replaces a value and nothing else", () => {
    assert.equal(set(file, "modelId", "c.d"), file.replace('"a.b"', '"c.d"'));
  });

  it("puts a new member where the format's order wants it, behind the comment of its neighbour", () => {
    assert.equal(
      set(file, "guardrailVersion", "1"),
      file.replace("// the model\n", '// the model\n  "guardrailVersion": "1",\n'),
    );
    assert.equal(
      set(file, "operation", "InvokeModel"),
      file.replace('{\n  "modelId"', '{\n  "operation": "InvokeModel",\n  "modelId"'),
    );
  });

  it("adds behind the last member, with or without its trailing comma", () => {
    assert.equal(
      set('{\n  "modelId": "m"\n}', "trace", "ENABLED"),
      '{\n  "modelId": "m",\n  "trace": "ENABLED"\n}',
    );
    assert.equal(
      set('{\n  "modelId": "m", // x\n}', "trace", "E"),
      '{\n  "modelId": "m", // x\n  "trace": "E",\n}',
    );
    assert.equal(
      set('{\n  "modelId": "m" // x\n}', "trace", "E"),
      '{\n  "modelId": "m", // x\n  "trace": "E"\n}',
    );
  });

  it("keeps a one-line file on one line", () => {
    assert.equal(
      set('{ "modelId": "m", "body": {} }', "trace", "E"),
      '{ "modelId": "m", "trace": "E", "body": {} }',
    );
    assert.equal(
      set('{ "modelId": "m", "trace": "E", "body": {} }', "trace", undefined),
      '{ "modelId": "m", "body": {} }',
    );
  });

  it("takes a member out with its line and its comma; comments stay", () => {
    assert.equal(set(file, "trace", undefined), file.replace('  "trace": "ENABLED",\n', ""));
    assert.equal(
      set(file, "modelId", undefined),
      file.replace('"modelId": "a.b", // the model', "// the model"),
    );
    assert.equal(set('{\n  "a": 1,\n  "trace": "E"\n}', "trace", undefined), '{\n  "a": 1\n}');
  });

  it("makes a request of an empty text", () => {
    assert.equal(set("", "modelId", "m"), '{\n  "modelId": "m"\n}\n');
    assert.equal(set("// why\n", "modelId", "m"), '// why\n{\n  "modelId": "m"\n}\n');
    assert.equal(set("{}", "modelId", "m"), '{\n  "modelId": "m"\n}');
  });

  it("keeps CRLF files' other lines", () => {
    const crlf = '{\r\n  "modelId": "m",\r\n  "trace": "E"\r\n}';
    assert.equal(set(crlf, "trace", undefined), '{\r\n  "modelId": "m"\r\n}');
  });

  it("leaves a text alone that is not an object", () => {
    assert.equal(set("[1, 2]", "modelId", "m"), "[1, 2]");
  });

  it("can be undone by taking the member out again, wherever it went", () => {
    const keys = ["version", "region", "modelId", "trace", "requestMetadata", "zzz"];
    const layout = fc.record({
      members: fc.uniqueArray(fc.constantFrom(...keys), { maxLength: 5 }),
      pretty: fc.boolean(),
    });
    fc.assert(
      fc.property(
        layout,
        fc.constantFrom("serviceTier", "accept", "other"),
        ({ members, pretty }, key) => {
          fc.pre(members.length > 0);
          const object = Object.fromEntries(members.map((member) => [member, { n: member }]));
          const text = JSON.stringify(object, null, pretty ? 2 : undefined);
          const added = set(text, key, "value");
          assert.deepEqual(JSON.parse(added), { ...object, [key]: "value" });
          assert.deepEqual(JSON.parse(set(added, key, undefined)), object);
          if (pretty) assert.equal(set(added, key, undefined), text);
        },
      ),
    );
  });
});

describe("setMembers", () => {
  const values: [string, string | null][] = [
    ["guardrailIdentifier", "abc"],
    ["guardrailVersion", "1"],
  ];
  const both = '  "guardrailIdentifier": "abc",\n  "guardrailVersion": "1"';

  for (const [what, before, after] of [
    ["an empty text", "", `{\n${both}\n}\n`],
    ["an empty object", "{}", `{\n${both}\n}`],
    [
      "a last member with a comment",
      '{\n  "modelId": "m" // c\n}',
      `{\n  "modelId": "m", // c\n${both}\n}`,
    ],
    [
      "members before a body that is being typed",
      '{\n  "modelId": "m",\n  "body": { "a": [\n}',
      `{\n  "modelId": "m",\n${both},\n  "body": { "a": [\n}`,
    ],
  ] as const)
    it(`writes two new members into ${what} as one edit`, () => {
      const edits = setMembers(parseRequest(before), values);
      assert.equal(edits.length, 1);
      assert.equal(applyEdits(before, edits), after);
    });

  it("takes two members out, the last ones too", () => {
    const text = `{\n  "modelId": "m",\n${both}\n}`;
    const edits = setMembers(
      parseRequest(text),
      values.map(([key]) => [key, null]),
    );
    assert.equal(applyEdits(text, edits), '{\n  "modelId": "m"\n}');
  });

  it("makes what one setMember after the other makes, cutting no character in two", () => {
    const key = fc.constantFrom("modelId", "guardrailIdentifier", "guardrailVersion", "accept");
    const value = fc.oneof(fc.constant(null), fc.constantFrom("\u{1f600}", "\u{1f601}", "x", ""));
    const pairs = fc.array(fc.tuple(key, value), { maxLength: 4 });
    fc.assert(
      fc.property(pairs, pairs, fc.boolean(), (start, changes, windows) => {
        const plain = JSON.stringify({ ...Object.fromEntries(start), body: {} }, null, 2);
        const text = windows ? plain.replaceAll("\n", "\r\n") : plain;
        const edits = setMembers(parseRequest(text), changes);
        const wanted = changes.reduce((now, [name, to]) => set(now, name, to ?? undefined), text);
        assert.equal(applyEdits(text, edits), wanted);
        if (changes.length > 1)
          for (const { offset, length } of edits)
            for (const at of [offset, offset + length])
              assert.doesNotMatch(
                text.slice(Math.max(at - 1, 0), at + 1),
                /^([\ud800-\udbff][\udc00-\udfff]|\r\n)$/,
              );
      }),
    );
  });
});

describe("setMetadata", () => {
  const text =
    '{\n  "modelId": "m",\n  "requestMetadata": {\n    // who\n    "team": "a",\n    "x": "1"\n  }\n}';
  const edit = (pairs: [string, string][]) =>
    applyEdits(text, setMetadata(parseRequest(text), pairs));

  it("touches the changed value alone", () => {
    assert.equal(
      edit([
        ["team", "b"],
        ["x", "1"],
      ]),
      text.replace('"a"', '"b"'),
    );
  });

  it("writes other keys anew, and takes the member out with the last pair", () => {
    assert.deepEqual(JSON.parse(edit([["y", "2"]])), { modelId: "m", requestMetadata: { y: "2" } });
    assert.deepEqual(JSON.parse(edit([])), { modelId: "m" });
  });
});
