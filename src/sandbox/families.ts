import type { JsonObject } from "../core/json.ts";
import { isJsonObject } from "../core/json.ts";
import type { ModelFamily } from "../core/models/family.ts";
import { listOf, objectOf } from "./body.ts";
import { anthropic } from "./families/anthropic.ts";
import { jamba, mistralChat, openaiChat, writer } from "./families/chat.ts";
import {
  cohereCommand,
  cohereCommandR,
  deepseekR1,
  endpointText,
  llama,
  mistralText,
  pegasus,
  titanText,
} from "./families/completion.ts";
import {
  cohereEmbed,
  novaEmbed,
  novaImage,
  rerank,
  stability,
  titanEmbed,
} from "./families/data.ts";
import { nova } from "./families/nova.ts";
import type { Family } from "./types.ts";

/** How the sandbox answers for each family. */
export const families: Readonly<Record<ModelFamily, Family>> = {
  anthropic,
  nova,
  novaImage,
  novaEmbed,
  titanText,
  titanEmbed,
  llama,
  mistralText,
  mistralChat,
  cohereCommand,
  cohereCommandR,
  cohereEmbed,
  rerank,
  jamba,
  stability,
  deepseekR1,
  openaiChat,
  writer,
  pegasus,
};

/** The family a body is written for, where the ARN hides the model. */
export function familyOfBody(body: JsonObject, modelId: string): Family {
  if ("anthropic_version" in body) return anthropic;
  if ("messages" in body) return hasNovaBlocks(body) ? nova : openaiChat;
  if ("inputText" in body) return titanText;
  if ("query" in body && "documents" in body) return rerank;
  if ("texts" in body) return cohereEmbed;
  if ("message" in body) return cohereCommandR;
  if ("singleEmbeddingParams" in body) return novaEmbed;
  if ("taskType" in body) return novaImage;
  if ("prompt" in body) return modelId.includes("imported-model") ? llama : endpointText;
  return openaiChat;
}

function hasNovaBlocks(body: JsonObject): boolean {
  const [block] = listOf(objectOf(listOf(body.messages)[0]).content);
  return isJsonObject(block) && !("type" in block);
}
