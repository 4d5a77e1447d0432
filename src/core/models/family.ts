/**
 * The body formats that InvokeModel speaks. A family is a request and response format, not a
 * provider: Mistral has three of them, and a dozen providers share `openaiChat`.
 */
export type ModelFamily =
  | "anthropic"
  | "nova"
  | "novaImage"
  | "novaEmbed"
  | "titanText"
  | "titanEmbed"
  | "llama"
  | "mistralText"
  | "mistralChat"
  | "cohereCommand"
  | "cohereCommandR"
  | "cohereEmbed"
  | "rerank"
  | "jamba"
  | "stability"
  | "deepseekR1"
  | "openaiChat"
  | "writer"
  | "pegasus";

/** Prefixes of cross-region inference profile ids. */
const profilePrefix = /^(us-gov|us|eu|apac|global|jp|au|ca|in)\./;

/** ARNs that end in the id of a model or of a system-defined profile; all others hide the family. */
const readableArn = /^arn:aws(-[^:]+)?:bedrock:[^:]*:[^:]*:(foundation-model|inference-profile)\//;

/** First match wins: the narrow ones stand before the broad. */
const patterns: readonly (readonly [RegExp, ModelFamily])[] = [
  [/^anthropic\.claude/, "anthropic"],
  [/^amazon\.nova-(canvas)/, "novaImage"],
  [/^amazon\.titan-image/, "novaImage"],
  [/^amazon\.nova-.*embed/, "novaEmbed"],
  [/^amazon\.nova-(micro|lite|pro|premier|2-lite|2-pro)/, "nova"],
  [/^amazon\.titan-embed/, "titanEmbed"],
  [/^amazon\.titan-(text|tg1)/, "titanText"],
  [/^(amazon|cohere)\.rerank/, "rerank"],
  [/^cohere\.embed/, "cohereEmbed"],
  [/^cohere\.command-r/, "cohereCommandR"],
  [/^cohere\.command/, "cohereCommand"],
  [/^meta\.llama/, "llama"],
  [/^mistral\.(mistral-7b|mixtral|mistral-(small|large)-2402)/, "mistralText"],
  [/^mistral\.(mistral-(large|small)-2\d|pixtral)/, "mistralChat"],
  [/^ai21\.jamba/, "jamba"],
  [/^stability\./, "stability"],
  [/^deepseek\.r1/, "deepseekR1"],
  [/^twelvelabs\.pegasus/, "pegasus"],
  [/^writer\./, "writer"],
  [
    /^(openai|qwen|deepseek|google|nvidia|minimax|moonshot|moonshotai|zai|mistral)\.[a-z]/,
    "openaiChat",
  ],
];

/**
 * The id without what says where it runs: `us.anthropic.x` and
 * `arn:aws:bedrock:us-east-1::foundation-model/anthropic.x` both give `anthropic.x`.
 */
export function baseModelId(modelId: string): string {
  return modelId.replace(readableArn, "").replace(profilePrefix, "");
}

/** The area of a cross-region profile, as `us` of `us.anthropic.x`; undefined for an id that is none of one. */
export function profilePrefixOf(modelId: string): string | undefined {
  return profilePrefix.exec(modelId.replace(readableArn, ""))?.[1];
}

/**
 * Guesses the body format from a model id; undefined where the id does not tell, as with
 * application inference profiles, imported models, provisioned throughput and endpoints.
 */
export function modelFamily(modelId: string): ModelFamily | undefined {
  const id = baseModelId(modelId);
  return patterns.find(([pattern]) => pattern.test(id))?.[1];
}
