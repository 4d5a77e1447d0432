import type { RemedyAction } from "../errors.ts";
import { isJsonNumber } from "../json.ts";
import {
  attemptsSetting,
  chooseModel,
  goToBody,
  openSetting,
  retry,
  setMember,
  switchProfile,
  switchRegion,
} from "./actions.ts";
import { guide, quotas, troubleshooting } from "./links.ts";
import type { Failure, Remedy } from "./remedy.ts";

const streamInstead = setMember("Stream", "operation", "InvokeModelWithResponseStream");

/** What to do when there are too many requests or tokens. */
export function throttled({ message, region, members }: Failure): Remedy {
  const daily = /per day/i.test(message);
  const wait = daily
    ? "It begins anew tomorrow; until then"
    : `${waitFor(members)}, then retry; or`;
  const unit = /token/i.test(message) ? "tokens" : "requests";
  return {
    remedy: `The account's quota of ${unit} ${daily ? "a day" : "a minute"} for this model is used up. ${wait} try another region, a cross-region inference profile or another service tier. New accounts often have less than the default quota: look it up, and ask for more.`,
    actions: [
      retry,
      quotas(region),
      chooseModel,
      switchRegion,
      troubleshooting(region, "throttling-exception"),
    ],
  };
}

/** What to do about a request that is over a quota in itself. */
export function overQuota({ region }: Failure): Remedy {
  return {
    remedy:
      "The request goes over a quota of the account. Look at the quota, ask for a higher one, or send less; then retry.",
    actions: [quotas(region), retry, goToBody(undefined), switchProfile],
  };
}

/** What to do when the model's own time was up. */
export function modelTimeout({ operation }: Failure): Remedy {
  return operation === "InvokeModel"
    ? {
        remedy:
          "The model took too long. Stream the answer, or ask for less (a shorter prompt, fewer tokens). A retry may be billed again.",
        actions: [streamInstead, retry, goToBody(undefined)],
      }
    : {
        remedy:
          "The model took too long. Ask for less (a shorter prompt, fewer tokens). A retry may be billed again.",
        actions: [retry, goToBody(undefined)],
      };
}

/** What to do when nothing was heard for too long. */
export function readTimeout({ operation }: Failure): Remedy {
  const raise = openSetting("Raise Read Timeout", "readTimeoutSeconds");
  const streaming = operation === "InvokeModelWithResponseStream";
  return {
    remedy: `The server sent nothing for longer than the read timeout. Large models can be silent for minutes: raise the timeout (0 sets no limit)${streaming ? "" : " or stream the answer"}. It was not sent again, as it may be billed already.`,
    actions: streaming ? [raise, retry] : [raise, streamInstead, retry],
  };
}

/** What to do when the model failed at the request. */
export function modelFailed({ members, region }: Failure): Remedy {
  return {
    remedy: `The model itself failed${detail(members)}. Check the body against the model's own parameters, then retry. A retry may be billed again.`,
    actions: [retry, goToBody(undefined), parameters(region)],
  };
}

/** What to do when the model failed while it was answering. */
export function streamFailed({ members, region }: Failure): Remedy {
  return {
    remedy: `The model failed while it was answering${detail(members)}. What had arrived is kept. Retry, or ask for a shorter answer.`,
    actions: [retry, goToBody(undefined), troubleshooting(region)],
  };
}

/** What to do while a model is being loaded. */
export function notReady({ members }: Failure): Remedy {
  return {
    remedy: `The model is being loaded (an imported model, for one, is unloaded when idle). ${waitFor(members)}, then retry, or allow more attempts.`,
    actions: [retry, attemptsSetting],
  };
}

/** What to do about a model, profile or other resource that is not there. */
export function resourceNotFound(failure: Failure): Remedy {
  const { message, region, modelId } = failure;
  if (/end of (its )?life|legacy/i.test(message)) return retired(failure);
  if (/guardrail/i.test(message))
    return {
      remedy: `${region ?? "This region"} has no guardrail of that identifier and version in this account. Check both, and the region: a guardrail stays in its own.`,
      actions: [switchRegion, switchProfile, troubleshooting(region, "resource-not-found")],
    };
  const home = /^arn:[\w-]+:[\w-]+:([\w-]+):/.exec(modelId ?? "")?.[1];
  const elsewhere = home !== undefined && home !== region;
  return {
    remedy: elsewhere
      ? `The model's ARN is of ${home}, and the request went to ${region ?? "another region"}. Switch the region, or choose a model of this one.`
      : `Nothing of that name exists in ${region ?? "this region"}. An ARN names its region and account: check both, switch the region, or choose another model.`,
    actions: elsewhere
      ? [switchRegion, chooseModel, troubleshooting(region, "resource-not-found")]
      : [chooseModel, switchRegion, switchProfile, troubleshooting(region, "resource-not-found")],
  };
}

/** What to do about a model version that is no longer served. */
export function retired({ message, region }: Failure): Remedy {
  return {
    remedy: /legacy/i.test(message)
      ? "This model version is being retired: who has not used it lately no longer gets it. Choose its successor."
      : "This model version has been retired. Choose its successor.",
    actions: [chooseModel, guide("Model Lifecycle", region, "model-lifecycle.html")],
  };
}

/** Opens AWS's page on what each family's body holds. */
export function parameters(region: string | undefined): RemedyAction {
  return guide("Model Parameters", region, "model-parameters.html");
}

/** "Wait a minute", or as long as the answer's Retry-After says. */
function waitFor(members: Failure["members"]): string {
  const { retryAfter } = members;
  const seconds =
    typeof retryAfter === "string" && /^\d{1,6}$/.test(retryAfter) ? retryAfter : undefined;
  return seconds === undefined
    ? "Wait a minute"
    : `Wait ${seconds} second${seconds === "1" ? "" : "s"}, as the service asks`;
}

function detail(members: Failure["members"]): string {
  const { originalStatusCode, resourceName, originalMessage } = members;
  const parts = [
    isJsonNumber(originalStatusCode) ? `its own status: ${String(originalStatusCode)}` : "",
    typeof resourceName === "string" ? `resource: ${resourceName}` : "",
    typeof originalMessage === "string" ? `its own words: ${originalMessage}` : "",
  ].filter((part) => part !== "");
  return parts.length === 0 ? "" : ` (${parts.join("; ")})`;
}
