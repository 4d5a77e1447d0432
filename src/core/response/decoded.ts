import type { JsonObject, JsonValue } from "../json.ts";

export interface ToolCall {
  readonly id: string | undefined;
  readonly name: string;
  /** While it streams, and where it is no JSON, the text so far. */
  readonly input: JsonValue;
}
export interface DecodedImage {
  readonly mediaType: string;
  readonly base64: string;
}
export interface DecodedEmbedding {
  readonly type: string; // float, int8, uint8, binary, ubinary
  readonly dimensions: number;
  readonly values: readonly number[];
}
export interface RerankResult {
  readonly index: number;
  readonly relevanceScore: number;
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
  readonly images: readonly DecodedImage[];
  readonly embeddings: readonly DecodedEmbedding[];
  readonly results: readonly RerankResult[];
  readonly stopReason: string | undefined;
  readonly guardrail: GuardrailOutcome | undefined;
  readonly usage: Usage;
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
  images: [],
  embeddings: [],
  results: [],
  stopReason: undefined,
  guardrail: undefined,
  usage: {},
};
