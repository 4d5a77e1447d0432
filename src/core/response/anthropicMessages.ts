import type { JsonObject, JsonValue } from "../json.ts";
import { anthropicCitation } from "./citations.ts";
import type { Family, Piece, ToolPiece } from "./piece.ts";
import { asObject, asText, objectsIn, readUsage } from "./read.ts";

/** Stands in the reasoning where the provider encrypted a stretch of it. */
export const redactedThinking = "[redacted thinking]";

/**
 * Anthropic's Messages API, as Claude models answer on InvokeModel. Text, tool calls and usage rest
 * on recordings, whole and streamed; thinking and citations on Anthropic's documentation.
 */
export const anthropicMessages: Family = { shape: "anthropic.messages", whole, chunk };

function whole(answer: JsonObject): Piece | undefined {
  if (!Array.isArray(answer.content)) return undefined;
  if (answer.type !== "message" && answer.role !== "assistant") return undefined;
  const blocks = objectsIn(answer.content);
  return {
    text: blocks.map((block) => (block.type === "text" ? (asText(block.text) ?? "") : "")).join(""),
    reasoning: blocks.map(thoughtOf).filter(Boolean).join("\n\n"),
    toolCalls: blocks.flatMap((block, at) => toolOf(block, `${at}`, true) ?? []),
    citations: blocks.flatMap((block) => citationsIn(block)),
    stopReason: asText(answer.stop_reason),
    usage: readUsage(answer.usage),
  };
}

function chunk(event: JsonObject): Piece | undefined {
  switch (asText(event.type)) {
    case "message_start":
      return { usage: readUsage(asObject(event.message)?.usage) };
    case "content_block_start":
      return blockStart(asObject(event.content_block) ?? {}, indexOf(event.index));
    case "content_block_delta":
      return blockDelta(asObject(event.delta) ?? {}, indexOf(event.index));
    case "content_block_stop":
      return { toolCalls: [{ at: indexOf(event.index), closed: true }] };
    case "message_delta":
      return {
        stopReason: asText(asObject(event.delta)?.stop_reason),
        usage: readUsage(event.usage),
      };
    case "message_stop":
      return { ends: true };
    case "ping":
      return {};
    case undefined:
    default:
      return undefined;
  }
}

function blockStart(block: JsonObject, at: string): Piece {
  const tool = toolOf(block, at, false);
  if (tool !== undefined) return { toolCalls: [tool] };
  if (block.type === "text") return { text: asText(block.text), citations: citationsIn(block) };
  const thought = block.type === "thinking" || block.type === "redacted_thinking";
  return thought ? { newThought: true, reasoning: thoughtOf(block) } : {};
}

function blockDelta(delta: JsonObject, at: string): Piece {
  switch (asText(delta.type)) {
    case "text_delta":
      return { text: asText(delta.text) };
    case "thinking_delta":
      return { reasoning: asText(delta.thinking) };
    case "input_json_delta":
      return { toolCalls: [{ at, inputPart: asText(delta.partial_json) }] };
    case "citations_delta":
      return { citations: anthropicCitation(delta.citation) };
    case undefined:
    default:
      return {}; // signature_delta and what comes next year: in the JSON view
  }
}

function thoughtOf(block: JsonObject): string | undefined {
  if (block.type === "redacted_thinking") return redactedThinking;
  return block.type === "thinking" ? asText(block.thinking) : undefined;
}

const citationsIn = (block: JsonObject) => objectsIn(block.citations).flatMap(anthropicCitation);

function toolOf(block: JsonObject, at: string, closed: boolean): ToolPiece | undefined {
  if (block.type !== "tool_use") return undefined;
  return { at, id: asText(block.id), name: asText(block.name), input: block.input, closed };
}

const indexOf = (index: JsonValue | undefined) => (typeof index === "number" ? `${index}` : "");
