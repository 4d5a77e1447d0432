import { isJsonNumber, type JsonValue } from "../json/json.ts";
import {
  attemptsSetting,
  chooseModel,
  goToBody,
  openSetting,
  retry,
  changeMember,
  switchProfile,
  switchRegion,
} from "./actions.ts";
import type { Diagnosis } from "./diagnosis.ts";
import type { Failure } from "./failure.ts";
import { guide, quotas, supportedCountries, troubleshooting } from "./links.ts";
import type { ModelDetails } from "./reasons.ts";

const streamInstead = changeMember({ member: "operation", value: "InvokeModelWithResponseStream" });
const isStream = ({ operation }: Failure) => operation === "InvokeModelWithResponseStream";

/** Too many requests or tokens, by the message. */
export function throttled({ message, region, members }: Failure): Diagnosis {
  return {
    reason: "throttled",
    params: {
      unit: throttledUnit(message),
      daily: /^too many (?:tokens|requests) per day\b/i.test(message),
      retryAfterSeconds: retryAfterSeconds(members),
    },
    actions: [
      retry,
      quotas(region),
      chooseModel,
      switchRegion,
      troubleshooting(region, "throttling-exception"),
    ],
  };
}

function throttledUnit(message: string): "tokens" | "requests" | undefined {
  if (/^too many tokens\b/i.test(message)) return "tokens";
  return /^(?:too many requests|your request rate is too high|the number of requests exceeds the limit)\b/i.test(
    message,
  )
    ? "requests"
    : undefined;
}

/** A request that is over a quota by itself. */
export function quotaExceeded({ region }: Failure): Diagnosis {
  const actions = [quotas(region), retry, goToBody(), switchProfile];
  return { reason: "quotaExceeded", params: {}, actions };
}

/** The model took longer than the service lets it. */
export function modelTimeout(failure: Failure): Diagnosis {
  const streaming = failure.operation !== "InvokeModel";
  const actions = [...(streaming ? [] : [streamInstead]), retry, goToBody()];
  return { reason: "modelTimeout", params: { streaming }, actions };
}

/** Nothing was received for longer than the read timeout. */
export function readTimeout(failure: Failure): Diagnosis {
  const streaming = isStream(failure);
  const raise = openSetting("bedrockInvoke.readTimeoutSeconds");
  const actions = [raise, ...(streaming ? [] : [streamInstead]), retry];
  return { reason: "readTimeout", params: { streaming }, actions };
}

/** The model failed at the request. */
export function modelFailed({ members, region }: Failure): Diagnosis {
  const actions = [retry, goToBody(), guide("modelParameters", region)];
  return { reason: "modelFailed", params: { details: detailsOf(members) }, actions };
}

/** The model failed while it was answering. */
export function streamFailed({ members, region }: Failure): Diagnosis {
  const actions = [retry, goToBody(), troubleshooting(region)];
  return { reason: "streamFailed", params: { details: detailsOf(members) }, actions };
}

/** The model is not loaded yet. */
export function modelNotReady({ members }: Failure): Diagnosis {
  const params = { retryAfterSeconds: retryAfterSeconds(members) };
  return { reason: "modelNotReady", params, actions: [retry, attemptsSetting] };
}

/** A model, profile, guardrail or other resource that is not there. */
export function resourceNotFound(failure: Failure): Diagnosis {
  const { message, region, modelId } = failure;
  const help = troubleshooting(region, "resource-not-found");
  if (saysRetired(message)) return modelRetired(failure);
  if (saysGuardrailMissing.test(message))
    return {
      reason: "guardrailNotFound",
      params: { region },
      actions: [switchRegion, switchProfile, help],
    };
  const home = /^arn:[\w-]+:[\w-]+:([\w-]+):/.exec(modelId ?? "")?.[1];
  if (home !== undefined && home !== region)
    return {
      reason: "modelInOtherRegion",
      params: { home, region },
      actions: [switchRegion, chooseModel, help],
    };
  return {
    reason: "resourceNotFound",
    params: { region },
    actions: [chooseModel, switchRegion, switchProfile, help],
  };
}

const saysGuardrailMissing =
  /^(?:the )?(?:provided |specified )?guardrail(?: (?!model\b)\S+){0,5} (?:not found|not be found|does not exist)\b|^(?:could not find|no such) (?:the )?guardrail\b/i;

/** Whether the message says that no model has the ID. */
export function saysModelUnknown(message: string): boolean {
  return /^(?:the )?(?:provided |specified )?model (?:identifier|ID)(?: \S+)? (?:is invalid|(?:was |is )?not found|does not exist|could not be found)\b|^could not resolve the foundation model from the (?:provided )?model identifier\b/i.test(
    message,
  );
}

/** Whether the message says that the model is no longer, or soon not, served. */
export function saysRetired(message: string): boolean {
  return /^(?:access denied\. )?this model (?:version has reached the end of its life|is marked by provider as legacy)\b/i.test(
    message,
  );
}

/** A model version that is no longer served. */
export function modelRetired({ message, region }: Failure): Diagnosis {
  return {
    reason: "modelRetired",
    params: { legacy: /marked by provider as legacy/i.test(message) },
    actions: [chooseModel, guide("modelLifecycle", region)],
  };
}

/** Whether the message says that Anthropic does not allow its models where the caller is. */
export function saysCountry(message: string): boolean {
  return /^access to anthropic models is not allowed from unsupported countries\b/i.test(message);
}

/** Anthropic does not allow its models where the caller is. */
export function countryNotSupported(): Diagnosis {
  const actions = [supportedCountries, chooseModel];
  return { reason: "countryNotSupported", params: {}, actions };
}

/** Whether the message says that prompt caching, or the model for it, is not allowed. */
export function saysCaching(message: string): boolean {
  return /^you invoked an unsupported model or your request did not allow prompt caching\b/i.test(
    message,
  );
}

/** Prompt caching where the model or the request does not allow it. */
export function promptCachingRefused({ region }: Failure): Diagnosis {
  const actions = [goToBody(), chooseModel, guide("promptCaching", region)];
  return { reason: "promptCachingRefused", params: {}, actions };
}

/** The seconds of the answer's Retry-After. */
function retryAfterSeconds({ retryAfter }: Failure["members"]): number | undefined {
  return typeof retryAfter === "string" && /^\d{1,6}$/.test(retryAfter)
    ? Number(retryAfter)
    : undefined;
}

function detailsOf(members: Failure["members"]): ModelDetails {
  const { originalStatusCode, resourceName, originalMessage } = members;
  return {
    status: isJsonNumber(originalStatusCode) ? String(originalStatusCode) : undefined,
    resource: textOf(resourceName),
    message: textOf(originalMessage),
  };
}

function textOf(value: JsonValue | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}
