import type { ModelDetails, ModelReasons } from "../diagnosis/reasons.ts";
import { countOf, type MessagesOf } from "./words.ts";

/** Messages for models, their quotas and the service itself. */
export const modelMessages: MessagesOf<ModelReasons> = {
  throttled: ({ unit, daily, retryAfterSeconds }) =>
    `${
      unit === undefined
        ? "AWS is throttling requests."
        : `The account has used up its quota of ${unit}${daily ? " per day" : ""} for this model.`
    } ${daily ? "Until the quota resets," : `${waitFor(retryAfterSeconds)}, then retry, or`} try another region, a cross-region inference profile or another service tier. New accounts often have less than the default quota: look it up, and request an increase.`,
  quotaExceeded: () =>
    "The request exceeds a quota of the account. Look up the quota, request an increase or send less, then retry.",
  modelTimeout: ({ streaming }) =>
    `The model took too long. ${streaming ? "Ask" : "Stream the response, or ask"} for less (a shorter prompt, fewer tokens). A retry may be billed again.`,
  modelFailed: ({ details }) =>
    `The model failed${describeDetails(details)}. Check the body against the model's parameters, then retry. A retry may be billed again.`,
  streamFailed: ({ details }) =>
    `The model failed while it was answering${describeDetails(details)}. The part already received is kept. Retry, or ask for a shorter answer.`,
  modelNotReady: ({ retryAfterSeconds }) =>
    `The model is not ready. Imported models, for example, are unloaded when they are idle. ${waitFor(retryAfterSeconds)}, then retry, or allow more attempts.`,
  modelRetired: ({ legacy }) =>
    legacy
      ? "This model version is being retired and is no longer available to accounts that have not used it recently. Choose its successor."
      : "This model version has been retired. Choose its successor.",
  modelInOtherRegion: ({ home, region }) =>
    `The model's ARN is in ${home}, but the request was sent to ${region ?? "another region"}. Switch the region, or choose a model in this one.`,
  resourceNotFound: ({ region }) =>
    `AWS did not find this model or resource in ${region ?? "this region"}. Check the model ID, and the region and account in an ARN. Then switch the region or choose another model.`,
  guardrailNotFound: ({ region }) =>
    `AWS did not find this guardrail and version in ${region ?? "this region"} for this account. Check both, and the region: a guardrail exists only in its own.`,
  conflict: () => "The resource is being changed by someone else. Wait a moment, then retry.",
  serviceFailed: () =>
    "Bedrock had an internal error. Retry; if it keeps happening, give the request ID to AWS Support.",
  serviceUnavailable: () =>
    "Bedrock is temporarily unavailable, most likely because it is out of capacity; this is unrelated to your quotas. Wait and retry, or try another region or a cross-region inference profile.",
};

/** "Wait a minute", or as long as the service asks. */
function waitFor(seconds: number | undefined): string {
  return seconds === undefined
    ? "Wait a minute"
    : `Wait ${countOf(seconds, "second")} (as the service asks)`;
}

function describeDetails({ status, resource, message }: ModelDetails): string {
  const parts = [
    status === undefined ? [] : `its status: ${status}`,
    resource === undefined ? [] : `resource: ${resource}`,
    message === undefined ? [] : `its message: ${message}`,
  ].flat();
  return parts.length === 0 ? "" : ` (${parts.join("; ")})`;
}
