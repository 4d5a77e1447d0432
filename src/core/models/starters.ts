import { layOutJson } from "../json/jsonLayout.ts";
import type { JsonObject } from "../json/json.ts";
import type { ModelFamily } from "./family.ts";
import { baseModelId, modelFamily } from "./family.ts";

/** A minimal body to begin with. `body` is JSON with an indent of two. */
export interface Starter {
  readonly title: string;
  readonly body: string;
}

/** A minimal valid body in the format of the model's family, undefined where the id hides it. */
export function starterBody(modelId: string): Starter | undefined {
  const family = modelFamily(modelId);
  if (family === undefined) return undefined;
  const { title, body } = starterOf(family, baseModelId(modelId));
  return { title, body: layOutJson(JSON.stringify(body)) };
}

const prompt = "Why is the sky blue? Answer in two sentences.";
const picture = "A lighthouse at dusk, watercolour";

const chat: JsonObject = { messages: [{ role: "user", content: prompt }] };
const novaChat: JsonObject = { messages: [{ role: "user", content: [{ text: prompt }] }] };
const embedding: JsonObject = { texts: ["The tide is coming in."], input_type: "search_document" };

const plain: Readonly<Record<ModelFamily, { title: string; body: JsonObject }>> = {
  anthropic: {
    title: "Claude message",
    body: { anthropic_version: "bedrock-2023-05-31", max_tokens: 512, ...chat },
  },
  nova: { title: "Nova message", body: { ...novaChat, inferenceConfig: { maxTokens: 512 } } },
  novaImage: {
    title: "Text to image",
    body: {
      taskType: "TEXT_IMAGE",
      textToImageParams: { text: picture },
      imageGenerationConfig: { numberOfImages: 1 },
    },
  },
  novaEmbed: {
    title: "Nova text embedding",
    body: {
      taskType: "SINGLE_EMBEDDING",
      singleEmbeddingParams: {
        embeddingPurpose: "GENERIC_RETRIEVAL",
        text: { value: "The tide is coming in.", truncationMode: "NONE" },
      },
    },
  },
  titanText: { title: "Titan text", body: { inputText: prompt } },
  titanEmbed: { title: "Titan embedding", body: { inputText: "The tide is coming in." } },
  llama: {
    title: "Llama prompt",
    body: { prompt: llamaPrompt("llama3"), max_gen_len: 512 },
  },
  mistralText: {
    title: "Mistral prompt",
    body: { prompt: `<s>[INST] ${prompt} [/INST]`, max_tokens: 512 },
  },
  mistralChat: { title: "Mistral message", body: { ...chat, max_tokens: 512 } },
  cohereCommand: { title: "Command prompt", body: { prompt, max_tokens: 512 } },
  cohereCommandR: { title: "Command R message", body: { message: prompt, max_tokens: 512 } },
  cohereEmbed: { title: "Cohere embedding", body: embedding },
  rerank: {
    title: "Rerank documents",
    body: {
      query: "When is high tide?",
      documents: ["High tide is at noon.", "The harbour has two cranes."],
    },
  },
  jamba: { title: "Jamba message", body: { ...chat, max_tokens: 512 } },
  stability: { title: "Text to image", body: { prompt: picture } },
  deepseekR1: {
    title: "DeepSeek-R1 prompt",
    body: { prompt: `<｜begin▁of▁sentence｜><｜User｜>${prompt}<｜Assistant｜>`, max_tokens: 2048 },
  },
  openaiChat: { title: "Chat message", body: { ...chat, max_tokens: 512 } },
  writer: { title: "Palmyra message", body: { ...chat, max_tokens: 512 } },
  pegasus: {
    title: "Question about a video",
    body: {
      inputPrompt: "What happens in this video?",
      mediaSource: {
        s3Location: { uri: "s3://my-bucket/video.mp4", bucketOwner: "123456789012" },
      },
    },
  },
};

function starterOf(family: ModelFamily, id: string): { title: string; body: JsonObject } {
  if (family === "rerank" && id.startsWith("cohere."))
    return { ...plain.rerank, body: { ...plain.rerank.body, api_version: 2 } };
  if (family === "openaiChat" && id.startsWith("openai."))
    return { title: "Chat message", body: { ...chat, max_completion_tokens: 512 } };
  if (family === "llama" && id.includes("llama4"))
    return {
      title: "Llama prompt",
      body: { prompt: llamaPrompt("llama4"), max_gen_len: 512 },
    };
  return plain[family];
}

/** Meta's own prompt formats; Llama renders none by itself on InvokeModel. */
function llamaPrompt(version: "llama3" | "llama4"): string {
  const [open, close, end] =
    version === "llama4"
      ? ["<|header_start|>", "<|header_end|>", "<|eot|>"]
      : ["<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>"];
  return `<|begin_of_text|>${open}user${close}\n\n${prompt}${end}${open}assistant${close}\n\n`;
}
