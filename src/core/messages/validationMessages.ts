import type { BodyPlace, ValidationReasons } from "../diagnosis/reasons.ts";
import { joinWords, type MessagesOf } from "./words.ts";

/** Messages for requests that the service rejects as invalid. */
export const validationMessages: MessagesOf<ValidationReasons> = {
  inferenceProfileNeeded: ({ modelIds }) =>
    `This model can be invoked only through an inference profile. Use ${modelIds.length === 0 ? "the ID or ARN of a profile that includes it" : joinWords(modelIds, "or")} as the model ID${modelIds.length === 0 ? ", or switch to a region that has one" : ""}.`,
  modelUnknown: ({ region, area }) =>
    `No model with this ID in ${region ?? "this region"} for the Invoke API. Check the spelling and the region${area === undefined ? "" : ` (${area}. profiles can be used only from regions in their own area)`}. Some models are available only through other APIs (bedrock-mantle).`,
  dataRetentionMissing: () =>
    "The model requires a data retention mode that the account has not chosen. It is a setting of the account or project in the console (bedrock:PutAccountDataRetention), not of a request. Ask for it to be set, or choose another model.",
  streamingNotSupported: ({ withTools }) =>
    `This model does not support ${withTools ? "tools together with streaming" : "streaming"}. Use Invoke without streaming.`,
  streamingRequired: () =>
    "This model (or a response this long) is available only with streaming. Use Invoke with Streaming.",
  latencyNotSupported: () =>
    "The model does not support optimized latency in this region. Use standard latency, or choose another model.",
  tierNotSupported: () =>
    "AWS does not accept this service tier for the model here. Use the default tier, or choose another model.",
  otherApiNeeded: () =>
    "The model does not accept this kind of request. It may need another body (Messages instead of a prompt), or be available only through another API (Converse, bedrock-mantle). Compare the body with the model's parameters, or choose another model.",
  promptTooLong: () =>
    "The prompt, or the number of tokens requested, exceeds what the model accepts. Shorten the prompt, lower the token limit in the body, or choose a model with a larger context window.",
  guardrailNeedsJson: () =>
    "Guardrails work only with JSON requests. Send the request with content type application/json.",
  guardrailVersionMissing: () =>
    "The request has a guardrail without a version. Use the number of one of its versions, or DRAFT for its working draft.",
  guardrailUnknown: ({ region }) =>
    `AWS did not accept this guardrail and version. Choose an ID and a version that exist in this account and in ${region ?? "this region"}.`,
  guardrailCannotRead: () =>
    "The guardrail cannot read a body of this shape. Use the format that the model's own parameters define (for Claude: messages), or remove the guardrail from the request.",
  betaFlagInvalid: () =>
    'The model does not accept a flag in "anthropic_beta". Remove the flag, or check its spelling and whether this model supports it on Bedrock.',
  membersInvalid: ({ members }) =>
    `The service does not accept the value of ${joinWords(members.map((member) => `"${member}"`))}. The message above names the rule. Correct ${members.length === 1 ? "the value" : "the values"}${members.includes("modelId") ? ", or choose a model from the list" : ""}.`,
  bodyInvalid: ({ places }) => {
    const shown = places.slice(0, maxPlaces);
    const sentences = [
      ...shown.filter(({ problem }) => problem === "missing").map(describeMissing),
      ...describeRejected(shown),
      ...describeNamed(shown),
    ];
    const isOtherFamily = places.some(({ problem }) => problem === "notPermitted");
    return `${sentences.join(" ")}${describeMore(places.length - maxPlaces)} Compare the body with the model's parameters${isOtherFamily ? ", and check that it matches the model" : ""}.`;
  },
  requestInvalid: () =>
    "The service rejected the request as invalid. The message above may say why. If it is about the body, compare it with the model's parameters.",
};

/** More places than this are not read in one sentence; the service's own message has them all. */
const maxPlaces = 10;

function describeMissing({ pointer, key }: BodyPlace): string {
  return `"${key}" is missing from ${pointer ?? "the body"}.`;
}

/** One sentence for the keys and values that the model does not accept. */
function describeRejected(places: readonly BodyPlace[]): readonly string[] {
  const rejected = places.flatMap(({ problem, pointer, key }) => {
    if (problem === "notPermitted")
      return [`"${key}"${pointer === undefined ? "" : ` at ${pointer}`}`];
    return problem !== "invalid"
      ? []
      : [pointer === undefined ? "a value in the body" : `the value at ${pointer}`];
  });
  return rejected.length === 0 ? [] : [`This model does not accept ${joinWords(rejected)}.`];
}

/** One sentence for the places that exclude each other, and one for those of which no more is known. */
function describeNamed(places: readonly BodyPlace[]): readonly string[] {
  const at = (wanted: BodyPlace["problem"]) =>
    places.flatMap(({ problem, pointer }) => (problem === wanted ? [pointer ?? "the body"] : []));
  const exclusive = at("exclusive");
  const mentioned = at("mentioned");
  return [
    ...(exclusive.length === 0
      ? []
      : [`This model accepts only one of ${joinWords(exclusive)} in a request. Remove the other.`]),
    ...(mentioned.length === 0
      ? []
      : [`The message above is about ${joinWords(mentioned)} in the body.`]),
  ];
}

function describeMore(count: number): string {
  return count > 0 ? ` And ${count.toLocaleString("en-US")} more, in the message above.` : "";
}
