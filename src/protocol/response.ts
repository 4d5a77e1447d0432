import * as v from "valibot";
import { servedMembers } from "../core/request/members.ts";
import { listItems, listNames, longTextSchema, runLists, textPlace } from "./runLists.ts";

/** So many characters of an answer's text, and of its reasoning, cross unasked. */
export const maxUnaskedLength = 1_000_000;

/** What the response view says to the host. */
export const responseToHost = v.variant("type", [
  v.object({ type: v.literal("ready") }),
  v.object({ type: v.literal("cancel"), runId: v.string() }),
  /** Send the request as it is now: again, where it has a run. */
  v.object({ type: v.literal("rerun") }),
  /** Send what the run sent once more, byte for byte. */
  v.object({ type: v.literal("sendAgain"), runId: v.string() }),
  /** Stay on the request that is shown, or follow the active one again. */
  v.object({ type: v.literal("pin"), on: v.boolean() }),
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
  /** The bytes of the image with this number are wanted, or wanted in a file. */
  v.object({ type: v.literal("needImage"), runId: v.string(), index: v.number() }),
  v.object({ type: v.literal("saveImage"), runId: v.string(), index: v.number() }),
  /** The numbers of the embedding are wanted, here or on the clipboard. */
  v.object({ type: v.literal("needEmbedding"), runId: v.string(), index: v.number() }),
  v.object({
    type: v.literal("copyEmbedding"),
    runId: v.string(),
    index: v.number(),
    as: v.picklist(["json", "csv"]),
  }),
  /** The stream events with the numbers from..to (without `to`) are wanted: those in view. */
  v.object({ type: v.literal("needEvents"), runId: v.string(), from: v.number(), to: v.number() }),
  /** What a JMESPath expression finds in the answer's JSON, or in the whole run record, is wanted; `id` comes back with it. */
  v.object({
    type: v.literal("query"),
    runId: v.string(),
    id: v.number(),
    over: v.picklist(["answer", "record"]),
    expression: v.pipe(v.string(), v.maxLength(10_000)),
  }),
  /** The items from..to (without `to`) of a list are wanted. */
  v.object({
    type: v.literal("needItems"),
    runId: v.string(),
    list: v.picklist(listNames),
    from: v.number(),
    to: v.number(),
  }),
  /** What follows the first `from` characters of a long text is wanted: here, or the whole elsewhere. */
  v.object({ type: v.literal("needText"), runId: v.string(), place: textPlace, from: v.number() }),
  v.object({
    type: v.literal("takeText"),
    runId: v.string(),
    place: textPlace,
    to: v.picklist(["clipboard", "editor"]),
  }),
  /** The guardrail's trace is wanted, with what it matched in the clear if `reveal`. */
  v.object({ type: v.literal("needGuardrail"), runId: v.string(), reveal: v.boolean() }),
  /** A link of the answer was pressed: the host shows where it leads, and asks. */
  v.object({ type: v.literal("openLink"), href: v.pipe(v.string(), v.maxLength(10_000)) }),
  v.object({
    type: v.literal("openInEditor"),
    runId: v.string(),
    what: v.picklist(["text", "json"]),
  }),
  v.object({ type: v.literal("showLog") }),
  /** More of an answer is wanted that is longer than what crosses unasked. */
  v.object({ type: v.literal("moreAnswer"), runId: v.string(), all: v.boolean() }),
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

/** A step that the error offers: its kind, the button's title, and where a link leads. */
const remedyButton = v.object({ id: v.string(), title: v.string(), hint: v.optional(v.string()) });

const runError = v.object({
  name: v.string(),
  httpStatus: optionalNumber,
  message: longTextSchema,
  requestId: v.optional(v.string()),
  retryable: v.boolean(),
  attempts: v.number(),
  remedy: v.string(),
  /** The buttons in their order. */
  actions: v.array(remedyButton),
  /** Why it was denied, by the account's own word; without a text it is being asked for. Its buttons count on. */
  explanation: v.optional(
    v.object({ text: v.optional(v.string()), actions: v.array(remedyButton) }),
  ),
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
  isSandbox: v.boolean(),
  /** Shown from its file. */
  saved: v.optional(v.boolean()),
  complete: v.boolean(),
  shape: v.string(),
  /** The beginning of the text: the rest of a long one follows in `append` messages. */
  text: v.string(),
  /** How long the whole text is so far, in characters. */
  textLength: v.number(),
  reasoning: v.string(),
  /** How long the whole reasoning is so far, in characters. */
  reasoningLength: v.number(),
  /** What else the run holds: the first of each, the rest is asked for. */
  lists: runLists,
  /** The lowest and the highest relevance score, where there are results. */
  scores: v.optional(v.tuple([v.number(), v.number()])),
  /** How many more answers stand beside the one that is shown. */
  others: v.number(),
  stopReason: v.optional(v.string()),
  guardrailAction: v.optional(v.string()),
  /** There is a trace of the guardrail, to be asked for. */
  hasGuardrailTrace: v.optional(v.boolean()),
  /** The answer is the guardrail's own message for what it blocked; "either" where both have the same words. */
  guardrailMessage: v.optional(v.picklist(["input", "output", "either"])),
  httpStatus: optionalNumber,
  requestId: v.optional(v.string()),
  contentType: v.optional(v.string()),
  bytesReceived: v.number(),
  events: v.number(),
  asked: v.object(v.entriesFromList(servedMembers, v.optional(v.string()))),
  served: v.object(v.entriesFromList(servedMembers, v.optional(v.string()))),
  metrics,
  /** While nobody has answered yet: the try that is waited for or under way, and what the one before failed with. */
  retry: v.optional(
    v.object({
      attempt: v.number(),
      maxAttempts: v.number(),
      reason: v.string(),
      delayMs: v.number(),
      waiting: v.boolean(),
    }),
  ),
  /** By the user's own price table; absent where it has no price for the model. */
  cost: v.optional(v.object({ amount: v.number(), currency: v.string() })),
  error: v.optional(runError),
});
export type RunView = v.InferOutput<typeof runView>;

/** What the host says to the response view. */
export const hostToResponse = v.variant("type", [
  /**
   * No run yet, or this one as it stands. Its text and reasoning follow what the page has already, `after` so many
   * characters of each; without `after` they begin at the beginning. A message with a lower sequence than one before it
   * is late, and is dropped.
   */
  v.object({
    type: v.literal("run"),
    sequence: v.number(),
    run: v.nullable(runView),
    /** Why there is none, where there should be one. */
    problem: v.optional(v.string()),
    after: v.optional(v.object({ text: v.number(), reasoning: v.number() })),
  }),
  /** The request that the view belongs to. Of two, the one with the higher sequence holds, whichever comes later. */
  v.object({
    type: v.literal("request"),
    sequence: v.number(),
    name: v.string(),
    path: v.string(),
    pinned: v.boolean(),
    /** The id of the request's run, where the request would now send something else than that run sent. */
    editedSince: v.optional(v.string()),
  }),
  /** What of the text and reasoning follows the last message: while streaming, or of an answer too long for one. */
  v.object({
    type: v.literal("append"),
    runId: v.string(),
    text: v.string(),
    reasoning: v.string(),
    /** How long the whole text and the whole reasoning are so far, in characters. */
    textLength: v.number(),
    reasoningLength: v.number(),
    bytesReceived: v.number(),
    events: v.number(),
    firstChunkMs: optionalNumber,
  }),
  /** The answer to `needJson`: as it came, to be laid out where it is JSON. */
  v.object({ type: v.literal("json"), runId: v.string(), text: longTextSchema }),
  v.object({
    type: v.literal("image"),
    runId: v.string(),
    index: v.number(),
    mediaType: v.string(),
    bytes: v.instance(Uint8Array),
  }),
  v.object({
    type: v.literal("embedding"),
    runId: v.string(),
    index: v.number(),
    elementType: v.string(), // float, int8, uint8, binary, ubinary
    /** The first of a very long vector's numbers, else all of them. */
    values: v.instance(Float64Array),
    /** How many numbers the whole vector has. */
    count: v.number(),
  }),
  listItems,
  /** The answer to `needText`: what follows the first `from` characters, or a part of it. */
  v.object({
    type: v.literal("moreText"),
    runId: v.string(),
    place: textPlace,
    from: v.number(),
    text: v.string(),
  }),
  /** `json` is the event's payload as it came, cut after 2,000 characters; `size` is its bytes. */
  v.object({
    type: v.literal("events"),
    runId: v.string(),
    from: v.number(),
    events: v.array(
      v.object({
        atMs: v.number(),
        size: v.number(),
        json: v.string(),
        /** Of an event that is no part of the answer: the type that the service gave it. */
        type: v.optional(v.string()),
      }),
    ),
  }),
  /** The answer to `query`: JSON in a line, or the expression's error. */
  v.object({
    type: v.literal("queried"),
    runId: v.string(),
    id: v.number(),
    text: longTextSchema,
    failed: v.boolean(),
  }),
  /**
   * The answer to `needGuardrail`: the trace as JSON, what it matched replaced by "[redacted]" unless it is `revealed`.
   * Long strings in it are cut; a trace that is long without them crosses as its beginning.
   */
  v.object({
    type: v.literal("guardrail"),
    runId: v.string(),
    revealed: v.boolean(),
    trace: longTextSchema,
  }),
]);
export type HostToResponse = v.InferOutput<typeof hostToResponse>;

/** The host's word of a run before it is numbered. */
export type RunMessage = Omit<Extract<HostToResponse, { type: "run" }>, "sequence">;
