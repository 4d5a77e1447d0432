import assert from "node:assert/strict";
import { readTrace } from "../../src/webview/response/guardrailTrace.ts";
import { useResponsePage } from "./harness/responsePage.ts";
import { type RunPart, sampleRun, short } from "./harness/samples.ts";

const metrics = {
  guardrailProcessingLatency: 347,
  usage: { topicPolicyUnits: 1 },
  guardrailCoverage: { textCharacters: { guarded: 87, total: 90 } },
};
const trace = (match: string) => ({
  input: {
    g1: {
      topicPolicy: { topics: [{ name: "money", type: "DENY", action: "BLOCKED", detected: true }] },
      contentPolicy: {
        filters: [
          {
            type: "HATE",
            confidence: "LOW",
            filterStrength: "HIGH",
            action: "NONE",
            detected: false,
          },
        ],
      },
      invocationMetrics: metrics,
      appliedGuardrailDetails: { guardrailOrigin: ["ACCOUNT_ENFORCED", "ORGANIZATION_ENFORCED"] },
    },
  },
  outputs: [
    {
      g1: {
        wordPolicy: { customWords: [{ match, action: "BLOCKED" }], managedWordLists: [] },
        sensitiveInformationPolicy: {
          piiEntities: [{ type: "EMAIL", match, action: "ANONYMIZED" }],
          regexes: [{ name: "Account", regex: "\\d{10}", match, action: "ANONYMIZED" }],
        },
        contextualGroundingPolicy: {
          filters: [{ type: "GROUNDING", threshold: 0.75, score: 0.3, action: "BLOCKED" }],
        },
        automatedReasoningPolicy: { findings: [{ impossible: { contradictingRules: [] } }] },
        moodPolicy: { moods: ["<b>sad</b>"] },
      },
    },
  ],
  modelOutput: [match],
  actionReason: "Guardrail blocked.",
});

describe("A guardrail's trace", () => {
  it("is read policy by policy, and what is not known stays JSON", () => {
    const read = readTrace(JSON.stringify({ guardrail: trace("1234561666") }));
    assert.equal(read?.reason, "Guardrail blocked.");
    const [input, output] = read.assessments;
    assert.equal(input?.origin, "the account, the organisation");
    assert.equal(input.latencyMs, 347);
    assert.deepEqual(input.coverage, ["87 of 90 characters"]);
    assert.deepEqual(
      input.findings.map(({ policy, what, action, measure }) => [policy, what, action, measure]),
      [
        ["Topic", "money", "BLOCKED", undefined],
        ["Content", "HATE", "NONE", "confidence LOW, strength HIGH"],
      ],
    );
    assert.deepEqual(
      output?.findings.map(({ policy, what, match, measure }) => [policy, what, match, measure]),
      [
        ["Word", "Custom word", "1234561666", undefined],
        ["Sensitive information", "EMAIL", "1234561666", undefined],
        ["Sensitive information", "Regex: Account", "1234561666", undefined],
        ["Contextual grounding", "GROUNDING", undefined, "score 0.3, threshold 0.75"],
        ["Automated reasoning", "impossible", undefined, undefined],
      ],
    );
    assert.deepEqual(
      output.unknown.map(([policy]) => policy),
      ["moodPolicy"],
    );
  });

  it("never throws, whatever it holds", () => {
    const odd: unknown[] = [null, 1, "x", [], {}, [[]], { g: null }, { g: [1, { a: {} }] }];
    for (const one of odd)
      for (const key of ["input", "outputs", "modelOutput", "actionReason", "guardrail"])
        assert.ok(readTrace(JSON.stringify({ [key]: one })), key);
    for (const one of odd)
      for (const policy of ["topicPolicy", "contentPolicy", "invocationMetrics", "__proto__"]) {
        const text = `{"input":{"g":{"${policy}":${JSON.stringify(one)}}}}`;
        assert.ok(readTrace(text), text);
      }
    const deep = `${"[".repeat(20_000)}${"]".repeat(20_000)}`;
    for (const policy of ["newPolicy", "topicPolicy"])
      assert.ok(readTrace(`{"input":{"g":{"${policy}":${deep}}}}`), policy);
    const findings = `{"automatedReasoningPolicy":{"findings":[{"valid":${deep}}]}}`;
    assert.ok(readTrace(`{"outputs":[{"g":${findings}}],"modelOutput":[${deep}]}`));
    for (const text of ["", "{", "[1]", "null", "[".repeat(200_000)])
      assert.equal(readTrace(text), undefined);
  });
});

