import { GrowingList } from "../growingList.ts";
import { isJsonObject } from "../json.ts";
import { decodedOf, settle, startAssembly } from "../response/assemble.ts";
import { addChunk, addOddChunk, decodeAnswer } from "../response/decode.ts";
import { emptyDecoded } from "../response/decoded.ts";
import { jsonOfText, readableText } from "../response/read.ts";
import type { RunEvent } from "./events.ts";
import { withoutSecretHeaders } from "./headers.ts";
import { invocationMetrics, withCounts } from "./metrics.ts";
import type { ResponseHead, RunState, StreamEvent } from "./state.ts";

type Of<T extends RunEvent["type"]> = Extract<RunEvent, { type: T }>;

/** The state before anything has happened. */
export function initialRunState(): RunState {
  return {
    status: "idle",
    startedAt: "",
    call: undefined,
    connection: undefined,
    response: undefined,
    body: undefined,
    events: new GrowingList<StreamEvent>(),
    bytesReceived: 0,
    complete: false,
    decoded: emptyDecoded,
    metrics: { attempts: 0 },
    retry: undefined,
    error: undefined,
    progress: { assembly: startAssembly(), terminated: false, service: {} },
  };
}

/**
 * The state after the event. The cost of a chunk does not grow with the chunks before it. Once a run
 * has ended nothing changes it but another `started`. Never throws, whatever the bytes.
 */
export function foldRunEvent(state: RunState, event: RunEvent): RunState {
  if (event.type === "started") return started(event);
  if (state.status !== "running" && state.status !== "idle") return state;
  switch (event.type) {
    case "attempt":
      return withAttempts(tried(state), event.attempt);
    case "retry": {
      const { attempt, maxAttempts, reason, delayMs } = event;
      return { ...state, retry: { attempt, maxAttempts, reason, delayMs, waiting: true } };
    }
    case "response":
      return responded(state, event);
    case "body":
      return answered(state, event);
    case "chunk":
      return chunked(state, event);
    case "finished":
      return ended(state, "done", event.atMs);
    case "failed":
      return {
        ...withAttempts(ended(state, "failed", event.atMs), event.error.attempts),
        error: event.error,
      };
    case "cancelled":
      break;
  }
  return ended(state, "cancelled", event.atMs);
}

function started(event: Of<"started">): RunState {
  const { startedAt, call, connection } = event;
  return { ...initialRunState(), status: "running", startedAt, call, connection };
}

function tried(state: RunState): RunState {
  return state.retry ? { ...state, retry: { ...state.retry, waiting: false } } : state;
}

function withAttempts(state: RunState, attempts: number): RunState {
  const most = Math.max(state.metrics.attempts, attempts);
  return { ...state, metrics: { ...state.metrics, attempts: most } };
}

function responded(state: RunState, event: Of<"response">): RunState {
  const headers = withoutSecretHeaders(event.headers);
  const response: ResponseHead = {
    status: event.status,
    requestId: headers["x-amzn-requestid"],
    // A stream's own Content-Type is the event stream's.
    contentType: headers["x-amzn-bedrock-content-type"] ?? headers["content-type"],
    performanceConfigLatency: headers["x-amzn-bedrock-performanceconfig-latency"],
    serviceTier: headers["x-amzn-bedrock-service-tier"],
    headers,
  };
  return counted({ ...state, response });
}

function answered(state: RunState, event: Of<"body">): RunState {
  const { decoded, json } = decodeAnswer(event.bytes);
  const service = isJsonObject(json) ? invocationMetrics(json) : {};
  return counted({
    ...state,
    body: event.bytes,
    bytesReceived: state.bytesReceived + event.bytes.length,
    decoded,
    progress: { ...state.progress, service },
  });
}

function chunked(state: RunState, event: Of<"chunk">): RunState {
  if (event.eventType !== undefined) return strayed(state, event, event.eventType);
  const before = state.progress;
  const events = state.events.append([{ atMs: event.atMs, bytes: event.bytes }]);
  const metrics = { ...state.metrics, firstChunkMs: state.metrics.firstChunkMs ?? event.atMs };
  const next: RunState = {
    ...state,
    events,
    bytesReceived: state.bytesReceived + (event.bytes?.length ?? 0),
    metrics,
  };
  const text = event.bytes && readableText(event.bytes);
  if (text === undefined) return next;
  const json = jsonOfText(text);
  // Writer's models end with a bare "[DONE]", as JSON or not.
  if (json === "[DONE]" || text.trim() === "[DONE]")
    return { ...next, progress: { ...next.progress, terminated: true } };
  if (!isJsonObject(json)) {
    const assembly = addOddChunk(before.assembly, text, json);
    return { ...next, decoded: decodedOf(assembly), progress: { ...before, assembly } };
  }
  const { assembly, ends } = addChunk(before.assembly, json);
  return counted({
    ...next,
    decoded: decodedOf(assembly),
    progress: {
      assembly,
      terminated: before.terminated || ends,
      service: { ...before.service, ...invocationMetrics(json) },
    },
  });
}

/** An event that nobody has described is kept as it came, and is no part of the answer. */
function strayed(state: RunState, { atMs, bytes }: Of<"chunk">, type: string): RunState {
  const events = state.events.append([{ atMs, bytes, type }]);
  return { ...state, events, bytesReceived: state.bytesReceived + (bytes?.length ?? 0) };
}

function ended(state: RunState, status: RunState["status"], atMs: number): RunState {
  const streamed = state.body === undefined;
  const done = status === "done";
  const assembly = streamed ? settle(state.progress.assembly) : state.progress.assembly;
  // A guardrail that blocks and may not show its trace sends one chunk that says no more than that.
  const blocked =
    done && state.decoded.guardrail?.action === "INTERVENED" && chunkCount(state) === 1;
  return {
    ...state,
    status,
    // A body that the connection broke off is followed by an error, not by the end.
    complete: streamed ? state.progress.terminated || blocked : done,
    decoded: streamed ? decodedOf(assembly) : state.decoded,
    metrics: { ...state.metrics, wallMs: atMs },
    progress: { ...state.progress, assembly },
  };
}

/** How many of the state's own events are chunks of the answer. */
function chunkCount({ events }: RunState): number {
  return events.slice().filter(({ type }) => type === undefined).length;
}

function counted(state: RunState): RunState {
  const headers = state.response?.headers ?? {};
  const { service } = state.progress;
  return { ...state, metrics: withCounts(state.metrics, headers, service, state.decoded.usage) };
}
