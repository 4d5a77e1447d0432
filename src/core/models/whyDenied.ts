import type { RemedyAction } from "../errors.ts";
import { chooseModel, retry, switchProfile, switchRegion } from "../errors/actions.ts";
import { modelAccess } from "../errors/links.ts";
import type { Remedy } from "../errors/remedy.ts";
import type { ModelAvailability } from "./liveModels.ts";

/**
 * Says in words what stands between the account and the model, and what to do about it, from what
 * GetFoundationModelAvailability found. Where nothing is missing, it names what that call cannot see.
 */
export function whyDenied(availability: ModelAvailability, region: string): Remedy {
  const { modelId, agreement, agreementError, authorization, entitlement } = availability;
  const actions: RemedyAction[] = [];
  const access = modelAccess(region);
  if (isMissing(availability.region)) {
    return {
      remedy: `${modelId} is not offered in ${region}. Switch to a region that has it, or use a cross-region inference profile.`,
      actions: [switchRegion, chooseModel],
    };
  }
  const reasons: string[] = [];
  if (agreement === "PENDING") {
    reasons.push("the agreement with its provider is still being made: wait some minutes");
    actions.push(retry);
  } else if (agreement === "ERROR") {
    const why = agreementError ? ` (${agreementError})` : "";
    reasons.push(
      `the agreement with its provider failed${why}: make it again on the model access page`,
    );
    actions.push(access);
  } else if (isMissing(agreement)) {
    reasons.push(
      "the account has no agreement with its provider: someone with aws-marketplace:Subscribe has to accept the offer on the model access page, or invoke the model once",
    );
    actions.push(access);
  }
  if (isMissing(entitlement)) {
    reasons.push("the account is not entitled to it: ask for access on the model access page");
    actions.push(access);
  }
  if (isMissing(authorization)) {
    reasons.push(
      "this identity or account is not authorised to use it: allow bedrock:InvokeModel on the model in the IAM policy and in the organisation's service control policies, or use another profile",
    );
    actions.push(switchProfile);
  }
  if (reasons.length === 0) return nothingMissing(modelId, region);
  const listed =
    reasons.length === 1
      ? reasons.join("")
      : reasons.map((reason, index) => `(${index + 1}) ${reason}`).join("; ");
  return {
    remedy: `${modelId} is denied in ${region} because ${listed}.`,
    actions: [...new Set([...actions, retry])],
  };
}

function nothingMissing(modelId: string, region: string): Remedy {
  return {
    remedy: `The account has access to ${modelId} in ${region}: nothing is missing there. What denies it is a policy on the way: this identity's own (bedrock:InvokeModel, bedrock:InvokeModelWithResponseStream), a permissions boundary, a service control policy, a VPC endpoint's policy, or, through a cross-region profile, one of the profile's other regions.`,
    actions: [switchProfile, retry],
  };
}

function isMissing(status: string): boolean {
  return status.startsWith("NOT_");
}
