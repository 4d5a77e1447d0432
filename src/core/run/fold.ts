import { GrowingList } from "../growingList.ts";
import { isJsonObject, type JsonObject } from "../json/json.ts";
import { servedValues } from "../request/members.ts";
import { decodedOf, settle, startAssembly } from "../response/assemble.ts";
import { noRest, takeChunk, takeRest, type ChunkText } from "../response/chunkTexts.ts";
import { addChunk, addOddChunk, decodeAnswer } from "../response/decode.ts";
import { emptyDecoded } from "../response/decoded.ts";
import { answerRunError } from "./answerRunError.ts";
import type { RunEvent } from "./events.ts";
import { withoutSecretHeaders } from "./headers.ts";
import { invocationMetrics, withCounts } from "./metrics.ts";
import type { ResponseHead, RunProgress, RunState, ServiceMetrics, StreamEvent } from "./state.ts";

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
  if (!goesOn(state)) return state;
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
      return withChunks(state, [event]);
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

/**
 * The state after all the events, as `foldRunEvent` gives it one by one. The chunks between two other events make one
 * state: a saved run of many chunks costs far less so.
 */
export function foldRunEvents(before: RunState, events: Iterable<RunEvent>): RunState {
  let state = before;
  let chunks: Of<"chunk">[] = [];
  for (const event of events) {
    if (event.type === "chunk") {
      chunks.push(event);
      continue;
    }
    state = foldRunEvent(withChunks(state, chunks), event);
    chunks = [];
  }
  return withChunks(state, chunks);
}

const goesOn = ({ status }: RunState) => status === "running" || status === "idle";

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
  const service = isJsonObject(json) ? withMetrics({}, json) : {};
  return counted({
    ...state,
    body: event.bytes,
    bytesReceived: state.bytesReceived + event.bytes.length,
    decoded,
    progress: { ...state.progress, service, failure: error && { error, sure: true } },
  });
}

function withChunks(state: RunState, chunks: readonly Of<"chunk">[]): RunState {
  if (chunks.length === 0 || !goesOn(state)) return state;
  const events: StreamEvent[] = [];
  let { bytesReceived, progress } = state;
  let { firstChunkMs } = state.metrics;
  for (const { atMs, bytes, eventType } of chunks) {
    bytesReceived += bytes?.length ?? 0;
    // An event that nobody has described is kept as it came, and is no part of the answer.
    events.push(eventType === undefined ? { atMs, bytes } : { atMs, bytes, type: eventType });
    if (eventType !== undefined) continue;
    firstChunkMs ??= atMs;
    if (bytes !== undefined) progress = addBytes(progress, bytes);
  }
  const next = { ...state, events: state.events.append(events), bytesReceived };
  const metrics = firstChunkMs === undefined ? state.metrics : { ...state.metrics, firstChunkMs };
  return withProgress({ ...next, metrics }, progress);
}

function withProgress(state: RunState, progress: RunProgress): RunState {
  if (progress === state.progress) return state;
  return counted({ ...state, decoded: decodedOf(progress.assembly), progress });
}

function addBytes(before: RunProgress, bytes: Uint8Array): RunProgress {
  const { texts, rest } = takeChunk(before.rest, bytes, before.assembly.shape === "text");
  return texts.reduce(addText, rest === before.rest ? before : { ...before, rest });
}

function addText(before: RunProgress, { text, json }: ChunkText): RunProgress {
  // Writer's models end with a bare "[DONE]", as JSON or not.
  if (json === "[DONE]" || text.trim() === "[DONE]") return { ...before, terminated: true };
  if (!isJsonObject(json)) return { ...before, assembly: addOddChunk(before.assembly, text, json) };
  const { assembly, ends, error, sure = false } = addChunk(before.assembly, json);
  const { failure } = before;
  const kept =
    failure?.sure || (!ends && assembly.text === before.assembly.text) ? failure : undefined;
  return {
    rest: before.rest,
    assembly,
    failure: kept ?? (error && { error, sure }),
    terminated: before.terminated || ends,
    service: withMetrics(before.service, json),
  };
}

function withMetrics(service: ServiceMetrics, chunk: JsonObject): ServiceMetrics {
  const more = invocationMetrics(chunk);
  return more === undefined ? service : { ...service, ...more };
}

function ended(state: RunState, status: RunState["status"], atMs: number): RunState {
  if (state.body !== undefined)
    // A body that the connection broke off is followed by an error, not by the end.
    return failing({ ...closed(state, status, atMs), complete: status === "done" });
  const progress = takeRest(state.progress.rest).reduce(addText, state.progress);
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
