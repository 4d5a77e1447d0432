import { accountNotAuthorized, saysAccountNotAuthorized } from "./access.ts";
import type { Diagnosis } from "./diagnosis.ts";
import type { Failure } from "./failure.ts";
import { guardrailCause } from "./guardrail.ts";
import { apiKeyMalformed, saysKeyMalformed } from "./keys.ts";
import {
  countryNotSupported,
  modelRetired,
  promptCachingRefused,
  saysCaching,
  saysCountry,
  saysModelUnknown,
  saysRetired,
} from "./model.ts";
import {
  betaFlagInvalid,
  dataRetentionMissing,
  latencyNotSupported,
  modelUnknown,
  operationNotAllowed,
  otherApiNeeded,
  inferenceProfileNeeded,
  promptTooLong,
  streamingNotSupported,
  streamingRequired,
  tierNotSupported,
} from "./validationCauses.ts";

/**
 * Returns the cause that a ValidationException states, undefined where it is none of the known sentences. `statement` is
 * its message without the words before a model's own error. Every pattern begins where the sentence begins: the same
 * words further on are a quotation, the name of a key, or about something else.
 */
export function causeBySentence(statement: string, failure: Failure): Diagnosis | undefined {
  const known = table.find(([says]) =>
    says instanceof RegExp ? says.test(statement) : says(statement),
  );
  return known ? known[1](failure) : guardrailCause(statement, failure);
}

/** How a sentence begins that is about the model: "This model", "The provided model", or the model's ID. */
const model = String.raw`^(?:(?:the|this)(?: provided| requested| specified)? model(?: \S+)?|["'\x60]?[\w.:/-]+["'\x60]?)`;

const saysTooLong = new RegExp(
  [
    String.raw`^(?:(?:the )?(?:prompt|input) is too long\b`,
    String.raw`input is longer than the max number of input tokens\b`,
    String.raw`input tokens exceeded: number of input tokens exceeds maximum length\b`,
    String.raw`too many input tokens\b`,
    String.raw`input length and .?max_tokens.? exceed context limit\b`,
    String.raw`(?:this|the) model[’']s maximum context length is \d`,
    String.raw`the maximum tokens you requested exceeds the model limit\b)`,
  ].join("|"),
  "i",
);

/** Whether the sentence says that a prompt, or the number of tokens asked for, is over the model's limit. */
export function isTooLong(statement: string): boolean {
  return saysTooLong.test(statement);
}

type Says = RegExp | ((statement: string) => boolean);

const table: readonly (readonly [Says, (failure: Failure) => Diagnosis])[] = [
  [
    /^invocation of model ID \S+ with on-demand throughput isn.t supported\b/i,
    inferenceProfileNeeded,
  ],
  [/^(?:the )?data retention mode \S+ is not (?:available|supported)\b/i, dataRetentionMissing],
  [saysModelUnknown, modelUnknown],
  [saysRetired, modelRetired],
  [saysCountry, countryNotSupported],
  [saysCaching, promptCachingRefused],
  [
    new RegExp(
      `${model} (?:is (?:unsupported|not supported) for streaming|does(?: not|n.t) support (?:tool use in )?streaming)\\b`,
      "i",
    ),
    streamingNotSupported,
  ],
  [
    new RegExp(`${model} (?:only supports?|supports? only|requires) streaming\\b`, "i"),
    streamingRequired,
  ],
  [/^streaming is (?:strongly recommended|required) for operations\b/i, streamingRequired],
  [saysKeyMalformed, apiKeyMalformed],
  [
    /^latency performance configuration is (?:not supported|unsupported) for\b/i,
    latencyNotSupported,
  ],
  [
    /^(?:the )?(?:provided )?service tier (?:provided )?is (?:not supported|unsupported|invalid)\b|^reservation not found\b/i,
    tierNotSupported,
  ],
  [
    new RegExp(
      `${model} (?:is not supported (?:on|in|by)|does(?: not|n.t) support) (?:this|the)(?: \\S+){0,2} API\\b`,
      "i",
    ),
    otherApiNeeded,
  ],
  [/^the (?:legacy )?(?:\S+ ){1,2}API is not supported\b/i, otherApiNeeded],
  [isTooLong, promptTooLong],
  [saysAccountNotAuthorized, accountNotAuthorized],
  [
    /^(?:operation not allowed|access to bedrock models is not allowed for this account)\b/i,
    operationNotAllowed,
  ],
  [
    /^(?:invalid beta flag\b|unexpected value\(s\) .{1,500} for the .?anthropic[-_]beta.? header\b)/i,
    betaFlagInvalid,
  ],
];
