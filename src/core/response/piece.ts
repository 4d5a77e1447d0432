import type { JsonObject, JsonValue } from "../json/json.ts";
import type {
  Citation,
  DecodedEmbedding,
  DecodedImage,
  OmittedImage,
  RerankResult,
  Usage,
} from "./decoded.ts";

/** What a whole answer, or one chunk of a streamed one, adds to what is already decoded. */
export interface Piece {
  readonly text?: string | undefined;
  /** Text that may begin with `<reasoning>…</reasoning>`, which is split out. */
  readonly taggedText?: string | undefined;
  readonly reasoning?: string | undefined;
  /** True when a new block of reasoning begins: it stands in a paragraph of its own. */
  readonly newThought?: boolean | undefined;
  readonly toolCalls?: readonly ToolPiece[] | undefined;
  readonly otherBlocks?: readonly BlockPiece[] | undefined;
  /** The piece as a delta of its block. Where that block is open and of no known kind, it is all that the piece is. */
  readonly deltaOf?: BlockPiece | undefined;
  readonly citations?: readonly Citation[] | undefined;
  readonly images?: readonly DecodedImage[] | undefined;
  readonly omittedImages?: readonly OmittedImage[] | undefined;
  readonly embeddings?: readonly DecodedEmbedding[] | undefined;
  readonly results?: readonly RerankResult[] | undefined;
  readonly stopReason?: string | undefined;
  readonly usage?: Usage | undefined;
  /** How many more answers are seen here beside the one that is read. */
  readonly others?: number | undefined;
  /** True when the family's own terminator is in this chunk; a stop reason is one by itself. */
  readonly ends?: boolean | undefined;
}

/** A part of a tool call; parts with the same `at` belong together. */
export interface ToolPiece {
  readonly at: string;
  readonly id?: string | undefined;
  readonly name?: string | undefined;
  /** The input as a value, where the family gives it whole. */
  readonly input?: JsonValue | undefined;
  /** The next stretch of the input's JSON text. */
  readonly inputPart?: string | undefined;
  /** True when no more parts follow. */
  readonly closed?: boolean | undefined;
}

/** A part of a content block that has no place of its own in an answer; parts with the same `at` belong together. */
export interface BlockPiece {
  /** Undefined for a block that comes whole. */
  readonly at: string | undefined;
  readonly type: string;
  /** The members that the block begins with. */
  readonly start?: JsonObject | undefined;
  /** The members that are added to those it has. */
  readonly delta?: JsonObject | undefined;
  /** The next stretch of the JSON text of its `input`. */
  readonly inputPart?: string | undefined;
}

/** A family of answers, known by the shape of the JSON. Both functions return undefined for a stranger. */
export interface ResponseFamily {
  readonly shape: string;
  readonly whole: (answer: JsonObject) => Piece | undefined;
  readonly chunk: (chunk: JsonObject) => Piece | undefined;
}

/** The `chunk` of a family that answers whole only. */
export const noStream = (): undefined => undefined;
