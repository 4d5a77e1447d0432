import type { ModelFamily } from "./family.ts";
import { modelFamily } from "./family.ts";

/** What a model picker shows of a model. */
export interface ModelEntry {
  readonly modelId: string;
  readonly name: string;
  readonly provider: string;
  readonly inputModalities: readonly string[]; // TEXT, IMAGE, VIDEO
  readonly outputModalities: readonly string[]; // TEXT, IMAGE, EMBEDDING
  readonly streaming: boolean;
  readonly family: ModelFamily | undefined;
  /** The service answers only to a profile's id (`us.…`, `global.…`), not to this one. */
  readonly inferenceProfileOnly?: boolean;
}

/** `kind` is input>output in initials: t text, i image, v video, e embedding. */
type Row = readonly [modelId: string, name: string, kind: string, profiles?: string];

const providers: Readonly<Record<string, string>> = {
  anthropic: "Anthropic",
  amazon: "Amazon",
  meta: "Meta",
  mistral: "Mistral AI",
  openai: "OpenAI",
  qwen: "Qwen",
  deepseek: "DeepSeek",
  google: "Google",
  nvidia: "NVIDIA",
  minimax: "MiniMax",
  moonshot: "Moonshot AI",
  moonshotai: "Moonshot AI",
  zai: "Z.AI",
  writer: "Writer",
  ai21: "AI21 Labs",
  cohere: "Cohere",
  stability: "Stability AI",
  twelvelabs: "TwelveLabs",
};

const modalities: Readonly<Record<string, string>> = {
  t: "TEXT",
  i: "IMAGE",
  v: "VIDEO",
  e: "EMBEDDING",
};

/**
 * Ids with a fourth column are reached only through those profiles; a `+` before the list says
 * that the plain id works too.
 */
