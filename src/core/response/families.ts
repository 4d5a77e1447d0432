import { anthropicMessages } from "./anthropicMessages.ts";
import { novaMessages } from "./novaMessages.ts";
import { openaiChat } from "./openaiChat.ts";
import type { Family } from "./piece.ts";

/**
 * The families, in the order in which they are asked; the first that knows the shape decodes. To add
 * one, write its file beside these and put it in the list: the shapes must not overlap.
 */
export const families: readonly Family[] = [anthropicMessages, novaMessages, openaiChat];
