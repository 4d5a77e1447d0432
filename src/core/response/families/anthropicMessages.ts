import { isJsonNumber, type JsonObject, type JsonValue } from "../../json/json.ts";
import { anthropicCitation } from "../citations.ts";
import type { BlockPiece, ResponseFamily, Piece, ToolPiece } from "../piece.ts";
import { asObject, asText, objectsIn, readUsage } from "../read.ts";

/** Stands in the reasoning where the provider encrypted a stretch of it. */
export const redactedThinking = "[redacted thinking]";

/**
 * Anthropic's Messages API, as Claude models answer on InvokeModel. Text, tool calls and usage rest
 * on recordings, whole and streamed; thinking and citations on Anthropic's documentation.
 */
export const anthropicMessages: ResponseFamily = { shape: "anthropic.messages", whole, chunk };

function whole(answer: JsonObject): Piece | undefined {
  if (!Array.isArray(answer.content)) return undefined;
  if (answer.type !== "message" && answer.role !== "assistant") return undefined;
  const blocks = objectsIn(answer.content);
  return {
    text: blocks.map((block) => (block.type === "text" ? (asText(block.text) ?? "") : "")).join(""),
    reasoning: blocks.map(thoughtOf).filter(Boolean).join("\n\n"),
    toolCalls: blocks.flatMap((block, at) => toolOf(block, `${at}`, true) ?? []),
    otherBlocks: blocks.flatMap((block) => otherOf(block, undefined) ?? []),
    citations: blocks.flatMap((block) => (block.type === "text" ? citationsIn(block) : [])),
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
  const other = otherOf(block, at);
  if (other !== undefined) return { otherBlocks: [other] };
  if (block.type === "text") return { text: asText(block.text), citations: citationsIn(block) };
  return { newThought: true, reasoning: thoughtOf(block) };
}

/** A delta belongs to the block that is open at its place, whatever the delta is: a kind to come may have text too. */
function blockDelta(delta: JsonObject, at: string): Piece {
  const kind = asText(delta.type) ?? "delta";
  if (kind === "input_json_delta") {
    const inputPart = asText(delta.partial_json);
    return { toolCalls: [{ at, inputPart }], deltaOf: { at, type: kind, inputPart } };
  }
  const deltaOf = { at, type: kind.replace(/_delta$/, ""), delta: addedBy(delta) };
  switch (kind) {
    case "text_delta":
      return { deltaOf, text: asText(delta.text) };
    case "thinking_delta":
      return { deltaOf, reasoning: asText(delta.thinking) };
    case "citations_delta":
      return { deltaOf, citations: anthropicCitation(delta.citation) };
    case "signature_delta":
      return { deltaOf };
    default: // of a block that is open, or of one whose start was never seen
      return { deltaOf, otherBlocks: [{ ...deltaOf, at: `${at} ${kind}` }] };
  }
}

/** What the delta adds to the members of its block; one citation is added to the block's list of them. */
function addedBy({ type: _type, citation, ...members }: JsonObject): JsonObject {
  return citation === undefined ? members : { ...members, citations: [citation] };
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

const known = new Set<JsonValue | undefined>(["text", "thinking", "redacted_thinking", "tool_use"]);

/** A block of a kind that has no place of its own: a server's tool and its result, a summary, a kind to come. */
function otherOf(block: JsonObject, at: string | undefined): BlockPiece | undefined {
  if (known.has(block.type)) return undefined;
  return { at, type: asText(block.type) ?? "block", start: block };
}

const indexOf = (index: JsonValue | undefined) => (isJsonNumber(index) ? String(index) : "");
