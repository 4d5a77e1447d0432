import { GrowingList } from "../growingList.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../json/json.ts";
import type { OtherBlock } from "./decoded.ts";
import type { BlockPiece } from "./piece.ts";
import { jsonOfText } from "./read.ts";

/** The pieces of content blocks that no decoder has a place for: adding one costs the piece, reading them what they hold. */
export class OtherBlocks {
  #blocks: readonly OtherBlock[] | undefined;

  constructor(private readonly pieces = new GrowingList<BlockPiece>()) {}

  /** The blocks with more pieces; the same where there are none. */
  add(pieces: readonly BlockPiece[]): OtherBlocks {
    return pieces.length === 0 ? this : new OtherBlocks(this.pieces.append(pieces));
  }

  /** The blocks in the order in which they began. */
  get blocks(): readonly OtherBlock[] {
    this.#blocks ??= readBlocks(this.pieces);
    return this.#blocks;
  }
}

interface Growing {
  readonly type: string;
  /** A map, as a member may have any name. */
  readonly members: Map<string, JsonValue | JsonValue[]>;
  json: string;
}

function readBlocks(pieces: Iterable<BlockPiece>): readonly OtherBlock[] {
  const blocks: Growing[] = [];
  const open = new Map<string, Growing>();
  for (const { at, type, start, delta, inputPart } of pieces) {
    let block = at === undefined || start !== undefined ? undefined : open.get(at);
    if (block === undefined) {
      block = { type, members: new Map(entriesOf(start ?? {})), json: "" };
      blocks.push(block);
      if (at !== undefined) open.set(at, block);
    }
    for (const [name, value] of entriesOf(delta ?? {})) grow(block.members, name, value);
    block.json += inputPart ?? "";
  }
  return blocks.map(finished);
}

/** Text is added to text and a list to a list, as deltas of every known kind do; anything else is the newer value. */
function grow(members: Growing["members"], name: string, value: JsonValue): void {
  const before = members.get(name);
  if (typeof before === "string" && typeof value === "string") members.set(name, before + value);
  else if (Array.isArray(before) && Array.isArray(value)) before.push(...(value as JsonValue[]));
  else members.set(name, copied(value));
}

/** A block of one member is that member, so that a summary reads as a text. */
function finished({ type, members, json }: Growing): OtherBlock {
  if (json.trim() !== "") members.set("input", jsonOfText(json) ?? json);
  const [first] = members.values();
  const content = members.size === 1 && first !== undefined ? first : Object.fromEntries(members);
  return { type, content };
}

function entriesOf(members: JsonObject): [string, JsonValue | JsonValue[]][] {
  return Object.entries(members).flatMap(([name, value]) =>
    name === "type" || value === undefined ? [] : [[name, copied(value)]],
  );
}

/** Lists are copied: those of the answer are not ours to add to. */
const copied = (value: JsonValue): JsonValue | JsonValue[] =>
  Array.isArray(value) ? [...(value as JsonValue[])] : value;

/** What the members of a value begin a block with; what is no object is its `content`. */
export function membersOf(value: JsonValue): JsonObject {
  return isJsonObject(value) ? value : { content: value };
}
