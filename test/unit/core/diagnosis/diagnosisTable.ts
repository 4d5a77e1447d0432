import assert from "node:assert/strict";
import type { RemedyAction } from "../../../../src/core/diagnosis/actions.ts";
import { diagnose, isKnownName } from "../../../../src/core/diagnosis/diagnose.ts";
import type { Diagnosis } from "../../../../src/core/diagnosis/diagnosis.ts";
import type { Failure } from "../../../../src/core/diagnosis/failure.ts";
import type { Reason } from "../../../../src/core/diagnosis/reasons.ts";

/** What is known of a failure besides eu-west-1 and a model. */
export type Known = Partial<Failure> & { readonly name: string };

/** A failure, its reason, and the steps that help in their order: `id argument`, a link by its page. */
export type Row = readonly [
  what: string,
  failure: Known,
  reason: Reason,
  actions: readonly string[],
];

/** Tests that every failure of the table has this reason; `byStatus`: that its name is unknown. */
export function testTable(rows: readonly Row[], byStatus = false): void {
  for (const [what, failure, reason, steps] of rows)
    it(`knows ${what}`, () => {
      const { actions, ...found } = diagnosisOf(failure);
      assert.deepEqual(found, reason);
      assert.deepEqual(actions.map(describeAction), steps);
      assert.equal(isKnownName(failure.name), !byStatus);
    });
}

/** A ValidationException of these words. */
export const validation = (message: string, more: Partial<Known> = {}): Known => ({
  name: "ValidationException",
  message,
  ...more,
});

/** An AccessDeniedException of these words. */
export const denied = (message: string, more: Partial<Known> = {}): Known => ({
  name: "AccessDeniedException",
  message,
  ...more,
});

/** What IAM says where a policy does not allow the action. */
export const iam = (action: string, resource: string, more = "") =>
  `User: arn:aws:sts::123456789012:assumed-role/Dev/me is not authorized to perform: ${action} on resource: ${resource} ${more}`;

/** The last steps of a rejected body. */
export const bodyLinks = ["link modelParameters", "link troubleshooting"];

/** The diagnosis of a failure in eu-west-1. */
export function diagnosisOf(failure: Known): Diagnosis {
  return diagnose({
    message: "",
    members: {},
    region: "eu-west-1",
    modelId: "m.x-v1:0",
    ...failure,
  });
}

/** A step as `id argument`. */
export function describeAction(action: RemedyAction): string {
  switch (action.id) {
    case "openLink":
      return `link ${action.page}`;
    case "setMember":
      return `setMember ${action.change.member}=${action.change.value}`;
    default: {
      const { id, ...rest } = action;
      return [id, ...Object.values<string | number>(rest)].join(" ");
    }
  }
}
