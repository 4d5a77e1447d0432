import { GrowingList } from "../growingList.ts";
import type {
  Citation,
  Decoded,
  DecodedEmbedding,
  DecodedImage,
  GuardrailOutcome,
  OmittedImage,
  OtherBlock,
  RerankResult,
  Usage,
} from "./decoded.ts";
import { emptyDecoded } from "./decoded.ts";
import { OtherBlocks } from "./otherBlocks.ts";
import type { Piece } from "./piece.ts";
import { endReasoning, splitReasoning, tagStart, type TagState } from "./reasoningTag.ts";
import { ToolCalls } from "./toolCalls.ts";

/** What has come of an answer so far. Lists are put together when somebody reads them: see `decodedOf`. */
export interface Assembly {
  readonly shape: string;
  readonly text: string;
  readonly reasoning: string;
  readonly tools: ToolCalls;
  readonly blocks: OtherBlocks;
  /** The places of the blocks that are open and none of a known kind: their deltas are theirs. */
  readonly openBlocks: readonly string[];
  readonly citations: GrowingList<Citation>;
  readonly images: GrowingList<DecodedImage>;
  readonly omittedImages: GrowingList<OmittedImage>;
  readonly embeddings: GrowingList<DecodedEmbedding>;
  readonly results: GrowingList<RerankResult>;
  readonly stopReason: string | undefined;
  readonly guardrail: GuardrailOutcome | undefined;
  readonly usage: Usage;
  readonly others: number;
  readonly tag: TagState;
}

/** Blocks follow each other, or stand side by side by the dozen; of more than these the oldest count as ended. */
const maxOpenBlocks = 256;

/** The assembly to which nothing was added yet. */
export function startAssembly(
  shape: string = emptyDecoded.shape,
  guardrail?: GuardrailOutcome,
): Assembly {
  return {
    shape,
    text: "",
    reasoning: "",
    tools: new ToolCalls(),
    blocks: new OtherBlocks(),
    openBlocks: [],
    citations: new GrowingList(),
    images: new GrowingList(),
    omittedImages: new GrowingList(),
    embeddings: new GrowingList(),
    results: new GrowingList(),
    stopReason: undefined,
    guardrail,
    usage: {},
    others: 0,
    tag: tagStart,
  };
}

/** The assembly with the piece added. Costs no more than the piece, however much came before it. */
export function addPiece(before: Assembly, piece: Piece): Assembly {
  const { deltaOf } = piece;
  if (deltaOf?.at !== undefined && before.openBlocks.includes(deltaOf.at))
    return { ...before, blocks: before.blocks.add([deltaOf]) };
  const split = piece.taggedText
    ? splitReasoning(before.tag, piece.taggedText)
    : { state: before.tag, text: "", reasoning: "" };
  const gap = piece.newThought && before.reasoning !== "" ? "\n\n" : "";
  const { blocks, openBlocks } = addBlocks(before, piece);
  // Member by member: a spread of so many takes a third of the time of a long stream.
  return {
    shape: before.shape,
    guardrail: before.guardrail,
    text: before.text + (piece.text ?? "") + split.text,
    reasoning: before.reasoning + gap + (piece.reasoning ?? "") + split.reasoning,
    tools: before.tools.add(piece.toolCalls ?? []),
    blocks,
    openBlocks,
    citations: before.citations.append(piece.citations ?? []),
    images: before.images.append(piece.images ?? []),
    omittedImages: before.omittedImages.append(piece.omittedImages ?? []),
    embeddings: before.embeddings.append(piece.embeddings ?? []),
    results: before.results.append(piece.results ?? []),
    stopReason: piece.stopReason ?? before.stopReason,
    others: Math.max(before.others, piece.others ?? 0),
    usage: piece.usage === undefined ? before.usage : { ...before.usage, ...piece.usage },
    tag: split.state,
  };
}

/** The assembly when nothing more comes: tool inputs are read, and what was held back is let go. */
export function settle(before: Assembly): Assembly {
  const split = endReasoning(before.tag);
  return {
    ...before,
    text: before.text + split.text,
    reasoning: before.reasoning + split.reasoning,
    tools: before.tools.settle(),
    tag: split.state,
  };
}

/**
 * The answer as it stands. Its lists are made when they are read, once: who looks at the text of each state of a stream
 * does not pay for the lists of all of them.
 */
export function decodedOf(assembly: Assembly): Decoded {
  const { shape, text, reasoning, stopReason, guardrail, usage, others } = assembly;
  return {
    shape,
    text,
    reasoning,
    get toolCalls() {
      return assembly.tools.calls;
    },
    get otherBlocks() {
      return withNameless(assembly);
    },
    get citations() {
      return assembly.citations.toArray();
    },
    get images() {
      return assembly.images.toArray();
    },
    get omittedImages() {
      return assembly.omittedImages.toArray();
    },
    get embeddings() {
      return assembly.embeddings.toArray();
    },
    get results() {
      return assembly.results.toArray();
    },
    stopReason,
    guardrail,
    usage,
    others,
  };
}

function withNameless({ tools, blocks }: Assembly): readonly OtherBlock[] {
  if (tools.nameless.length === 0) return blocks.blocks;
  const nameless = tools.nameless.map(({ id, input }) => ({
    type: "tool_call",
    content: id === undefined ? input : { id, input },
  }));
  return [...blocks.blocks, ...nameless];
}

function addBlocks(
  { blocks, openBlocks }: Assembly,
  { otherBlocks = [], toolCalls = [] }: Piece,
): Pick<Assembly, "blocks" | "openBlocks"> {
  let open = openBlocks;
  for (const { at } of otherBlocks)
    if (at !== undefined && !open.includes(at)) open = [...open, at].slice(-maxOpenBlocks);
  // The end of a block tells its place, not its kind.
  if (open.length > 0)
    for (const { at, closed } of toolCalls)
      if (closed && open.includes(at)) open = open.filter((one) => one !== at);
  return { blocks: blocks.add(otherBlocks), openBlocks: open };
}
