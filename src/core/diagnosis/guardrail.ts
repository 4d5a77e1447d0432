import { goToBody, changeMember, switchRegion } from "./actions.ts";
import type { Diagnosis } from "./diagnosis.ts";
import type { Failure } from "./failure.ts";
import { guardrails } from "./links.ts";

const draft = changeMember({ member: "guardrailVersion", value: "DRAFT" });

/** Returns what a ValidationException states about the request's guardrail; undefined where it states nothing known. */
export function guardrailCause(
  statement: string,
  { region, guardrailVersion }: Failure,
): Diagnosis | undefined {
  if (needsJson.test(statement))
    return {
      reason: "guardrailNeedsJson",
      params: {},
      actions: [changeMember({ member: "contentType", value: "application/json" })],
    };
  if (cannotRead.test(statement))
    return {
      reason: "guardrailCannotRead",
      params: {},
      actions: [goToBody(), { id: "goToMember", member: "guardrailIdentifier" }],
    };
  if (versionMissing.test(statement))
    return {
      reason: "guardrailVersionMissing",
      params: {},
      actions: [draft, guardrails(region)],
    };
  if (!unknown.test(statement)) return undefined;
  const isVersionNamed = /\bversion\b/i.test(statement) && guardrailVersion !== "DRAFT";
  return {
    reason: "guardrailUnknown",
    params: { region },
    actions: [guardrails(region), ...(isVersionNamed ? [draft] : []), switchRegion],
  };
}

const needsJson =
  /^(?:the content-?type must be application\/json when a guardrail\b|a guardrail can be applied only to a request of content type application\/json\b)/i;

const cannotRead = /^guardrail was enabled but input is in incorrect format\b/i;

const versionMissing =
  /^(?:(?:a |the )?guardrail version must be provided\b|a guardrail identifier was provided without a guardrail version\b)/i;

const unknown =
  /^the (?:provided )?guardrail (?:identifier or version|identifier|version)(?: provided in the request)? (?:is invalid|does not exist|was not found)\b/i;
