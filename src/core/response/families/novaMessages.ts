import { isJsonNumber, type JsonObject, type JsonValue } from "../../json/json.ts";
import { redactedThinking } from "./anthropicMessages.ts";
import { converseCitation } from "../citations.ts";
import { readPictures } from "../imageBytes.ts";
import { membersOf } from "../otherBlocks.ts";
import type { BlockPiece, ResponseFamily, Piece, ToolPiece } from "../piece.ts";
import { asObject, asText, objectsIn, readUsage } from "../read.ts";

/**
 * Amazon Nova's messages schema: Converse's shape, one member of an event's union a chunk. Text, tool
 * calls and usage rest on recordings; reasoning, citations and pictures on the service model's
 * Converse, whose schema AWS documents as InvokeModel's too, with base64 for bytes.
 */
export const novaMessages: ResponseFamily = { shape: "nova.messages", whole, chunk };

function whole(answer: JsonObject): Piece | undefined {
  const content = asObject(asObject(answer.output)?.message)?.content;
  if (!Array.isArray(content)) return undefined;
  const blocks = objectsIn(content);
  return {
    text: blocks.map(textOf).join(""),
    reasoning: blocks
      .map((block) => thoughtOf(block.reasoningContent))
      .filter(Boolean)
      .join("\n\n"),
    toolCalls: blocks.flatMap((block, at) => toolOf(block.toolUse, `${at}`, true) ?? []),
    otherBlocks: blocks.flatMap((block) => othersIn(block, undefined)),
    citations: blocks.flatMap((block) =>
      objectsIn(asObject(block.citationsContent)?.citations).flatMap(converseCitation),
    ),
    ...readPictures(blocks.flatMap(picturesOf)),
    stopReason: asText(answer.stopReason),
    usage: readUsage(answer.usage),
  };
}

function chunk(event: JsonObject): Piece | undefined {
  const delta = asObject(event.contentBlockDelta);
  if (delta !== undefined) return blockDelta(asObject(delta.delta) ?? {}, indexOf(delta));
  const start = asObject(event.contentBlockStart);
  if (start !== undefined) {
    const block = asObject(start.start) ?? {};
    const tool = toolOf(block.toolUse, indexOf(start), false);
    return tool === undefined
      ? { otherBlocks: othersIn(block, indexOf(start)), ...readPictures(picturesOf(block)) }
      : { toolCalls: [tool] };
  }
  const stop = asObject(event.contentBlockStop);
  if (stop !== undefined) return { toolCalls: [{ at: indexOf(stop), closed: true }] };
  const end = asObject(event.messageStop);
  if (end !== undefined) return { stopReason: asText(end.stopReason), ends: true };
  if (asObject(event.messageStart) !== undefined) return {};
  const metadata = asObject(event.metadata);
  return metadata?.usage === undefined ? undefined : { usage: readUsage(metadata.usage) };
}

function blockDelta(delta: JsonObject, at: string): Piece {
  const input = asObject(delta.toolUse)?.input;
  return {
    text: asText(delta.text),
    reasoning: thoughtOf(delta.reasoningContent),
    toolCalls: input === undefined ? undefined : [{ at, ...partOf(input) }],
    citations: converseCitation(delta.citation),
    ...readPictures(picturesOf(delta)),
    otherBlocks: othersIn(delta, at).map(({ start, ...block }) => ({ ...block, delta: start })),
  };
}

const known = new Set("text toolUse reasoningContent citationsContent citation image".split(" "));

/** The members of the block's union that have no place of their own, by the name that is the block's kind. */
function othersIn(block: JsonObject, at: string | undefined): BlockPiece[] {
  return Object.entries(block).flatMap(([type, value]) =>
    known.has(type) || value === undefined
      ? []
      : [{ at: at === undefined ? undefined : `${at} ${type}`, type, start: membersOf(value) }],
  );
}

const partOf = (input: JsonValue) => (typeof input === "string" ? { inputPart: input } : { input });

/** A block of text, or one of text with what it cites. */
function textOf(block: JsonObject): string {
  const cited = objectsIn(asObject(block.citationsContent)?.content);
  return [block, ...cited].map((part) => asText(part.text) ?? "").join("");
}

/** A picture comes whole, in one block or one delta. */
function picturesOf(block: JsonObject): readonly (JsonValue | undefined)[] {
  const image = asObject(block.image);
  return image === undefined ? [] : [asObject(image.source)?.bytes];
}

/** Nova puts the text in `reasoningText.text` of a whole block and in `text` of a delta. */
function thoughtOf(value: JsonValue | undefined): string | undefined {
  const thought = asObject(value);
  if (thought === undefined) return undefined;
  if (thought.redactedContent !== undefined) return redactedThinking;
  return asText(asObject(thought.reasoningText)?.text) ?? asText(thought.text);
}

function toolOf(value: JsonValue | undefined, at: string, closed: boolean): ToolPiece | undefined {
  const tool = asObject(value);
  if (tool === undefined) return undefined;
  return { at, id: asText(tool.toolUseId), name: asText(tool.name), input: tool.input, closed };
}

const indexOf = (block: JsonObject) =>
  isJsonNumber(block.contentBlockIndex) ? String(block.contentBlockIndex) : "";
