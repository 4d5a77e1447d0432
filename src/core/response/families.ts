import { amazonImages } from "./amazonImages.ts";
import { anthropicCompletion } from "./anthropicCompletion.ts";
import { anthropicMessages } from "./anthropicMessages.ts";
import { cohereCommand } from "./cohereCommand.ts";
import { cohereCommandR } from "./cohereCommandR.ts";
import { cohereEmbeddings } from "./cohereEmbeddings.ts";
import { jurassicCompletion } from "./jurassicCompletion.ts";
import { llamaGeneration } from "./llamaGeneration.ts";
import { marengoEmbeddings } from "./marengoEmbeddings.ts";
import { mistralText } from "./mistralText.ts";
import { novaEmbeddings } from "./novaEmbeddings.ts";
import { novaMessages } from "./novaMessages.ts";
import { openaiChat } from "./openaiChat.ts";
import { openaiCompletion } from "./openaiCompletion.ts";
import { openaiEmbeddings } from "./openaiEmbeddings.ts";
import { pegasusMessage } from "./pegasusMessage.ts";
import type { Family } from "./piece.ts";
import { rerank } from "./rerank.ts";
import { stabilityArtifacts } from "./stabilityArtifacts.ts";
import { stabilityImages } from "./stabilityImages.ts";
import { titanEmbedding } from "./titanEmbedding.ts";
import { titanText } from "./titanText.ts";

/**
 * The families, in the order in which they are asked; the first that knows the shape decodes. To add
 * one, write its file beside these and put it in the list: the shapes must not overlap.
 */
export const families: readonly Family[] = [
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
