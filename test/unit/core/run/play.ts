import type { JsonValue } from "../../../../src/core/json/json.ts";
import type { InvokeCall } from "../../../../src/core/request/types.ts";
import type { RunError } from "../../../../src/core/errors.ts";
import type { RunEvent } from "../../../../src/core/run/events.ts";
import { foldRunEvent, initialRunState } from "../../../../src/core/run/fold.ts";
import type { RunState } from "../../../../src/core/run/state.ts";

/** UTF-8 bytes of a text. */
export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A call with the least that it needs, and what the test adds. */
function callOf(members: Partial<InvokeCall> = {}): InvokeCall {
  return {
    operation: "InvokeModel",
    modelId: "test.model-v1:0",
    body: bytesOf('{"prompt": "Hi"}'),
    contentType: "application/json",
    accept: "application/json",
    ...members,
  };
}

/** The first event of a run. */
export function startedWith(members: Partial<InvokeCall> = {}): RunEvent {
  return {
    type: "started",
    atMs: 0,
    startedAt: "2026-11-21T10:00:00.000Z",
    call: callOf(members),
    connection: { region: "us-east-1", endpointHost: "127.0.0.1:4599" },
  };
}

/** An error as the engine makes them, with what the test adds. */
export function errorOf(members: Partial<RunError> = {}): RunError {
  return {
    name: "ThrottlingException",
    message: "Too many requests.",
    retryable: true,
    attempts: 3,
    members: {},
    remedy: "Wait, then retry.",
    actions: [],
    ...members,
  };
}

/** The state after all the events. */
export function foldAll(events: readonly RunEvent[], from = initialRunState()): RunState {
  return events.reduce(foldRunEvent, from);
}

/** A whole answer, folded to its end. */
export function answer(body: JsonValue | Uint8Array): RunState {
  const bytes = body instanceof Uint8Array ? body : bytesOf(JSON.stringify(body));
  return foldAll([
    startedWith(),
    { type: "response", atMs: 5, status: 200, headers: { "content-type": "application/json" } },
    { type: "body", atMs: 9, bytes },
    { type: "finished", atMs: 10 },
  ]);
}

/** The events of a streamed answer without its end. */
export function chunkEvents(chunks: readonly (JsonValue | Uint8Array | undefined)[]): RunEvent[] {
  return [
    startedWith({ operation: "InvokeModelWithResponseStream" }),
    { type: "response", atMs: 5, status: 200, headers: {} },
    ...chunks.map((chunk, index): RunEvent => {
      const raw = chunk === undefined || chunk instanceof Uint8Array;
      return {
        type: "chunk",
        atMs: 10 + index,
        bytes: raw ? chunk : bytesOf(JSON.stringify(chunk)),
      };
    }),
  ];
}

/** A streamed answer, folded to its end. */
export function stream(chunks: readonly (JsonValue | Uint8Array | undefined)[]): RunState {
  return foldAll([...chunkEvents(chunks), { type: "finished", atMs: 1000 }]);
}
