import type { RunError } from "../errors.ts";
import type { GrowingList } from "../growingList.ts";
import type { ServedMember } from "../request/members.ts";
import type { InvokeCall } from "../request/types.ts";
import type { AnswerError } from "../response/answerError.ts";
import type { Assembly } from "../response/assemble.ts";
import type { Rest } from "../response/chunkTexts.ts";
import type { Decoded } from "../response/decoded.ts";
import type { Retry, RunConnection } from "./events.ts";

/** Counts are tokens; times are milliseconds. Absent means that nobody said. */
export interface Metrics {
  readonly inputTokens?: number | undefined;
  readonly outputTokens?: number | undefined;
  readonly cacheReadInputTokens?: number | undefined;
  readonly cacheWriteInputTokens?: number | undefined;
  /** As the service measured it. */
  readonly invocationLatencyMs?: number | undefined;
  /** As the service measured it (streams only). */
  readonly firstByteLatencyMs?: number | undefined;
  /** From the click to the end, as we measured it. */
  readonly wallMs?: number | undefined;
  /** From the click to the first chunk, as we measured it (streams only). */
  readonly firstChunkMs?: number | undefined;
  readonly attempts: number;
}

export interface ResponseHead {
  readonly status: number;
  readonly requestId: string | undefined;
  readonly contentType: string | undefined;
  /** What the service says it used. */
  readonly served: Readonly<Partial<Record<ServedMember, string>>>;
  /** Every response header, names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

/** One piece of a streamed answer. `bytes` is the model's JSON, undefined where the event had none. */
export interface StreamEvent {
  readonly atMs: number;
  readonly bytes: Uint8Array | undefined;
  /** Of an event that the service's model does not know: its type. `bytes` is its payload as it came then. */
  readonly type?: string | undefined;
}

/** Where a run can stand. */
export const runStatuses = ["idle", "running", "done", "failed", "cancelled"] as const;
export type RunStatus = (typeof runStatuses)[number];

/** All that is known of a run at a moment: the fold of its events so far. */
export interface RunState {
  readonly status: RunStatus;
  readonly startedAt: string; // ISO 8601
  readonly call: InvokeCall | undefined;
  readonly connection: RunConnection | undefined;
  readonly response: ResponseHead | undefined;
  /** The whole answer of InvokeModel. */
  readonly body: Uint8Array | undefined;
  /** The chunks of a streamed answer, in order: those of this moment, whatever comes later. */
  readonly events: GrowingList<StreamEvent>;
  readonly bytesReceived: number;
  /**
   * Known when the run has ended. A streamed answer is complete only when its terminator was seen; a
   * whole answer when the run came to its end.
   */
  readonly complete: boolean;
  readonly decoded: Decoded;
  readonly metrics: Metrics;
  /** The last time a try failed and another was to follow; `waiting` until that one begins. */
  readonly retry: (Retry & { readonly waiting: boolean }) | undefined;
  readonly error: RunError | undefined;
  /** How far the fold has come; only for the fold. */
  readonly progress: RunProgress;
}

/** What the fold must remember from one event to the next besides what is shown. */
export interface RunProgress {
  readonly assembly: Assembly;
  /** What of the chunks waits for the next one. */
  readonly rest: Rest;
  /** The error that the answer held; `sure` where no more of the answer can take it back. */
  readonly failure: { readonly error: AnswerError; readonly sure: boolean } | undefined;
  readonly terminated: boolean;
  /** From `amazon-bedrock-invocationMetrics`. */
  readonly service: ServiceMetrics;
}

/** The part of the metrics that the service measures and counts. */
export type ServiceMetrics = Omit<Metrics, "wallMs" | "firstChunkMs" | "attempts">;
