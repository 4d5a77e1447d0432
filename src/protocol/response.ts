import * as v from "valibot";

/** What the response view says to the host. */
export const responseToHost = v.variant("type", [
  v.object({ type: v.literal("ready") }),
  v.object({ type: v.literal("cancel"), runId: v.string() }),
  v.object({ type: v.literal("rerun") }),
  v.object({
    type: v.literal("copy"),
    runId: v.string(),
    what: v.picklist(["text", "json", "error"]),
  }),
  v.object({ type: v.literal("saveBody"), runId: v.string() }),
  /** The answer's JSON is wanted: it crosses only when it is looked at. */
  v.object({ type: v.literal("needJson"), runId: v.string() }),
  /** The error's action with this number was pressed. */
  v.object({ type: v.literal("action"), runId: v.string(), index: v.number() }),
  v.object({ type: v.literal("openPlayground") }),
  v.object({ type: v.literal("showLog") }),
]);
export type ResponseToHost = v.InferOutput<typeof responseToHost>;

const optionalNumber = v.optional(v.number());

const metrics = v.object({
  inputTokens: optionalNumber,
  outputTokens: optionalNumber,
  cacheReadInputTokens: optionalNumber,
  cacheWriteInputTokens: optionalNumber,
  invocationLatencyMs: optionalNumber,
  firstByteLatencyMs: optionalNumber,
  wallMs: optionalNumber,
  firstChunkMs: optionalNumber,
  attempts: v.number(),
});

const runError = v.object({
  name: v.string(),
  httpStatus: optionalNumber,
  message: v.string(),
  requestId: v.optional(v.string()),
  retryable: v.boolean(),
  attempts: v.number(),
  /** Extra members, already as text. */
  members: v.array(v.tuple([v.string(), v.string()])),
  remedy: v.string(),
  /** Titles of the buttons, in order. */
  actions: v.array(v.string()),
});

/** A whole run for a page that knows nothing. */
const runView = v.object({
  runId: v.string(),
  status: v.picklist(["running", "done", "failed", "cancelled"]),
  startedAt: v.number(), // ms since 1970
  operation: v.string(),
  modelId: v.string(),
  identity: v.string(),
  region: v.string(),
  endpointHost: v.string(),
  isLocal: v.boolean(),
  complete: v.boolean(),
  shape: v.string(),
  text: v.string(),
  reasoning: v.string(),
  toolCalls: v.array(v.object({ name: v.string(), id: v.optional(v.string()), input: v.string() })),
  stopReason: v.optional(v.string()),
  guardrailAction: v.optional(v.string()),
  httpStatus: optionalNumber,
  requestId: v.optional(v.string()),
  contentType: v.optional(v.string()),
  bytesReceived: v.number(),
  events: v.number(),
  headers: v.array(v.tuple([v.string(), v.string()])),
  asked: v.object({
    performanceConfigLatency: v.optional(v.string()),
    serviceTier: v.optional(v.string()),
  }),
  served: v.object({
    performanceConfigLatency: v.optional(v.string()),
    serviceTier: v.optional(v.string()),
  }),
  metrics,
  error: v.optional(runError),
});
export type RunView = v.InferOutput<typeof runView>;

/** What the host says to the response view. */
export const hostToResponse = v.variant("type", [
  /** No run yet, or this one whole. */
  v.object({ type: v.literal("run"), run: v.nullable(runView) }),
  /** While streaming: what has come since the last message. */
  v.object({
    type: v.literal("append"),
    runId: v.string(),
    text: v.string(),
    reasoning: v.string(),
    bytesReceived: v.number(),
    events: v.number(),
    firstChunkMs: optionalNumber,
  }),
  v.object({ type: v.literal("json"), runId: v.string(), text: v.string() }),
]);
export type HostToResponse = v.InferOutput<typeof hostToResponse>;
