import { foundationModelOf } from "../models/modelArn.ts";
import { likelyProfiles } from "../models/inferenceProfiles.ts";
import { isMember } from "../request/members.ts";
import {
  chooseModel,
  goToBody,
  changeMember,
  switchProfile,
  switchRegion,
  whyDenied,
  type RemedyAction,
} from "./actions.ts";
import type { Diagnosis } from "./diagnosis.ts";
import type { Failure } from "./failure.ts";
import { guardrailInvalid } from "./guardrail.ts";
import { guide, troubleshooting } from "./links.ts";
import {
  countryNotSupported,
  modelRetired,
  promptCachingRefused,
  saysCaching,
  saysCountry,
  saysRetired,
} from "./model.ts";
import type { BodyPlace } from "./reasons.ts";
import { fieldPlaces, schemaPlaces, violatedMembers } from "./violations.ts";

/** Returns what the service did not like about a request, by the words of its ValidationException. */
export function diagnoseValidation(failure: Failure): Diagnosis {
  const { message } = failure;
  // Places first: the patterns and keys that such messages quote hold the words of other causes.
  const members = violatedMembers(message);
  if (members.length > 0) return membersInvalid(failure, members);
  const places = schemaPlaces(message);
  if (places.length > 0) return bodyInvalid(failure, places);
  if (saysRetired(message)) return modelRetired(failure);
  if (saysCountry(message)) return countryNotSupported();
  for (const [words, diagnose, also] of table)
    if (words.test(message) && (also?.test(message) ?? true)) return diagnose(failure);
  const fields = fieldPlaces(message);
  if (fields.length > 0) return bodyInvalid(failure, fields);
  if (saysCaching(message)) return promptCachingRefused(failure);
  return requestInvalid(failure);
}

/** How a message says that the service does not do what is asked. */
const refused = /(not|n.t) (support|available|enabled)|unsupported|invalid/i;

/** The first line that knows the words counts; some also need the words of a refusal. */
const table: readonly (readonly [RegExp, (failure: Failure) => Diagnosis, also?: RegExp])[] = [
  [/on-demand throughput/i, (failure) => profileNeeded(likelyIds(failure))],
  [/data retention/i, dataRetentionMissing],
  [/model identifier is invalid|model ID .*(not found|does not exist|could not)/i, modelUnknown],
  [
    /(unsupported|not supported|n.t support).{0,20}(for )?streaming|streaming.{0,30}(unsupported|not supported)/i,
    streamingNotSupported,
  ],
  [/only supports? streaming|requires streaming/i, streamingRequired],
  [/api key|bearer token/i, apiKeyMalformed],
  [/performance ?config|latency/i, latencyNotSupported, refused],
  [/service ?tier/i, tierNotSupported, refused],
  [
    /on (this|the) API|different API|not support.{0,40}\bAPI\b|(Converse|Messages|Responses) API/i,
    otherApiNeeded,
  ],
  [
    /(prompt|input|context) is too long|too many (input )?tokens|context (window|length)|exceeds?.{0,40}tokens|tokens.{0,40}exceed/i,
    promptTooLong,
  ],
  [/operation not allowed|access.{0,20}denied|not authorized|authorized to/i, operationNotAllowed],
  [/guardrail/i, guardrailInvalid],
  [/beta flag|anthropic[-_]beta/i, betaFlagInvalid],
];

function likelyIds({ modelId = "", region }: Failure): readonly string[] {
  return likelyProfiles(foundationModelOf(modelId) ?? modelId, region);
}

/** A model that can be invoked only through an inference profile, and these are its profiles. */
export function profileNeeded(modelIds: readonly string[]): Diagnosis {
  const use = modelIds.map((modelId): RemedyAction => ({ id: "useModel", modelId }));
  return {
    reason: "inferenceProfileNeeded",
    params: { modelIds },
    actions: [...use, chooseModel, ...(use.length === 0 ? [switchRegion] : [])],
  };
}

function modelUnknown({ region, modelId }: Failure): Diagnosis {
  const area = /^(us|us-gov|eu|apac|jp|au|ca)\./.exec(modelId ?? "")?.[1];
  const actions = [chooseModel, switchRegion, guide("modelsByRegion", region)];
  return { reason: "modelUnknown", params: { region, area }, actions };
}

