import {
  chooseModel,
  goToBody,
  setMember,
  switchProfile,
  switchRegion,
  useModel,
  whyDenied,
} from "./actions.ts";
import { likelyProfiles } from "../models/inferenceProfiles.ts";
import { foundationModelOf } from "../models/modelArn.ts";
import { bodyPointer } from "./bodyPointer.ts";
import { guardrails, guide, troubleshooting } from "./links.ts";
import { parameters, retired } from "./modelRemedies.ts";
import type { Failure, Remedy } from "./remedy.ts";

/** Returns the remedy of a ValidationException: the service says in words alone what it did not like. */
export function validationRemedy(failure: Failure): Remedy {
  const { message } = failure;
  for (const [words, remedy] of table) if (words.test(message)) return remedy(failure);
  return misshapenBody(failure);
}

/** The first line that knows the words counts. */
const table: readonly (readonly [RegExp, (failure: Failure) => Remedy])[] = [
  [/on-demand throughput/i, needsProfile],
  [/end of (its )?life|legacy/i, retired],
  [/data retention/i, dataRetention],
  [/model identifier is invalid|model ID .*(not found|does not exist|could not)/i, unknownModel],
  [
    /(unsupported|not supported|n.t support).{0,20}(for )?streaming|streaming.{0,30}(unsupported|not supported)/i,
    noStreaming,
  ],
  [/only supports? streaming|requires streaming/i, streamingOnly],
  [
    /api key|bearer token/i,
    () => ({
      remedy:
        "The Bedrock API key is not one: it may be cut off. Choose it anew, or a profile, then retry.",
      actions: [switchProfile],
    }),
  ],
  [
    /latency.{0,40}(performance|optimi|not supported|unsupported)|performance ?config|optimized/i,
    noLatency,
  ],
  [/service ?tier/i, noTier],
  [
    /on (this|the) API|different API|not support.{0,40}\bAPI\b|(Converse|Messages|Responses) API/i,
    otherApi,
  ],
  [
    /too long|too many (input )?tokens|context (window|length)|exceeds?.{0,40}(tokens|length|limit)/i,
    tooLong,
  ],
  [/operation not allowed/i, notAllowed],
  [/access.{0,20}denied|not authorized|authorized to/i, notAllowed],
  [/guardrail/i, guardrail],
];

function needsProfile({ modelId = "", region }: Failure): Remedy {
  return profileRemedy(likelyProfiles(foundationModelOf(modelId) ?? modelId, region));
}

/** Returns what to do about a model that is reached through a profile alone, and these are its profiles. */
export function profileRemedy(ids: readonly string[]): Remedy {
  return {
    remedy: `This model is reached through an inference profile alone. Use ${ids.length === 0 ? "the id or ARN of a profile that holds it, or a region that has one" : ids.join(" or ")} as the model id.`,
    actions: [...ids.map(useModel), chooseModel, ...(ids.length === 0 ? [switchRegion] : [])],
  };
}

function unknownModel({ region, modelId }: Failure): Remedy {
  const profile = /^(us|us-gov|eu|apac|jp|au|ca)\./.exec(modelId ?? "")?.[1];
  return {
    remedy: `${region ?? "This region"} knows no model of that id on the Invoke API. Check the spelling and the region${profile === undefined ? "" : ` (profiles of ${profile}. begin in regions of their own area)`}; some models are offered through other APIs (bedrock-mantle) alone.`,
    actions: [chooseModel, switchRegion, guide("Models by Region", region, "models-regions.html")],
  };
}

function dataRetention({ region }: Failure): Remedy {
  return {
    remedy:
      "The model asks for a data retention mode that the account has not chosen. That is a setting of the account or project in the console (bedrock:PutAccountDataRetention), not of a request. Have it set, or choose another model.",
    actions: [guide("About Data Retention", region, "data-retention.html"), chooseModel],
  };
}

function noStreaming(): Remedy {
  return {
    remedy: "This model answers whole and never streams. Send it without streaming.",
    actions: [setMember("Do Not Stream", "operation", "InvokeModel"), chooseModel],
  };
}

function streamingOnly(): Remedy {
  return {
    remedy: "This model, or an answer of this length, comes streamed alone. Stream it.",
    actions: [setMember("Stream", "operation", "InvokeModelWithResponseStream"), chooseModel],
  };
}

function noLatency({ region }: Failure): Remedy {
  return {
    remedy:
      "The model has no optimized latency in this region. Send it with standard latency, or choose another model.",
    actions: [
      setMember("Use Standard Latency", "performanceConfigLatency", "standard"),
      chooseModel,
      guide("About Optimized Latency", region, "latency-optimized-inference.html"),
    ],
  };
}

function noTier({ region }: Failure): Remedy {
  return {
    remedy:
      "The model does not offer this service tier here. Send it with the default tier, or choose another model.",
    actions: [
      setMember("Use Default Tier", "serviceTier", "default"),
      chooseModel,
      guide("About Service Tiers", region, "service-tiers-inference.html"),
    ],
  };
}

function otherApi({ region }: Failure): Remedy {
  return {
    remedy:
      "The model does not take this kind of request: it wants a body of another kind (Messages, not a prompt), or is offered through another API (Converse, bedrock-mantle) alone. Compare the body with the model's parameters, or choose another model.",
    actions: [goToBody(undefined), chooseModel, parameters(region)],
  };
}

function tooLong({ region }: Failure): Remedy {
  return {
    remedy:
      "The prompt, or the number of tokens that is asked for, is over what the model takes. Shorten it, lower the token limit in the body, or choose a model with more room.",
    actions: [goToBody(undefined), chooseModel, parameters(region)],
  };
}

/** Seen on accounts that AWS has not opened to Bedrock yet, with no word more. */
function notAllowed({ region, modelId }: Failure): Remedy {
  return {
    remedy:
      "The account may not do this with the model: it may be new, without access to it, or restricted by AWS. Ask why, check the access in the console, or try another profile.",
    actions: [...whyDenied(modelId), switchProfile, troubleshooting(region, "validation-error")],
  };
}

function guardrail({ message, region, guardrailVersion }: Failure): Remedy {
  if (/content-?type/i.test(message))
    return {
      remedy: "A guardrail reads JSON alone. Send the request with content type application/json.",
      actions: [setMember("Use application/json", "contentType", "application/json")],
    };
  if (/version/i.test(message) && guardrailVersion !== "DRAFT")
    return {
      remedy:
        "The guardrail is sent without a version, or with one that it does not have. Give a number that was made of it, or DRAFT for its working draft.",
      actions: [setMember("Use Version DRAFT", "guardrailVersion", "DRAFT"), guardrails(region)],
    };
  return {
    remedy: `There is no such guardrail, or not this version of it: choose another id or version, of this account and in ${region ?? "this region"}.`,
    actions: [guardrails(region), switchRegion],
  };
}

function misshapenBody({ message, region }: Failure): Remedy {
  const { pointer, key, extraneous } = bodyPointer(message);
  const at = pointer ? ` at ${pointer}` : "";
  return {
    remedy: extraneous
      ? `The model does not know the key ${key ?? ""}${at}. Take it out, or check that the body is of this model's own family.`
      : `The body does not fit what this model asks for${pointer ? `: look at ${pointer}` : ""}${key ? `, where ${key} is missing` : ""}. Compare it with the model's parameters.`,
    actions: [
      goToBody(pointer),
      parameters(region),
      ...(extraneous ? [chooseModel] : []),
      troubleshooting(region, "validation-error"),
    ],
  };
}
