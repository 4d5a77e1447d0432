import type { JsonObject, JsonValue } from "../core/json/json.ts";

/** A tool that the request offers, with the JSON schema of its input. */
export interface Tool {
  readonly name: string;
  readonly schema: JsonValue | undefined;
}

/** What a family read out of a request body. */
export interface AskedPrompt {
  readonly prompt: string;
  readonly tools: readonly Tool[];
  readonly thinking: boolean;
  /** A stretch of a document in the request, for the answer to rest on. */
  readonly citation?: JsonObject | undefined;
}

/** An answer before it takes a family's shape. */
export interface Answer {
  readonly id: string; // 24 hex digits
  readonly modelId: string;
  readonly prompt: string;
  readonly text: string;
  readonly reasoning: string;
  readonly tool:
    { readonly id: string; readonly name: string; readonly input: JsonValue } | undefined;
  readonly citation: JsonObject | undefined;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Why it ended: by itself, at the token limit, or to have a tool called. */
  readonly stop: "end" | "limit" | "tool";
}

/** One object of a streamed answer; `text` marks those that carry a piece of the text. */
export interface Chunk {
  readonly json: JsonObject | string;
  readonly text?: true;
}

interface FamilyBase {
  /** Violations of the family's schema in the service's words, none when the body is right. */
  check(body: JsonObject): readonly string[];
}

/** A family that writes text and can stream it. */
export interface TextFamily extends FamilyBase {
  readonly kind: "text";
  /** Prompt caching: cache counts stand in the headers and metrics, be they zero. */
  readonly caching: boolean;
  /** The invocation metrics come as a chunk of their own instead of in the last one. */
  readonly ownMetricsChunk?: true;
  read(body: JsonObject): AskedPrompt;
  whole(answer: Answer): JsonObject;
  /** `pieces` are the answer's text, cut for streaming. */
  chunks(answer: Answer, pieces: readonly string[]): readonly Chunk[];
}

/** What a family that writes no text answers. */
interface DataAnswer {
  readonly body: JsonObject;
  readonly inputTokens?: number;
}

/** A family that answers with vectors, scores or images, whole only. */
export interface DataFamily extends FamilyBase {
  readonly kind: "data";
  /** The text that a guardrail would look at. */
  prompt(body: JsonObject): string;
  answer(body: JsonObject, modelId: string): DataAnswer;
  /** The answer to an input that a guardrail blocked, where the format has a place for a message. */
  blocked?(message: string): JsonObject;
}

export type SandboxFamily = TextFamily | DataFamily;
