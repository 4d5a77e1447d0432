import { amazonImages } from "./families/amazonImages.ts";
import { anthropicCompletion } from "./families/anthropicCompletion.ts";
import { anthropicMessages } from "./families/anthropicMessages.ts";
import { cohereCommand } from "./families/cohereCommand.ts";
import { cohereCommandR } from "./families/cohereCommandR.ts";
import { cohereEmbeddings } from "./families/cohereEmbeddings.ts";
import { jurassicCompletion } from "./families/jurassicCompletion.ts";
import { llamaGeneration } from "./families/llamaGeneration.ts";
import { marengoEmbeddings } from "./families/marengoEmbeddings.ts";
import { mistralText } from "./families/mistralText.ts";
import { novaEmbeddings } from "./families/novaEmbeddings.ts";
import { novaMessages } from "./families/novaMessages.ts";
import { openaiChat } from "./families/openaiChat.ts";
import { openaiCompletion } from "./families/openaiCompletion.ts";
import { openaiEmbeddings } from "./families/openaiEmbeddings.ts";
import { pegasusMessage } from "./families/pegasusMessage.ts";
import type { ResponseFamily } from "./piece.ts";
import { rerank } from "./families/rerank.ts";
import { stabilityArtifacts } from "./families/stabilityArtifacts.ts";
import { stabilityImages } from "./families/stabilityImages.ts";
import { titanEmbedding } from "./families/titanEmbedding.ts";
import { titanText } from "./families/titanText.ts";

/**
 * The families, in the order in which they are asked; the first that knows the shape decodes. To add
 * one, write its file in `families/` and put it in the list: the shapes must not overlap.
 */
export const knownFamilies: readonly ResponseFamily[] = [
  anthropicMessages,
  novaMessages,
  openaiChat,
  openaiCompletion,
  anthropicCompletion,
  llamaGeneration,
  titanText,
  mistralText,
  cohereCommandR,
  cohereCommand,
  jurassicCompletion,
  pegasusMessage,
  titanEmbedding,
  novaEmbeddings,
  cohereEmbeddings,
  marengoEmbeddings,
  openaiEmbeddings,
  rerank,
  amazonImages,
  stabilityImages,
  stabilityArtifacts,
];
