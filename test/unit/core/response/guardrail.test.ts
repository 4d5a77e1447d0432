import assert from "node:assert/strict";
import type { JsonValue } from "../../../../src/core/json/json.ts";
import { answer, stream } from "../run/play.ts";

const action = (value: string) => ({ "amazon-bedrock-guardrailAction": value });
const trace = (name: string, value: JsonValue) => ({ "amazon-bedrock-trace": { [name]: value } });

describe("the guardrail's part of an answer", () => {
  for (const name of ["guardrail", "guardrails"])
    it(`is its action and its trace under ${name}`, () => {
      const found = { input: { abc: {} } };
      const { decoded } = answer({
        outputText: "No.",
        ...action("INTERVENED"),
        ...trace(name, found),
      });
      assert.deepEqual(decoded.guardrail, { action: "INTERVENED", trace: found });
    });

  it("is absent where the answer says nothing of one", () => {
    assert.equal(answer({ outputText: "Yes." }).decoded.guardrail, undefined);
  });

  it("is an intervention when any chunk says so", () => {
    const { decoded } = stream([
      { outputText: "a", ...action("NONE") },
      { outputText: "b", ...action("INTERVENED") },
      { outputText: "c", ...action("NONE"), ...trace("guardrail", { outputs: [] }) },
    ]);
    assert.deepEqual(decoded.guardrail, { action: "INTERVENED", trace: { outputs: [] } });
    assert.equal(decoded.text, "abc");
  });

  it("ends a stream when it blocks: one chunk, with its trace or alone", () => {
    const blocked = { outputText: "Input blocked", ...action("INTERVENED") };
    assert.equal(stream([{ ...blocked, ...trace("guardrail", { input: {} }) }]).complete, true);
    assert.equal(stream([blocked]).complete, true);
    const last = { ...blocked, ...trace("guardrail", { outputs: [] }) };
    assert.equal(stream([blocked, last]).complete, true);
    assert.equal(stream([blocked, blocked]).complete, false); // masked text, cut off
    assert.equal(stream([{ outputText: "a", ...action("NONE") }]).complete, false);
  });
});
