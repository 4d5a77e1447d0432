import type { AccessReasons, Denied } from "../diagnosis/reasons.ts";
import { countOf, type MessagesOf } from "./words.ts";

/** Messages for calls that AWS denies. */
export const accessMessages: MessagesOf<AccessReasons> = {
  accessDenied: ({ region, permission }) =>
    `AWS denied access. Likely causes: this account has no access to the model in ${region ?? "this region"} (see the model access page), or this identity lacks ${permission}.`,
  modelAccessMissing: ({ region, permission }) =>
    `This account or identity has no access to the model. Request access for ${region ?? "this region"} on the model access page, and check that this identity has ${permission}. Access is granted per region.`,
  accountNotAuthorized: ({ region }) =>
    `AWS has not enabled this operation for the account. The account may be new or under review, or the feature may not be available in ${region ?? "this region"}. The account's own policies cannot change this: try another region or account, or contact AWS Support.`,
  accountNotEligible: () =>
    "AWS has not enabled this model for the account. The account's own policies cannot change this: use another account, or contact AWS Support.",
  operationNotAllowed: () =>
    "AWS does not allow this operation for the account. The account may be new, may have no access to the model, or may be restricted by AWS. Check why, or try another profile.",
  countryNotSupported: () =>
    "Anthropic does not allow access to its models from unsupported countries, regions and territories. Check its list of supported countries, or choose a model from another provider.",
  promptCachingRefused: () =>
    "AWS rejected the model or the use of prompt caching. Remove the cache points (cache_control, cachePoint) from the body, or choose a model that supports prompt caching.",
  useCaseFormMissing: () =>
    "Anthropic requires a use case form, once per account. Submit it on the model access page, wait a few minutes, then retry.",
  marketplacePaymentFailed: () =>
    "The AWS Marketplace agreement for this model failed because of the account's payment method. Add a valid one in the payment preferences, wait a few minutes, then retry.",
  marketplaceAgreementPending: ({ minutes }) =>
    `The AWS Marketplace agreement for this model is still being created. Wait ${describeMinutes(minutes)}, then retry.`,
  marketplaceAgreementMissing: ({ minutes }) =>
    `The first call to this model subscribes the account to it in AWS Marketplace, and this identity is not allowed to do that. Someone with aws-marketplace:ViewSubscriptions and aws-marketplace:Subscribe must invoke the model once. Then wait ${describeMinutes(minutes)} and retry.`,
  marketplaceAgreementFailed: ({ minutes }) =>
    `AWS could not complete the account's AWS Marketplace subscription to this model. The message above may say why. Wait ${describeMinutes(minutes)} and retry. If it still fails, check the model access page, or ask someone with aws-marketplace:Subscribe to invoke the model once.`,
  explicitlyDenied: ({ denied, policy, sentTo }) =>
    `A ${policy ?? "policy"} explicitly denies ${describeDenied(denied)}. No other permission can override that.${describeDestination(sentTo)} Ask the owner of the policy, or use another profile.`,
  permissionMissing: ({ denied, about, crossRegion }) =>
    `This identity is not allowed to use ${describeDenied(denied)}. Allow it in an IAM policy, or use another profile.${notes[about]}${streamingNote(denied)}${
      crossRegion
        ? " A cross-region inference profile needs two permissions: on the profile's own ARN, and on the model's ARN in each region that the profile uses."
        : ""
    }`,
};

/** What is easily overlooked about the permission that is missing. */
const notes = {
  guardrail: " The request's guardrail needs this permission in addition to the model's.",
  apiKey: " Every call with an API key needs this permission.",
  role: " The role's trust policy must also name this identity.",
  model: "",
} as const;

function streamingNote({ action }: Denied): string {
  return action === "bedrock:InvokeModelWithResponseStream"
    ? " Streaming needs this permission; bedrock:InvokeModel is not enough."
    : "";
}

function describeDestination(sentTo: string | undefined): string {
  if (sentTo === undefined) return "";
  const where = sentTo === "any" ? "any region" : sentTo;
  return ` The inference profile routes the request to ${where}, and such policies often deny certain regions: a profile for a smaller area may be allowed.`;
}

function describeMinutes(minutes: number | undefined): string {
  return minutes === undefined ? "a few minutes" : countOf(minutes, "minute");
}

function describeDenied(denied: Denied): string {
  return denied.resource === undefined ? denied.action : `${denied.action} on ${denied.resource}`;
}
