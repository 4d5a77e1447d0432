import type { RunError } from "../errors.ts";
import type { InvokeCall } from "../request/types.ts";

/** What of the connection a record may hold: never a profile, a key or an endpoint's path. */
export interface RunConnection {
  readonly region: string;
  readonly endpointHost: string;
}

/** A try that failed and will be followed by another. */
export interface Retry {
  /** The number of the try to come. */
  readonly attempt: number;
  /** How many tries there can be for a failure of this kind. */
  readonly maxAttempts: number;
  /** The name of what the former try failed with. */
  readonly reason: string;
  /** How long is waited before the next. */
  readonly delayMs: number;
}

/**
 * What happens in a run, in order. `atMs` is milliseconds since the run began.
 *
 * `started`, then an `attempt` for each try and a `retry` between two of them, `response` when the headers are there,
 * then either one `body` (InvokeModel) or any number of `chunk`s (the streaming operation),
 * and exactly one of `finished`, `failed` or `cancelled`.
 */
export type RunEvent =
  | {
      readonly type: "started";
      readonly atMs: 0;
      readonly startedAt: string; // ISO 8601
      readonly call: InvokeCall;
      readonly connection: RunConnection;
    }
  | { readonly type: "attempt"; readonly atMs: number; readonly attempt: number }
  | ({ readonly type: "retry"; readonly atMs: number } & Retry)
  | {
      readonly type: "response";
      readonly atMs: number;
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>; // names in lower case
    }
  | { readonly type: "body"; readonly atMs: number; readonly bytes: Uint8Array }
  | {
      readonly type: "chunk";
      readonly atMs: number;
      readonly bytes: Uint8Array | undefined;
      /** The event's type where the service's model has no such event; `bytes` is its payload as it came then. */
      readonly eventType?: string | undefined;
    }
  | { readonly type: "finished"; readonly atMs: number }
  | { readonly type: "failed"; readonly atMs: number; readonly error: RunError }
  | { readonly type: "cancelled"; readonly atMs: number };
