import type { RunError } from "../errors.ts";
import { headerMembers, memberOf, servedMembers, type HeaderMember } from "../request/members.ts";
import type { InvokeCall } from "../request/types.ts";
import { isJsonObject, type JsonValue } from "../json/json.ts";
import { jsonText } from "../json/jsonText.ts";
import { traceMember } from "../response/guardrail.ts";
import { jsonOfText } from "../response/read.ts";
import type { Decoded } from "../response/decoded.ts";
import { byteMembers } from "./recordBytes.ts";
import {
  objectText,
  ours,
  verbatim,
  type RecordMember,
  type RecordPiece,
  type RecordText,
} from "./recordJson.ts";
import { redactTraces } from "./redact.ts";
import { withoutSecretHeaders } from "./headers.ts";
import type { Metrics, RunState, StreamEvent } from "./state.ts";

/** The version of the run file's format that this code writes and reads. */
export const recordVersion = 1;

export interface RecordOptions {
  readonly savedAt: string; // ISO 8601
  /** Takes out of guardrail traces what the guardrail hid. */
  readonly redact: boolean;
  /** The `$schema` to name; none is written without. */
  readonly schema?: string | undefined;
}

/** The run as the text of a run file: see `recordPieces`. */
export function writeRunRecord(state: RunState, options: RecordOptions): string {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  const texts: string[] = [];
  for (const piece of recordPieces(state, options))
    texts.push(typeof piece === "string" ? piece : decoder.decode(piece));
  return texts.join("");
}

/**
 * The run as the pieces of a run file, made as they are read. JSON bodies stand in it as they were sent and received,
 * number by number and blank by blank; bodies of other kinds as text, and what is no UTF-8 as base64.
 */
export function* recordPieces(state: RunState, options: RecordOptions): Generator<RecordPiece> {
  const { redact } = options;
  const record = objectText(
    [
      ["$schema", ours(options.schema)],
      ["version", ours(recordVersion)],
      ["savedAt", ours(options.savedAt)],
      ["status", ours(state.status)],
      ["complete", ours(state.complete)],
      ["request", state.call && requestText(state.call)],
      ["connection", state.connection && connectionText(state.connection)],
      ["response", responseText(state, redact)],
      ["decoded", decodedText(state.decoded, redact)],
      ["metrics", metricsText(state.metrics)],
      ["error", state.error && errorText(state.error)],
    ],
    "",
  );
  yield* record.pieces;
  yield "\n";
}

function requestText(call: InvokeCall): RecordText {
  return objectText(
    [
      ["operation", ours(call.operation)],
      ["modelId", ours(call.modelId)],
      ...headerMembers.map((name): RecordMember => [name, headerText(name, call[name])]),
      ...byteMembers("body", call.body, false),
    ],
    "  ",
  );
}

/** A header's JSON string is an object in a file; anything else stays the string it is. */
function headerText(name: HeaderMember, value: string | undefined): RecordText | undefined {
  const isObject =
    value !== undefined && memberOf(name)?.type === "texts" && isJsonObject(jsonOfText(value));
  return isObject ? verbatim(value) : ours(value);
}

function connectionText({ region, endpointHost }: NonNullable<RunState["connection"]>): RecordText {
  return objectText(
    [
      ["region", ours(region)],
      ["endpointHost", ours(endpointHost)],
    ],
    "  ",
  );
}

function responseText(state: RunState, redact: boolean): RecordText | undefined {
  const { response: head, body } = state;
  const events = state.events.toArray();
  if (head === undefined && body === undefined && events.length === 0) return undefined;
  const streamed =
    events.length > 0 || (state.call?.operation === "InvokeModelWithResponseStream" && !body);
  return objectText(
    [
      ["status", ours(head?.status)],
      ["requestId", ours(head?.requestId)],
      ["contentType", ours(head?.contentType)],
      ...servedMembers.map((name): RecordMember => [name, ours(head?.served[name])]),
      ["headers", ours(head && withoutSecretHeaders(head.headers))],
      ...byteMembers("body", body, redact, body && isJsonBody(state.decoded, body)),
      ["events", streamed ? eventsText(events, redact) : undefined],
    ],
    "  ",
  );
}

