import assert from "node:assert/strict";
import type { Connection } from "../../src/bedrock/aws/connection.ts";
import { connectionDefaults } from "../../src/bedrock/aws/connection.ts";
import type { InvokeOptions } from "../../src/bedrock/engine.ts";
import { invoke } from "../../src/bedrock/engine.ts";
import type { RunError } from "../../src/core/errors.ts";
import type { InvokeCall } from "../../src/core/request/types.ts";
import type { RunEvent } from "../../src/core/run/events.ts";

export const bodyText = '{"max_tokens": 1.0, "messages":[ ], "n": 9007199254740993}';

export const plainCall: InvokeCall = {
  operation: "InvokeModel",
  modelId: "anthropic.claude-haiku-4-5-20251001-v1:0",
  body: Buffer.from(bodyText),
  contentType: "application/json",
  accept: "application/json",
};
export const streamCall: InvokeCall = {
  ...plainCall,
  operation: "InvokeModelWithResponseStream",
};

/** A connection without signing; the timeouts are short so that a broken limit shows. */
export function unsigned(endpointUrl: string, changes: Partial<Connection> = {}): Connection {
  return {
    ...connectionDefaults,
    credentials: { kind: "none" },
    region: "us-east-1",
    endpointUrl,
    ...changes,
  };
}

export interface Told {
  readonly events: readonly RunEvent[];
  readonly final: RunEvent;
}

/** Invokes, holds the events against the order they are promised in, and returns them. */
export async function invokeOnce(
  call: InvokeCall,
  connection: Connection,
  options: {
    readonly credentialsTimeoutMs?: number;
    readonly context?: InvokeOptions["context"];
    readonly mfaCode?: InvokeOptions["mfaCode"];
    /** Aborts when this says so of an event. */
    readonly abortAt?: (event: RunEvent) => boolean;
    readonly signal?: AbortSignal;
  } = {},
): Promise<Told> {
  const events: RunEvent[] = [];
  const abort = new AbortController();
  options.signal?.addEventListener("abort", () => abort.abort());
  if (options.signal?.aborted) abort.abort();
  await invoke(call, connection, {
    signal: abort.signal,
    credentialsTimeoutMs: options.credentialsTimeoutMs,
    context: options.context,
    mfaCode: options.mfaCode,
    onEvent: (event) => {
      events.push(event);
      if (options.abortAt?.(event)) abort.abort();
    },
  });
  assert.equal(events[0]?.type, "started");
  assert.equal(events.filter(isFinal).length, 1, "exactly one final event");
  const final = events.at(-1);
  assert.ok(final && isFinal(final), "the final event is the last");
  return { events, final };
}

function isFinal(event: RunEvent): boolean {
  return ["finished", "failed", "cancelled"].includes(event.type);
}

/** The error of a run that must have failed. */
export function errorOf({ final }: Told): RunError {
  assert.equal(final.type, "failed");
  assert.ok(final.error.remedy.length > 0, `${final.error.name} has a remedy`);
  return final.error;
}

/** The events of one type, in order. */
export function ofType<Type extends RunEvent["type"]>(
  { events }: Told,
  type: Type,
): Extract<RunEvent, { type: Type }>[] {
  return events.filter((event): event is Extract<RunEvent, { type: Type }> => event.type === type);
}
