import type { JsonNumber, JsonObject, JsonValue } from "../json/json.ts";

export interface ToolCall {
  readonly id: string | undefined;
  readonly name: string;
  /** While it streams, and where it is no JSON, the text so far. */
  readonly input: JsonValue;
}
/**
 * A content block that is none of the kinds above it: a tool that the service runs itself and what that gave, a summary
 * of the conversation, a kind that is newer than the decoder. Streamed blocks are put together from their deltas.
 */
export interface OtherBlock {
  /** As the service names it: server_tool_use, web_search_tool_result, compaction … */
  readonly type: string;
  /** The block's members without its type; the member's own value where there is only one. */
  readonly content: JsonValue;
}
/** A stretch of the answer, or of what it rests on, and where that stands. */
export interface Citation {
  /** Claude and Nova give the source's words, Cohere those of the answer. */
  readonly text: string;
  readonly title: string | undefined;
  readonly url: string | undefined;
  /** The document, by name or number, and the place in it. */
  readonly source: string | undefined;
}
export interface DecodedImage {
  /** As the bytes tell: image/png, image/jpeg, image/gif or image/webp. */
  readonly mediaType: string;
  readonly base64: string;
}
/** A picture of the answer that cannot be shown as one. */
export interface OmittedImage {
  /** Its place among the pictures where it came, from 1. */
  readonly number: number;
  /** `svg`: a document that may hold scripts; `unknownType`: none of PNG, JPEG, GIF and WebP. */
  readonly reason: "svg" | "unknownType" | "notBase64" | "empty" | "notText";
}
export interface DecodedEmbedding {
  readonly type: string; // float, int8, uint8, binary, ubinary
  /** The vector's own, which are 8 a number where a binary type packs bits into bytes. */
  readonly dimensions: number;
  /** What was embedded, where the family says: TEXT, IMAGE, visual-text … */
  readonly modality?: string | undefined;
  /** The numbers as they came. */
  readonly values: readonly JsonNumber[];
}
/** In the order in which the service gave them. */
export interface RerankResult {
  readonly index: number;
  readonly relevanceScore: JsonNumber;
}
export interface GuardrailOutcome {
  readonly action: string; // INTERVENED or NONE
  readonly trace?: JsonObject | undefined;
}

/** An answer as its author meant it, whatever the family. `shape` names the decoder that read it. */
export interface Decoded {
  readonly shape: string;
  readonly text: string;
  readonly reasoning: string;
  readonly toolCalls: readonly ToolCall[];
  /** What has no place in the other members, in the order in which it came. */
  readonly otherBlocks: readonly OtherBlock[];
  readonly citations: readonly Citation[];
  readonly images: readonly DecodedImage[];
  readonly omittedImages: readonly OmittedImage[];
  readonly embeddings: readonly DecodedEmbedding[];
  readonly results: readonly RerankResult[];
  readonly stopReason: string | undefined;
  readonly guardrail: GuardrailOutcome | undefined;
  readonly usage: Usage;
  /** How many more answers came beside the one that is read: further choices, generations, completions. */
  readonly others: number;
}

/** Token counts as the body itself gives them; headers and invocation metrics go before these. */
export interface Usage {
  readonly inputTokens?: number | undefined;
  readonly outputTokens?: number | undefined;
  readonly cacheReadInputTokens?: number | undefined;
  readonly cacheWriteInputTokens?: number | undefined;
}

export const emptyDecoded: Decoded = {
  shape: "unknown",
  text: "",
  reasoning: "",
  toolCalls: [],
  otherBlocks: [],
  citations: [],
  images: [],
  omittedImages: [],
  embeddings: [],
  results: [],
  stopReason: undefined,
  guardrail: undefined,
  usage: {},
  others: 0,
};