/** Known from the body's decoding: a long one is not parsed again. */
function isJsonBody({ shape }: Decoded, [first]: Uint8Array): boolean {
  // The decoder reads past a byte order mark, which JSON has not.
  return !["empty", "text", "binary"].includes(shape) && first !== 0xef;
}

function eventsText(events: readonly StreamEvent[], redact: boolean): RecordText {
  return { pieces: eventsPieces(events, redact), verbatim: false };
}

function* eventsPieces(events: readonly StreamEvent[], redact: boolean): Generator<RecordPiece> {
  yield "[";
  let lead = "\n      {";
  for (const { atMs, bytes, type } of events) {
    yield `${lead}"atMs":${JSON.stringify(atMs)}`;
    for (const [key, value] of [
      ["type", ours(type)] as const,
      ...byteMembers("chunk", bytes, redact),
    ])
      if (value) {
        yield `,"${key}":`;
        yield* value.pieces;
      }
    yield "}";
    lead = ",\n      {";
  }
  yield events.length > 0 ? "\n    ]" : "]";
}

function decodedText(decoded: Decoded, redact: boolean): RecordText {
  const { action, trace } = decoded.guardrail ?? {};
  const guardrail: RecordMember[] = [
    ["action", ours(action)],
    ["trace", trace && traceText(jsonText(trace), redact)],
  ];
  return objectText(
    [
      ["shape", ours(decoded.shape)],
      ["text", ours(textOf(decoded, redact))],
      ["reasoning", ours(decoded.reasoning)],
      ["toolCalls", ours(decoded.toolCalls)],
      ["otherBlocks", ours(decoded.otherBlocks.length > 0 ? decoded.otherBlocks : undefined)],
      ["citations", ours(decoded.citations)],
      ["images", ours(decoded.images)],
      ["omittedImages", ours(decoded.omittedImages.length > 0 ? decoded.omittedImages : undefined)],
      ["embeddings", ours(decoded.embeddings)],
      ["results", ours(decoded.results)],
      ["stopReason", ours(decoded.stopReason)],
      ["guardrail", decoded.guardrail && objectText(guardrail, "    ")],
    ],
    "  ",
  );
}

/** An answer that is no JSON is its own text, broken traces included. */
function textOf({ shape, text }: Decoded, redact: boolean): string {
  return redact && shape === "text" && text.includes(traceMember) ? redactTraces(text) : text;
}

function traceText(text: string, redact: boolean): RecordText {
  return { pieces: [redact ? redactTraces(text, "trace") : text], verbatim: false };
}

function metricsText(metrics: Metrics): RecordText {
  return objectText(
    [
      ["inputTokens", ours(metrics.inputTokens)],
      ["outputTokens", ours(metrics.outputTokens)],
      ["cacheReadInputTokens", ours(metrics.cacheReadInputTokens)],
      ["cacheWriteInputTokens", ours(metrics.cacheWriteInputTokens)],
      ["invocationLatencyMs", ours(metrics.invocationLatencyMs)],
      ["firstByteLatencyMs", ours(metrics.firstByteLatencyMs)],
      ["wallMs", ours(metrics.wallMs)],
      ["firstChunkMs", ours(metrics.firstChunkMs)],
      ["attempts", ours(metrics.attempts)],
    ],
    "  ",
  );
}

const ownErrorMembers = new Set([
  "name",
  "httpStatus",
  "message",
  "requestId",
  "retryable",
  "attempts",
  "remedy",
]);

function errorText(error: RunError): RecordText {
  const extra = Object.entries(error.members).filter(([name]) => !ownErrorMembers.has(name));
  return objectText(
    [
      ["name", ours(error.name)],
      ["httpStatus", ours(error.httpStatus)],
      ["message", ours(error.message)],
      ["requestId", ours(error.requestId)],
      ["retryable", ours(error.retryable)],
      ["attempts", ours(error.attempts)],
      ...extra.map(([name, value]: [string, JsonValue]): RecordMember => [name, ours(value)]),
      ["remedy", ours(error.remedy)],
    ],
    "  ",
  );
}
