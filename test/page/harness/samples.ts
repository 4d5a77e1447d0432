import type { FormState } from "../../../src/protocol/form.ts";
import type { HostToResponse, RunView } from "../../../src/protocol/response.ts";
import type { ItemOf, ListName, LongText, RunLists } from "../../../src/protocol/runLists.ts";

/** Returns a form's state with everything in order, changed by `part`. */
export function sampleState(part: Partial<FormState> = {}): FormState {
  return {
    fileName: "request.bedrock.json",
    members: { modelId: "us.anthropic.claude-sonnet-4-5-20250929-v1:0" },
    metadata: [],
    unreadable: [],
    body: { kind: "inline", bytes: 142, limit: 25_000_000 },
    problems: [],
    sendable: "ready",
    connection: {
      identity: "dev",
      region: "us-east-1",
      regionSource: "profile dev",
      endpointHost: "bedrock-runtime.us-east-1.amazonaws.com",
      endpointSource: "AWS",
      controlPlaneHost: "bedrock.us-east-1.amazonaws.com",
      isAws: true,
      isLocal: false,
      isSandbox: false,
      strangers: [],
      verifyTls: true,
    },
    trusted: true,
    recentModels: [],
    pinnedModels: [],
    ...part,
  };
}

/** A run in parts, its lists as a whole or as their beginning. */
export type RunPart = Omit<Partial<RunView>, "lists"> & {
  readonly lists?: { readonly [L in ListName]?: readonly ItemOf<L>[] | RunLists[L] };
};

/** Returns a text as it crosses when it is short. */
export function short(text: string): LongText {
  return { text, length: text.length };
}

/** Returns a JSON text that is here as a whole, to be laid out. */
export function shortJson(text: string): LongText {
  return { ...short(text), json: true };
}

let sequence = 0;

/** Returns the number of the host's next state: higher than all before it, on whatever page. */
export function nextSequence(): number {
  return ++sequence;
}

type Append = Extract<HostToResponse, { type: "append" }>;

/** Returns the word of what has come of the run since, changed by `part`. */
export function sampleAppend(part: Partial<Append>): Append {
  const { text = "", reasoning = "" } = part;
  return {
    type: "append",
    runId: "run-1",
    text,
    reasoning,
    textLength: text.length,
    reasoningLength: reasoning.length,
    bytesReceived: 100,
    events: 2,
    ...part,
  };
}

/** Returns a finished run of a streamed answer, changed by `part`. */
export function sampleRun({ lists = {}, ...part }: RunPart = {}): RunView {
  const text = part.text ?? "The tide turns twice a day.\nThe moon does most of it.";
  return {
    runId: "run-1",
    status: "done",
    startedAt: Date.now(),
    operation: "InvokeModelWithResponseStream",
    modelId: "us.anthropic.claude-sonnet-4-5-20250929-v1:0",
    identity: "dev",
    region: "us-east-1",
    endpointHost: "bedrock-runtime.us-east-1.amazonaws.com",
    isLocal: false,
    isSandbox: false,
    complete: true,
    shape: "anthropic",
    text,
    textLength: text.length,
    reasoning: "",
    reasoningLength: part.reasoning?.length ?? 0,
    lists: {
      images: startOf(lists.images),
      omittedImages: startOf(lists.omittedImages),
      toolCalls: startOf(lists.toolCalls),
      otherBlocks: startOf(lists.otherBlocks),
      citations: startOf(lists.citations),
      results: startOf(lists.results),
      embeddings: startOf(lists.embeddings),
      headers: startOf(lists.headers ?? sampleHeaders),
      members: startOf(lists.members),
    },
    others: 0,
    stopReason: "end_turn",
    httpStatus: 200,
    requestId: "5f0d2a6e-0c0e-4b0e-9d55-6b0d7e0c9a11",
    contentType: "application/json",
    bytesReceived: 2048,
    events: 12,
    asked: {},
    served: {},
    metrics: {
      inputTokens: 1234,
      outputTokens: 56,
      invocationLatencyMs: 812,
      firstChunkMs: 240,
      wallMs: 1420,
      attempts: 1,
    },
    ...part,
  };
}

const sampleHeaders = [
  { name: "content-type", value: short("application/vnd.amazon.eventstream") },
  { name: "x-amzn-requestid", value: short("5f0d2a6e-0c0e-4b0e-9d55-6b0d7e0c9a11") },
];

type Start<Item> = { count: number; items: Item[] };

function startOf<Item>(list: readonly Item[] | Start<Item> = []): Start<Item> {
  return "count" in list ? list : { count: list.length, items: [...list] };
}

/** Returns a PNG of 12 × 7 pixels. */
export function samplePng(): Uint8Array<ArrayBuffer> {
  return new Uint8Array(
    Buffer.from(
      "iVBORw0KGgoAAAANSUhEUgAAAAwAAAAHCAIAAACz0DtzAAAAlUlEQVR42g3KIQFAIQxF0YVATxPihUBPE2Ih0NM3xEIQgjD/H33MjGFMQ8YytpHGMTDauMYzzJzhTEfOcraTznFw2rnO8z+JIaaQWGKLFEcgWlzx9KdgBDNQsIIdZHACgg5u8OJPyUhmomQlO8nkJCSd3OTln4pRzELFKnaRxSkourjFqz81o5mNmtXsJpvT0HRzm9d8GWp2IchVXOIAAAAASUVORK5CYII=",
      "base64",
    ),
  );
}
