import * as fc from "fast-check";
import { survives } from "./survives.ts";

const valid = `// a request
{
  "version": 1, "operation": "InvokeModelWithResponseStream", "region": "us-east-1",
  "modelId": "us.anthropic.claude-sonnet-4-5-20250929-v1:0", // the model
  "guardrailIdentifier": "abc", "guardrailVersion": "DRAFT", "trace": "ENABLED",
  "requestMetadata": { "team": "search" }, "variables": { "topic": ["tides", 1.0] },
  /* the body */ "body": { "max_tokens": 1.0, "messages": [{ "content": "{{topic}} \\u00e9" }] },
}
`;

describe("whatever stands in a request file", () => {
  it("nothing throws on any text", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), survives), { numRuns: 2000 });
    fc.assert(fc.property(fc.string({ unit: "grapheme" }), survives), { numRuns: 1000 });
  });

  it("nothing throws on any JSON, in or as a request", () => {
    const key = fc.oneof(
      fc.constantFrom("modelId", "body", "bodyFile", "version", "variables", "requestMetadata"),
      fc.constantFrom("operation", "trace", "guardrailVersion", "contentType", "__proto__"),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.dictionary(key, fc.jsonValue()), (value) => survives(JSON.stringify(value))),
      { numRuns: 3000 },
    );
  });

  it("nothing throws on a valid file of which pieces are cut, doubled or written over", () => {
    const piece = fc.constantFrom(
      ...'{}[],:"\\/*\n\r\u2028\ufeff\u0000'.split(""),
      "//",
      "*/",
      "{{",
      "null",
    );
    const place = fc.nat({ max: valid.length });
    const change = fc.record({
      from: place,
      length: fc.nat({ max: 40 }),
      text: piece,
      twice: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        let text = valid;
        for (const { from, length, text: put, twice } of changes) {
          const cut = text.slice(from, from + length);
          text = text.slice(0, from) + (twice ? cut + cut : put) + text.slice(from + length);
        }
        survives(text);
      }),
      { numRuns: 5000 },
    );
  });

  it("nothing throws on a valid file cut anywhere", () => {
    for (let end = 0; end <= valid.length; end++) survives(valid.slice(0, end));
  });

  it("nothing gives way under 200,000 levels, in any member", () => {
    const levels = 200_000;
    for (const [open, close] of [
      ["[", "]"],
      ['{"a":', "}"],
    ] as const)
      for (const member of ["body", "zzz"]) {
        const deep = open.repeat(levels) + (open === "[" ? "" : "1") + close.repeat(levels);
        survives(`{"modelId":"m.x","${member}":${deep}}`);
        survives(`{"modelId":"m.x","${member}":${open.repeat(levels)}}`);
        survives(deep);
      }
  });

  for (const member of ["modelId", "requestMetadata", "variables"])
    it(`nothing gives way under 200,000 levels in ${member}`, () => {
      const deep = `${"[".repeat(200_000)}${"]".repeat(200_000)}`;
      survives(`{"modelId":"m.x","${member}":${deep},"body":{}}`);
      survives(`{"modelId":"m.x","${member}":{"a":${deep}},"body":"{{a}}"}`);
    });
});
