import { isJsonNumber, type JsonObject, type JsonValue } from "../../json/json.ts";
import type { BlockPiece, ResponseFamily, Piece, ToolPiece } from "../piece.ts";
import { asObject, asText, objectsIn, othersAmong, readUsage } from "../read.ts";

/**
 * OpenAI-style chat: gpt-oss, DeepSeek, Qwen, Mistral, AI21 Jamba, Writer and other open-weight
 * models. Of several choices the first is read; the others stand in the JSON.
 */
export const openaiChat: ResponseFamily = {
  shape: "openai.chat",
  whole: (answer) => choicePiece(answer, (choice) => asObject(choice.message)),
  // Mistral Large 2407 streams `message` where the others stream `delta`.
  chunk: (chunk) => choicePiece(chunk, (choice) => asObject(choice.delta ?? choice.message)),
};

function choicePiece(
  answer: JsonObject,
  messageOf: (choice: JsonObject) => JsonObject | undefined,
): Piece | undefined {
  const usage = readUsage(answer.usage);
  const choices = objectsIn(answer.choices);
  if (choices.length === 0)
    return Array.isArray(answer.choices) && isChat(answer.object) ? { usage } : undefined;
  if (!choices.some((choice) => messageOf(choice) !== undefined)) return undefined;
  const first = choices.find((choice) => (choice.index ?? 0) === 0);
  const others = othersAmong(choices);
  if (first === undefined) return { usage, others };
  const message = messageOf(first) ?? {};
  return {
    taggedText: contentText(message.content),
    reasoning:
      (asText(message.reasoning_content) ?? asText(message.reasoning) ?? "") +
      partsOf(message.content).map(thoughtOf).join(""),
    toolCalls: objectsIn(message.tool_calls).map(toolOf),
    otherBlocks: othersIn(message),
    // AI21 gives `stop_reason` as a token's number besides.
    stopReason: asText(first.finish_reason) ?? asText(first.stop_reason),
    usage,
    others,
  };
}

const isChat = (object: JsonValue | undefined) =>
  typeof object === "string" && object.startsWith("chat.completion");

const partsOf = (content: JsonValue | undefined) =>
  Array.isArray(content) ? objectsIn(content) : [];

/** The content as text, whether it is a string or a list of parts. */
function contentText(content: JsonValue | undefined): string | undefined {
  if (!Array.isArray(content)) return asText(content);
  return partsOf(content)
    .map((part) => (isText(part) ? (asText(part.text) ?? "") : ""))
    .join("");
}

const isText = (part: JsonObject) =>
  part.type === undefined || (asText(part.type)?.endsWith("text") ?? false);

/** Magistral thinks in parts of its content, which are lists of text parts themselves. */
function thoughtOf(part: JsonObject): string {
  if (part.type !== "thinking") return "";
  return contentText(part.thinking) ?? "";
}

/** Parts of any other kind, and a refusal, which stands in the content's place. */
function othersIn({ content, refusal }: JsonObject): BlockPiece[] {
  const parts = partsOf(content).filter((part) => !isText(part) && part.type !== "thinking");
  const blocks = parts.map((part) => ({
    at: undefined,
    type: asText(part.type) ?? "part",
    start: part,
  }));
  const words = asText(refusal);
  if (words === undefined) return blocks;
  return [...blocks, { at: "refusal", type: "refusal", delta: { content: words } }];
}

function toolOf(call: JsonObject, position: number): ToolPiece {
  const called = asObject(call.function) ?? {};
  const given = called.arguments;
  return {
    at: String(isJsonNumber(call.index) ? call.index : position),
    id: asText(call.id),
    name: asText(called.name),
    ...(typeof given === "string" ? { inputPart: given } : { input: given }),
  };
}
