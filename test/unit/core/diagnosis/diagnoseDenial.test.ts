import assert from "node:assert/strict";
import type { DenialCause, Reason } from "../../../../src/core/diagnosis/reasons.ts";
import type { ModelAvailability } from "../../../../src/core/models/liveModels.ts";
import { diagnoseDenial } from "../../../../src/core/diagnosis/diagnoseDenial.ts";
import { describeAction } from "./diagnosisTable.ts";

const well: ModelAvailability = {
  modelId: "a.x",
  agreement: "AVAILABLE",
  authorization: "AUTHORIZED",
  entitlement: "AVAILABLE",
  region: "AVAILABLE",
};

const linkIn = (region: string) => {
  const [action] = diagnoseDenial({ ...well, entitlement: "NOT_AVAILABLE" }, region).actions;
  return action?.id === "openLink" ? action.url : "";
};

const denied = (...causes: readonly DenialCause[]): Reason => ({
  reason: "modelDenied",
  params: { modelId: "a.x", region: "eu-west-1", causes },
});

describe("why a model is denied", () => {
  const notDenied: Reason = {
    reason: "modelNotDenied",
    params: { modelId: "a.x", region: "eu-west-1" },
  };
  const cases: readonly (readonly [Partial<ModelAvailability>, Reason, readonly string[]])[] = [
    [{}, notDenied, ["switchProfile", "retry"]],
    [
      { region: "NOT_AVAILABLE" },
      { reason: "modelNotOffered", params: { modelId: "a.x", region: "eu-west-1" } },
      ["switchRegion", "chooseModel"],
    ],
    [{ agreement: "PENDING" }, denied({ kind: "agreementPending" }), ["retry"]],
    [
      { agreement: "NOT_AVAILABLE" },
      denied({ kind: "agreementMissing" }),
      ["link modelAccess", "retry"],
    ],
    [
      { agreement: "ERROR", agreementError: "card refused" },
      denied({ kind: "agreementFailed", message: "card refused" }),
      ["link modelAccess", "retry"],
    ],
    [
      { entitlement: "NOT_AVAILABLE" },
      denied({ kind: "notEntitled" }),
      ["link modelAccess", "retry"],
    ],
    [
      { authorization: "NOT_AUTHORIZED" },
      denied({ kind: "notAuthorized" }),
      ["switchProfile", "retry"],
    ],
    [
      { agreement: "NOT_AVAILABLE", entitlement: "NOT_AVAILABLE", authorization: "NOT_AUTHORIZED" },
      denied({ kind: "agreementMissing" }, { kind: "notEntitled" }, { kind: "notAuthorized" }),
      ["link modelAccess", "switchProfile", "retry"],
    ],
    // What nobody has documented is not taken for a refusal.
    [{ agreement: "", entitlement: "NEW_WORD" }, notDenied, ["switchProfile", "retry"]],
  ];
  for (const [facts, reason, steps] of cases)
    it(JSON.stringify(facts), () => {
      const { actions, ...found } = diagnoseDenial({ ...well, ...facts }, "eu-west-1");
      assert.deepEqual(found, reason);
      assert.deepEqual(actions.map(describeAction), steps);
    });

  it("leads to the console of the region's own partition", () => {
    assert.match(linkIn("eu-west-1"), /^https:\/\/console\.aws\.amazon\.com\/.*eu-west-1/);
    assert.match(linkIn("us-gov-west-1"), /^https:\/\/console\.amazonaws-us-gov\.com\//);
    assert.match(linkIn("cn-north-1"), /^https:\/\/console\.amazonaws\.cn\//);
  });
});
