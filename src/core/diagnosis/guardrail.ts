import { goToBody, changeMember, switchRegion } from "./actions.ts";
import type { Diagnosis } from "./diagnosis.ts";
import type { Failure } from "./failure.ts";
import { guardrails } from "./links.ts";

/** What a message about a guardrail says is wrong with it. */
export function guardrailInvalid({ message, region, guardrailVersion }: Failure): Diagnosis {
  if (/content-?type/i.test(message))
    return {
      reason: "guardrailNeedsJson",
      params: {},
      actions: [changeMember({ member: "contentType", value: "application/json" })],
    };
  if (/(input|body|request).{0,40}(format|shape)/i.test(message))
    return {
      reason: "guardrailCannotRead",
      params: {},
      actions: [goToBody(), { id: "goToMember", member: "guardrailIdentifier" }],
    };
  if (/version/i.test(message) && guardrailVersion !== "DRAFT")
    return {
      reason: "guardrailVersionInvalid",
      params: {},
      actions: [changeMember({ member: "guardrailVersion", value: "DRAFT" }), guardrails(region)],
    };
  const isUnknown = /identifier|version|not (exist|found)|no such/i.test(message);
  return {
    reason: isUnknown ? "guardrailUnknown" : "guardrailRefused",
    params: { region },
    actions: [guardrails(region), switchRegion],
  };
}