const rows: readonly Row[] = [
  ["anthropic.claude-opus-5-5", "Claude Opus 5.5", "ti>t", "us global"],
  ["anthropic.claude-sonnet-5-5", "Claude Sonnet 5.5", "ti>t", "us global"],
  ["anthropic.claude-haiku-5-5", "Claude Haiku 5.5", "ti>t", "us eu jp au global"],
  ["anthropic.claude-opus-5", "Claude Opus 5", "ti>t", "us global"],
  ["anthropic.claude-sonnet-5", "Claude Sonnet 5", "ti>t", "us eu jp au global"],
  ["anthropic.claude-opus-4-8", "Claude Opus 4.8", "ti>t", "us eu jp au global"],
  ["anthropic.claude-sonnet-4-6", "Claude Sonnet 4.6", "ti>t", "us eu jp au global"],
  ["anthropic.claude-opus-4-5-20251101-v1:0", "Claude Opus 4.5", "ti>t", "us eu global"],
  [
    "anthropic.claude-sonnet-4-5-20250929-v1:0",
    "Claude Sonnet 4.5",
    "ti>t",
    "us eu jp au us-gov global",
  ],
  ["anthropic.claude-haiku-4-5-20251001-v1:0", "Claude Haiku 4.5", "ti>t", "us eu jp au global"],
  ["amazon.nova-2-lite-v1:0", "Nova 2 Lite", "tiv>t", "us global"],
  ["amazon.nova-pro-v1:0", "Nova Pro", "tiv>t", "+us eu apac"],
  ["amazon.nova-lite-v1:0", "Nova Lite", "tiv>t", "+us eu apac"],
  ["amazon.nova-micro-v1:0", "Nova Micro", "t>t", "+us eu apac"],
  ["openai.gpt-oss-120b-1:0", "gpt-oss-120b", "t>t"],
  ["openai.gpt-oss-20b-1:0", "gpt-oss-20b", "t>t"],
  ["openai.gpt-oss-safeguard-120b", "gpt-oss-safeguard-120b", "t>t"],
  ["openai.gpt-oss-safeguard-20b", "gpt-oss-safeguard-20b", "t>t"],
  ["meta.llama4-maverick-17b-instruct-v1:0", "Llama 4 Maverick 17B Instruct", "ti>t", "us"],
  ["meta.llama4-scout-17b-instruct-v1:0", "Llama 4 Scout 17B Instruct", "ti>t", "us"],
  ["meta.llama3-3-70b-instruct-v1:0", "Llama 3.3 70B Instruct", "t>t", "+us"],
  ["meta.llama3-1-70b-instruct-v1:0", "Llama 3.1 70B Instruct", "t>t", "+us"],
  ["meta.llama3-1-8b-instruct-v1:0", "Llama 3.1 8B Instruct", "t>t", "+us"],
  ["mistral.mistral-large-3-675b-instruct", "Mistral Large 3", "ti>t"],
  ["mistral.devstral-2-123b", "Devstral 2 123B", "t>t"],
  ["mistral.magistral-small-2509", "Magistral Small 2509", "ti>t"],
  ["mistral.ministral-3-14b-instruct", "Ministral 3 14B", "ti>t"],
  ["mistral.ministral-3-8b-instruct", "Ministral 3 8B", "ti>t"],
  ["mistral.ministral-3-3b-instruct", "Ministral 3 3B", "ti>t"],
  ["mistral.pixtral-large-2502-v1:0", "Pixtral Large (25.02)", "ti>t", "us"],
  ["mistral.mistral-7b-instruct-v0:2", "Mistral 7B Instruct", "t>t"],
  ["mistral.mixtral-8x7b-instruct-v0:1", "Mixtral 8x7B Instruct", "t>t"],
  ["qwen.qwen3-coder-next", "Qwen3 Coder Next", "t>t"],
  ["qwen.qwen3-next-80b-a3b", "Qwen3 Next 80B A3B", "t>t"],
  ["qwen.qwen3-vl-235b-a22b", "Qwen3 VL 235B A22B", "ti>t"],
  ["qwen.qwen3-coder-30b-a3b-v1:0", "Qwen3 Coder 30B A3B", "t>t"],
  ["qwen.qwen3-32b-v1:0", "Qwen3 32B", "t>t"],
  ["deepseek.v3.2", "DeepSeek-V3.2", "t>t"],
  ["deepseek.r1-v1:0", "DeepSeek-R1", "t>t", "us"],
  ["google.gemma-3-27b-it", "Gemma 3 27B", "ti>t"],
  ["google.gemma-3-12b-it", "Gemma 3 12B", "ti>t"],
  ["google.gemma-3-4b-it", "Gemma 3 4B", "ti>t"],
  ["nvidia.nemotron-super-3-120b", "Nemotron 3 Super 120B", "t>t"],
  ["nvidia.nemotron-nano-3-30b", "Nemotron Nano 3 30B", "t>t"],
  ["nvidia.nemotron-nano-12b-v2", "Nemotron Nano 12B v2 VL", "ti>t"],
  ["nvidia.nemotron-nano-9b-v2", "Nemotron Nano 9B v2", "t>t"],
  ["minimax.minimax-m2.5", "MiniMax M2.5", "t>t"],
  ["minimax.minimax-m2.1", "MiniMax M2.1", "t>t"],
  ["moonshotai.kimi-k3", "Kimi K3", "ti>t", "us global"],
  ["moonshotai.kimi-k2.5", "Kimi K2.5", "ti>t"],
  ["moonshot.kimi-k2-thinking", "Kimi K2 Thinking", "t>t"],
  ["zai.glm-5", "GLM 5", "t>t"],
  ["zai.glm-4.7", "GLM 4.7", "t>t"],
  ["zai.glm-4.7-flash", "GLM 4.7 Flash", "t>t"],
  ["writer.palmyra-x5-v1:0", "Palmyra X5", "t>t", "us"],
  ["writer.palmyra-x4-v1:0", "Palmyra X4", "t>t", "us"],
  ["twelvelabs.pegasus-1-2-v1:0", "Pegasus 1.2", "tv>t", "us eu"],
  ["ai21.jamba-1-5-large-v1:0", "Jamba 1.5 Large", "t>t"],
  ["ai21.jamba-1-5-mini-v1:0", "Jamba 1.5 Mini", "t>t"],
  ["amazon.titan-embed-text-v2:0", "Titan Text Embeddings V2", "t>e"],
  ["amazon.titan-embed-image-v1", "Titan Multimodal Embeddings G1", "ti>e"],
  ["amazon.nova-2-multimodal-embeddings-v1:0", "Nova Multimodal Embeddings", "tiv>e"],
  ["cohere.embed-v4:0", "Embed v4", "ti>e", "+us global"],
  ["cohere.embed-english-v3", "Embed English v3", "t>e"],
  ["cohere.embed-multilingual-v3", "Embed Multilingual v3", "t>e"],
  ["cohere.rerank-v3-5:0", "Rerank 3.5", "t>t"],
  ["amazon.rerank-v1:0", "Rerank 1.0", "t>t"],
  ["stability.stable-image-ultra-v1:1", "Stable Image Ultra", "t>i"],
  ["stability.stable-image-core-v1:1", "Stable Image Core", "t>i"],
  ["stability.sd3-5-large-v1:0", "Stable Diffusion 3.5 Large", "ti>i"],
  ["stability.stable-image-inpaint-v1:0", "Stable Image Inpaint", "ti>i", "us"],
  ["stability.stable-outpaint-v1:0", "Stable Image Outpaint", "ti>i", "us"],
];

/**
 * Models and cross-region profiles that InvokeModel served in autumn 2026, newest first within a
 * provider. A convenience for type-ahead and nothing more: any id or ARN works, listed or not.
 * Retired models are left out; they still have a family, so that old request files are understood.
 */
export const builtInModels: readonly ModelEntry[] = rows.flatMap(entriesOf);

function entriesOf([modelId, name, kind, profiles]: Row): ModelEntry[] {
  const [input = "", output = ""] = kind.split(">");
  const family = modelFamily(modelId);
  const base: ModelEntry = {
    modelId,
    name,
    provider: providers[modelId.split(".", 1)[0] ?? ""] ?? "",
    inputModalities: input.split("").map((initial) => modalities[initial] ?? initial),
    outputModalities: output.split("").map((initial) => modalities[initial] ?? initial),
    streaming: output === "t" && family !== "rerank",
    family,
    ...(profiles !== undefined && !profiles.startsWith("+") ? { inferenceProfileOnly: true } : {}),
  };
  const { inferenceProfileOnly: _, ...profile } = base;
  const prefixes = profiles?.replace("+", "").split(" ") ?? [];
  return [
    ...prefixes.map((prefix) => ({
      ...profile,
      modelId: `${prefix}.${modelId}`,
      name: `${name} (${prefix})`,
    })),
    base,
  ];
}
