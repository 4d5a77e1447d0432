import { GrowingList } from "../growingList.ts";
import { isJsonObject } from "../json.ts";
import { servedValues } from "../request/members.ts";
import { decodedOf, settle, startAssembly } from "../response/assemble.ts";
import { noRest, takeChunk, takeRest, type ChunkText } from "../response/chunkTexts.ts";
import { addChunk, addOddChunk, decodeAnswer } from "../response/decode.ts";
import { emptyDecoded } from "../response/decoded.ts";
import { answerRunError } from "./answerRunError.ts";
import type { RunEvent } from "./events.ts";
import { withoutSecretHeaders } from "./headers.ts";
import { invocationMetrics, withCounts } from "./metrics.ts";
import type { ResponseHead, RunProgress, RunState, StreamEvent } from "./state.ts";

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
    progress: {
      assembly: startAssembly(),
      rest: noRest,
      failure: undefined,
      terminated: false,
      service: {},
    },
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
    case "failed": {
      const failed = withAttempts(ended(state, "failed", event.atMs), event.error.attempts);
      return { ...failed, error: failed.error ?? event.error };
    }
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
    served: servedValues(headers),
    headers,
  };
  return counted({ ...state, response });
}

function answered(state: RunState, event: Of<"body">): RunState {
  const { decoded, json, error } = decodeAnswer(event.bytes);
  const service = isJsonObject(json) ? invocationMetrics(json) : {};
  return counted({
    ...state,
    body: event.bytes,
    bytesReceived: state.bytesReceived + event.bytes.length,
    decoded,
    progress: { ...state.progress, service, failure: error && { error, sure: true } },
  });
}

function chunked(state: RunState, event: Of<"chunk">): RunState {
  if (event.eventType !== undefined) return strayed(state, event, event.eventType);
  const { atMs, bytes } = event;
  const next: RunState = {
    ...state,
    events: state.events.append([{ atMs, bytes }]),
    bytesReceived: state.bytesReceived + (bytes?.length ?? 0),
    metrics: { ...state.metrics, firstChunkMs: state.metrics.firstChunkMs ?? atMs },
  };
  if (bytes === undefined) return next;
  const { assembly, rest } = state.progress;
  const taken = takeChunk(rest, bytes, assembly.shape === "text");
  return withTexts({ ...next, progress: { ...next.progress, rest: taken.rest } }, taken.texts);
}

function withTexts(state: RunState, texts: readonly ChunkText[]): RunState {
  if (texts.length === 0) return state;
  const progress = texts.reduce(addText, state.progress);
  return counted({ ...state, decoded: decodedOf(progress.assembly), progress });
}

function addText(before: RunProgress, { text, json }: ChunkText): RunProgress {
  // Writer's models end with a bare "[DONE]", as JSON or not.
  if (json === "[DONE]" || text.trim() === "[DONE]") return { ...before, terminated: true };
  if (!isJsonObject(json)) return { ...before, assembly: addOddChunk(before.assembly, text, json) };
  const { assembly, ends, error, sure = false } = addChunk(before.assembly, json);
  const { failure } = before;
  const goesOn = ends || assembly.text !== before.assembly.text;
  const kept = failure?.sure || !goesOn ? failure : undefined;
  return {
    ...before,
    assembly,
    failure: kept ?? (error && { error, sure }),
    terminated: before.terminated || ends,
    service: { ...before.service, ...invocationMetrics(json) },
  };
}

/** An event that nobody has described is kept as it came, and is no part of the answer. */
function strayed(state: RunState, { atMs, bytes }: Of<"chunk">, type: string): RunState {
  const events = state.events.append([{ atMs, bytes, type }]);
  return { ...state, events, bytesReceived: state.bytesReceived + (bytes?.length ?? 0) };
}

function ended(state: RunState, status: RunState["status"], atMs: number): RunState {
  if (state.body !== undefined)
    // A body that the connection broke off is followed by an error, not by the end.
    return failing({ ...closed(state, status, atMs), complete: status === "done" });
  const { progress } = withTexts(state, takeRest(state.progress.rest));
  const assembly = settle(progress.assembly);
  // A guardrail that blocks and may not show its trace sends one chunk that says no more than that.
  const blocked =
    status === "done" && assembly.guardrail?.action === "INTERVENED" && chunkCount(state) === 1;
  return failing({
    ...closed(state, status, atMs),
    complete: progress.terminated || blocked,
    decoded: decodedOf(assembly),
    progress: { ...progress, assembly, rest: noRest },
  });
}

function closed(state: RunState, status: RunState["status"], atMs: number): RunState {
  return { ...state, status, metrics: { ...state.metrics, wallMs: atMs } };
}

/** An error in the answer itself is how the run ended, whatever the connection did after it. */
function failing(state: RunState): RunState {
  const { failure } = state.progress;
  if (failure === undefined) return state;
  return {
    ...state,
    status: "failed",
    complete: false,
    error: answerRunError(failure.error, state),
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
