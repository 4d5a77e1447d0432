import type { ModelEntry } from "../../core/models/catalog.ts";
import { builtInModels } from "../../core/models/catalog.ts";
import { baseModelId, modelFamily } from "../../core/models/family.ts";

/** A foundation model in the sandbox's list. */
export interface ListedModel extends Omit<ModelEntry, "family" | "inferenceProfileOnly"> {
  /** As on the wire: ON_DEMAND, INFERENCE_PROFILE, PROVISIONED. */
  readonly inferenceType: string;
  readonly legacyTime?: string;
  readonly endOfLifeTime?: string;
}

/** What the sandbox has to list, and what it is to deny. */
export interface Catalogue {
  readonly models: readonly ListedModel[];
  readonly profiles: readonly ModelEntry[];
  /** Calls of the control plane that are denied. */
  readonly deny: readonly string[] | "all";
  /** Base ids of models that the account has no access to. */
  readonly withoutAccess: readonly string[];
}

/** What the catalogue is to be, as the sandbox's options have it. */
export interface CatalogueOptions {
  /** How many foundation models are listed: made-up ones fill up what there is of real ones. */
  readonly models?: number | undefined;
  /** Calls of the control plane to answer with AccessDeniedException, by their names in the API. */
  readonly deny?: readonly string[] | "all" | undefined;
  /** Models to answer with AccessDeniedException, and to call unavailable when asked why. */
  readonly withoutAccess?: readonly string[] | undefined;
}

/** Makes the sandbox's catalogue: the built-in models, older ones, and as many made-up ones as are asked for. */
export function catalogueOf({ models, deny, withoutAccess }: CatalogueOptions): Catalogue {
  const real = [...current, ...older];
  const count = models ?? real.length;
  const madeUp = Array.from({ length: Math.max(0, count - real.length) }, (_, index) =>
    madeUpModel(index),
  );
  return {
    models: [...real, ...madeUp].slice(0, count),
    profiles: builtInModels.filter(({ modelId }) => baseModelId(modelId) !== modelId),
    deny: deny ?? [],
    withoutAccess: (withoutAccess ?? []).map(baseModelId),
  };
}

const current: readonly ListedModel[] = builtInModels
  .filter(({ modelId }) => baseModelId(modelId) === modelId)
  .map((model) => ({
    ...model,
    inferenceType: model.inferenceProfileOnly ? "INFERENCE_PROFILE" : "ON_DEMAND",
  }));

const text = { inputModalities: ["TEXT"], outputModalities: ["TEXT"], streaming: true };

/** Models in their last days, for a picker to mark: the service lists them to their end and a little longer. */
const retiring: readonly ListedModel[] = (
  [
    [
      "anthropic.claude-3-haiku-20240307-v1:0",
      "Claude 3 Haiku",
      "Anthropic",
      "2026-03-10",
      "2027-03-10",
    ],
    ["anthropic.claude-v2:1", "Claude 2.1", "Anthropic", "2025-01-21", "2025-07-21"],
    [
      "amazon.titan-text-express-v1",
      "Titan Text G1 - Express",
      "Amazon",
      "2026-02-15",
      "2027-02-15",
    ],
    ["amazon.titan-text-lite-v1", "Titan Text G1 - Lite", "Amazon", "2025-02-15", "2025-08-15"],
    ["cohere.command-r-v1:0", "Command R", "Cohere", "2026-04-01", "2027-04-01"],
    ["cohere.command-r-plus-v1:0", "Command R+", "Cohere", "2026-04-01", "2027-04-01"],
    ["meta.llama3-8b-instruct-v1:0", "Llama 3 8B Instruct", "Meta", "2026-05-12", "2027-05-12"],
    [
      "mistral.mistral-large-2402-v1:0",
      "Mistral Large (24.02)",
      "Mistral AI",
      "2026-06-30",
      "2027-06-30",
    ],
  ] as const
).map(([modelId, name, provider, legacy, end]) => ({
  ...text,
  modelId,
  name,
  provider,
  inferenceType: "ON_DEMAND",
  legacyTime: `${legacy}T00:00:00Z`,
  endOfLifeTime: `${end}T00:00:00Z`,
}));

/** The service lists each size of context that throughput is sold for as a model of its own. */
const forThroughput: readonly ListedModel[] = [
  "amazon.nova-pro-v1:0:24k amazon.nova-pro-v1:0:300k",
  "amazon.nova-lite-v1:0:24k amazon.nova-lite-v1:0:300k",
  "amazon.nova-micro-v1:0:24k amazon.nova-micro-v1:0:128k",
  "amazon.titan-embed-text-v2:0:8k amazon.titan-embed-image-v1:0",
  "meta.llama3-1-8b-instruct-v1:0:128k meta.llama3-1-70b-instruct-v1:0:128k",
  "cohere.embed-english-v3:0:512 cohere.embed-multilingual-v3:0:512",
]
  .flatMap((ids) => ids.split(" "))
  .flatMap((modelId) => {
    const sold = current.find((model) => modelId.startsWith(`${model.modelId}:`));
    return sold ? [{ ...sold, modelId, inferenceType: "PROVISIONED" }] : [];
  });

const older = [...retiring, ...forThroughput];

/** Ids in the families that the sandbox speaks, so that they can be invoked. */
const madeUp: readonly (readonly [start: string, name: string, provider: string])[] = [
  ["anthropic.claude-sandbox", "Claude Sandbox", "Anthropic"],
  ["amazon.nova-lite-sandbox", "Nova Sandbox", "Amazon"],
  ["meta.llama-sandbox", "Llama Sandbox", "Meta"],
  ["mistral.sandbox", "Mistral Sandbox", "Mistral AI"],
  ["qwen.sandbox", "Qwen Sandbox", "Qwen"],
  ["openai.gpt-sandbox", "GPT Sandbox", "OpenAI"],
  ["cohere.embed-sandbox", "Embed Sandbox", "Cohere"],
];

function madeUpModel(index: number): ListedModel {
  const number = String(index + 1).padStart(4, "0");
  const [start, name, provider] = madeUp[index % madeUp.length] ?? ["sandbox.model", "", ""];
  const modelId = `${start}-${number}-v1:0`;
  const embeds = modelFamily(modelId) === "cohereEmbed";
  return {
    ...text,
    modelId,
    name: `${name} ${number}`,
    provider,
    ...(embeds ? { outputModalities: ["EMBEDDING"], streaming: false } : {}),
    inferenceType: "ON_DEMAND",
  };
}
