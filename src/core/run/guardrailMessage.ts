import type { JsonObject, JsonValue } from "../json/json.ts";
import type { GuardrailMessages } from "../models/liveModels.ts";
import { asObject, asText, jsonOfText, objectsIn, readableText } from "../response/read.ts";
import type { RunState } from "./state.ts";

/** What a guardrail's own message stands for; "either" where it has the same words for both. */
export type GuardrailMessageKind = "input" | "output" | "either";

/**
 * Which of the guardrail's messages the answer is, as its whole text or as one whole block of it; undefined where it is
 * none. Spaces around a text do not count, and a message without words is none.
 */
export function guardrailMessageOf(
  state: Pick<RunState, "decoded" | "body" | "events">,
  { blockedInput, blockedOutput }: GuardrailMessages,
): GuardrailMessageKind | undefined {
  const texts = new Set([state.decoded.text, ...blocksOf(state)].map((text) => text.trim()));
  texts.delete("");
  const isInput = texts.has(blockedInput.trim());
  const isOutput = texts.has(blockedOutput.trim());
  if (isInput && isOutput) return "either";
  if (isInput) return "input";
  return isOutput ? "output" : undefined;
}

/** The texts of the answer's blocks, in the families that have blocks. */
function blocksOf({ body, events }: Pick<RunState, "body" | "events">): readonly string[] {
  if (body) return wholeBlocks(objectOf(body));
  const blocks = new Map<JsonValue | undefined, string>();
  for (const { bytes, type } of events) {
    const part = bytes && type === undefined ? partOf(objectOf(bytes)) : undefined;
    // Pieces of text are no blocks: a short message may be a word of the model's.
    if (part) blocks.set(part.at, (blocks.get(part.at) ?? "") + part.text);
  }
  return [...blocks.values()];
}

/** Claude has its blocks at the top, Nova in its message. */
function wholeBlocks(answer: JsonObject | undefined): readonly string[] {
  const lists = [answer?.content, asObject(asObject(answer?.output)?.message)?.content];
  return lists.flatMap((list) => objectsIn(list).flatMap(({ text }) => asText(text) ?? []));
}

/** The text that a chunk adds to one of the blocks, and which: Claude's two events for it, and Nova's. */
function partOf(
  chunk: JsonObject | undefined,
): { readonly at: JsonValue | undefined; readonly text: string } | undefined {
  const claude = asObject(chunk?.delta) ?? asObject(chunk?.content_block);
  const nova = asObject(chunk?.contentBlockDelta);
  const text = asText(claude?.text) ?? asText(asObject(nova?.delta)?.text);
  return text === undefined ? undefined : { at: chunk?.index ?? nova?.contentBlockIndex, text };
}

function objectOf(bytes: Uint8Array): JsonObject | undefined {
  const text = readableText(bytes);
  return text === undefined ? undefined : asObject(jsonOfText(text));
}