function dataRetentionMissing({ region }: Failure): Diagnosis {
  const actions = [guide("dataRetention", region), chooseModel];
  return { reason: "dataRetentionMissing", params: {}, actions };
}

function streamingNotSupported(): Diagnosis {
  const actions = [changeMember({ member: "operation", value: "InvokeModel" }), chooseModel];
  return { reason: "streamingNotSupported", params: {}, actions };
}

function streamingRequired(): Diagnosis {
  const stream = changeMember({ member: "operation", value: "InvokeModelWithResponseStream" });
  return { reason: "streamingRequired", params: {}, actions: [stream, chooseModel] };
}

function apiKeyMalformed(): Diagnosis {
  return { reason: "apiKeyMalformed", params: {}, actions: [switchProfile] };
}

function latencyNotSupported({ region }: Failure): Diagnosis {
  const standard = changeMember({ member: "performanceConfigLatency", value: "standard" });
  const actions = [standard, chooseModel, guide("optimizedLatency", region)];
  return { reason: "latencyNotSupported", params: {}, actions };
}

function tierNotSupported({ region }: Failure): Diagnosis {
  const standard = changeMember({ member: "serviceTier", value: "default" });
  const actions = [standard, chooseModel, guide("serviceTiers", region)];
  return { reason: "tierNotSupported", params: {}, actions };
}

function otherApiNeeded({ region }: Failure): Diagnosis {
  const actions = [goToBody(), chooseModel, guide("modelParameters", region)];
  return { reason: "otherApiNeeded", params: {}, actions };
}

function promptTooLong({ message, region }: Failure): Diagnosis {
  const places = goToPlaces(fieldPlaces(message));
  const actions = [...places, chooseModel, guide("modelParameters", region)];
  return { reason: "promptTooLong", params: {}, actions };
}

/** Seen on accounts that AWS has not opened to Bedrock yet, without another word. */
function operationNotAllowed({ region, modelId }: Failure): Diagnosis {
  const help = troubleshooting(region, "validation-error");
  const actions = [...whyDenied(modelId), switchProfile, help];
  return { reason: "operationNotAllowed", params: {}, actions };
}

function betaFlagInvalid({ region }: Failure): Diagnosis {
  const actions = [goToBody("/anthropic_beta"), guide("modelParameters", region)];
  return { reason: "betaFlagInvalid", params: {}, actions };
}

/** More buttons than this are a list; the message names every place. */
const maxPlaceActions = 4;

function membersInvalid({ region }: Failure, members: readonly string[]): Diagnosis {
  const places = members.flatMap((member): readonly RemedyAction[] => {
    if (member === "body") return [goToBody()];
    return isMember(member) ? [{ id: "goToMember", member }] : [];
  });
  return {
    reason: "membersInvalid",
    params: { members },
    actions: [
      ...(members.includes("modelId") ? [chooseModel] : []),
      ...places.slice(0, maxPlaceActions),
      troubleshooting(region, "validation-error"),
    ],
  };
}

function bodyInvalid({ region }: Failure, places: readonly BodyPlace[]): Diagnosis {
  const isOtherFamily = places.some(({ problem }) => problem === "notPermitted");
  return {
    reason: "bodyInvalid",
    params: { places },
    actions: [
      ...goToPlaces(places),
      guide("modelParameters", region),
      ...(isOtherFamily ? [chooseModel] : []),
      troubleshooting(region, "validation-error"),
    ],
  };
}

/** One step for each place; the body as a whole where a message names none. */
function goToPlaces(places: readonly BodyPlace[]): readonly RemedyAction[] {
  const pointers = [...new Set(places.map(({ pointer }) => pointer))];
  if (pointers.length === 0) return [goToBody()];
  return pointers.slice(0, maxPlaceActions).map((pointer) => goToBody(pointer));
}

function requestInvalid({ region }: Failure): Diagnosis {
  const help = troubleshooting(region, "validation-error");
  const actions = [goToBody(), guide("modelParameters", region), help];
  return { reason: "requestInvalid", params: {}, actions };
}