describe("The Guardrail tab", () => {
  const view = useResponsePage({ width: 1000, height: 600 });

  it("is there when a guardrail was at work, and no other time", async () => {
    await run({});
    await view.page.getByRole("tab", { name: "Headers" }).waitFor();
    assert.equal(await tab().count(), 0);
    await run({ guardrailAction: "NONE" });
    await tab().click();
    await view.page.getByText("No guardrail intervened.").waitFor();
    await view.page.getByText("There is no trace").waitFor();
    await run({ runId: "run-2" });
    await view.page.getByRole("tab", { name: "Output", selected: true }).waitFor();
  });

  it("warns of an intervention, and hides what was matched until it is asked for", async () => {
    await run({ guardrailAction: "INTERVENED", hasGuardrailTrace: true });
    await view.page.locator(".status.warning").waitFor();
    await tab().click();
    await answer(JSON.stringify(trace("[redacted]")), false);
    await view.page.locator(".notice", { hasText: "INTERVENED" }).waitFor();
    await view.page.getByText("set by the account, the organisation").waitFor();
    await view.page.getByText("<b>sad</b>").waitFor();
    assert.equal(await view.page.locator(".match", { hasText: "hidden" }).count(), 3);
    await view.page.getByRole("button", { name: "Show what was matched" }).click();
    await answer(JSON.stringify(trace("1234561666")), true);
    await view.page.locator(".match", { hasText: "1234561666" }).first().waitFor();
    await view.page.getByRole("button", { name: "Hide what was matched" }).click();
    await answer(JSON.stringify(trace("[redacted]")), false);
    await view.page.getByRole("button", { name: "Show what was matched" }).waitFor();
    assert.ok(!(await view.page.content()).includes("1234561666"));
  });

  for (const [guardrailMessage, words] of [
    ["input", "The guardrail's own message for blocked input."],
    ["output", "The guardrail's own message for a blocked answer."],
    ["either", "The guardrail's own message, not the model's."],
  ] as const)
    it(`tells that the answer is the guardrail's own message: ${guardrailMessage}`, async () => {
      await run({ guardrailAction: "INTERVENED" });
      const notice = view.page.locator(".notice", { hasText: "guardrail" });
      await tab().waitFor();
      assert.equal(await notice.filter({ visible: true }).count(), 0);
      await run({ guardrailAction: "INTERVENED", guardrailMessage });
      await notice.filter({ visible: true, hasText: words }).waitFor();
      await view.page.locator("output-pane [role=status]", { hasText: words }).waitFor();
      await tab().click();
      await view.page.locator(".guardrail-banner", { hasText: `INTERVENED ${words}` }).waitFor();
      assert.equal(await view.page.getByText("blocked or masked").count(), 0);
    });

  it("shows a trace that is none as it came", async () => {
    await run({ guardrailAction: "INTERVENED", hasGuardrailTrace: true });
    await tab().click();
    await answer('{"cut":', false);
    await view.page.locator(".block", { hasText: '{"cut":' }).waitFor();
  });

  async function run(part: RunPart): Promise<void> {
    await view.say({ type: "run", run: sampleRun(part) });
  }

  /** Gives the page the trace that it has asked for. */
  async function answer(text: string, revealed: boolean): Promise<void> {
    assert.equal((await view.next("needGuardrail")).reveal, revealed);
    await view.say({ type: "guardrail", runId: "run-1", revealed, trace: short(text) });
  }

  function tab() {
    return view.page.getByRole("tab", { name: "Guardrail" });
  }
});
