import assert from "node:assert/strict";
import type { ModelAvailability } from "../../../../src/core/models/liveModels.ts";
import { whyDenied } from "../../../../src/core/models/whyDenied.ts";

const well: ModelAvailability = {
  modelId: "a.x",
  agreement: "AVAILABLE",
  authorization: "AUTHORIZED",
  entitlement: "AVAILABLE",
  region: "AVAILABLE",
};

const linkIn = (region: string) =>
  whyDenied({ ...well, entitlement: "NOT_AVAILABLE" }, region).actions[0]?.argument;

describe("why a model is denied, in words", () => {
  const cases: readonly (readonly [Partial<ModelAvailability>, RegExp, readonly string[]])[] = [
    [{}, /has access to a\.x in eu-west-1.*policy/, ["switchProfile", "retry"]],
    [{ region: "NOT_AVAILABLE" }, /not offered in eu-west-1/, ["switchRegion", "chooseModel"]],
    [{ agreement: "PENDING" }, /still being made/, ["retry"]],
    [
      { agreement: "NOT_AVAILABLE" },
      /no agreement.*aws-marketplace:Subscribe/,
      ["openLink", "retry"],
    ],
    [
      { agreement: "ERROR", agreementError: "card refused" },
      /failed \(card refused\)/,
      ["openLink", "retry"],
    ],
    [{ entitlement: "NOT_AVAILABLE" }, /not entitled/, ["openLink", "retry"]],
    [
      { authorization: "NOT_AUTHORIZED" },
      /not authorised.*InvokeModel/,
      ["switchProfile", "retry"],
    ],
    [
      { agreement: "NOT_AVAILABLE", entitlement: "NOT_AVAILABLE", authorization: "NOT_AUTHORIZED" },
      /\(1\) .*\(2\) .*\(3\) /,
      ["openLink", "switchProfile", "retry"],
    ],
    // What nobody has documented is not taken for a refusal.
    [{ agreement: "", entitlement: "NEW_WORD" }, /nothing is missing/, ["switchProfile", "retry"]],
  ];
  for (const [facts, words, ids] of cases)
    it(JSON.stringify(facts), () => {
      const { remedy, actions } = whyDenied({ ...well, ...facts }, "eu-west-1");
      assert.match(remedy, words);
      assert.deepEqual(
        actions.map(({ id }) => id),
        ids,
      );
    });

  it("leads to the console of the region's own partition", () => {
    assert.match(linkIn("eu-west-1") ?? "", /^https:\/\/console\.aws\.amazon\.com\/.*eu-west-1/);
    assert.match(linkIn("us-gov-west-1") ?? "", /^https:\/\/console\.amazonaws-us-gov\.com\//);
    assert.match(linkIn("cn-north-1") ?? "", /^https:\/\/console\.amazonaws\.cn\//);
  });
});
