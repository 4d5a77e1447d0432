import type { JsonObject } from "../core/json/json.ts";
import { isJsonObject } from "../core/json/json.ts";
import type { ModelFamily } from "../core/models/family.ts";
import { listOf, objectOf } from "./body.ts";
import { anthropicAnswers } from "./families/anthropic.ts";
import {
  jambaAnswers,
  mistralChatAnswers,
  openaiChatAnswers,
  writerAnswers,
} from "./families/chat.ts";
import {
  cohereCommandAnswers,
  cohereCommandRAnswers,
  deepseekR1Answers,
  endpointTextAnswers,
  llamaAnswers,
  mistralTextAnswers,
  pegasusAnswers,
  titanTextAnswers,
} from "./families/completion.ts";
import {
  cohereEmbedAnswers,
  novaEmbedAnswers,
  novaImageAnswers,
  rerankAnswers,
  stabilityAnswers,
  titanEmbedAnswers,
} from "./families/data.ts";
import { novaAnswers } from "./families/nova.ts";
import type { SandboxFamily } from "./types.ts";

/** How the sandbox answers for each family. */
export const sandboxFamilies: Readonly<Record<ModelFamily, SandboxFamily>> = {
  anthropic: anthropicAnswers,
  nova: novaAnswers,
  novaImage: novaImageAnswers,
  novaEmbed: novaEmbedAnswers,
  titanText: titanTextAnswers,
  titanEmbed: titanEmbedAnswers,
  llama: llamaAnswers,
  mistralText: mistralTextAnswers,
  mistralChat: mistralChatAnswers,
  cohereCommand: cohereCommandAnswers,
  cohereCommandR: cohereCommandRAnswers,
  cohereEmbed: cohereEmbedAnswers,
  rerank: rerankAnswers,
  jamba: jambaAnswers,
  stability: stabilityAnswers,
  deepseekR1: deepseekR1Answers,
  openaiChat: openaiChatAnswers,
  writer: writerAnswers,
  pegasus: pegasusAnswers,
};

/** The family a body is written for, where the ARN hides the model. */
export function familyOfBody(body: JsonObject, modelId: string): SandboxFamily {
  if ("anthropic_version" in body) return anthropicAnswers;
  if ("messages" in body) return hasNovaBlocks(body) ? novaAnswers : openaiChatAnswers;
  if ("inputText" in body) return titanTextAnswers;
  if ("query" in body && "documents" in body) return rerankAnswers;
  if ("texts" in body) return cohereEmbedAnswers;
  if ("message" in body) return cohereCommandRAnswers;
  if ("singleEmbeddingParams" in body) return novaEmbedAnswers;
  if ("taskType" in body) return novaImageAnswers;
  if ("prompt" in body)
    return modelId.includes("imported-model") ? llamaAnswers : endpointTextAnswers;
  return openaiChatAnswers;
}

function hasNovaBlocks(body: JsonObject): boolean {
  const [block] = listOf(objectOf(listOf(body.messages)[0]).content);
  return isJsonObject(block) && !("type" in block);
}
