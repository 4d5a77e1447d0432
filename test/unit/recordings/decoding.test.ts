import assert from "node:assert/strict";
import type { RunEvent } from "../../../src/core/run/events.ts";
import { foldRunEvent, initialRunState } from "../../../src/core/run/fold.ts";
import { readRunRecord } from "../../../src/core/run/readRecord.ts";
import { writeRunRecord } from "../../../src/core/run/record.ts";
import type { RunState } from "../../../src/core/run/state.ts";
import { expectation, plainText } from "./expectation.ts";
import { framesOf, readRecordings, type Recording } from "./recordings.ts";

const recordings = readRecordings();

const inputHeader = "x-amzn-bedrock-input-token-count";
const nameOf = (recording: Recording) => `${recording.file} #${recording.n}`;
const count = (streams: readonly { chunks: readonly Uint8Array[] | undefined }[]) =>
  streams.reduce((sum, one) => sum + (one.chunks?.length ?? 0), 0);

describe("recorded answers of the service", () => {
  if (recordings === undefined) {
    it("recordings are absent: ../shared/recordings does not exist, nothing was checked", () => {
      assert.equal(readRecordings(), undefined);
    });
    return;
  }
  const answers = recordings.filter((one) => one.status === 200).map(play);
  const whole = answers.filter((one) => one.chunks === undefined);
  const streams = answers.filter((one) => one.chunks !== undefined);
  const cut = streams.filter((one) => one.exception !== undefined);

  it(`${whole.length} whole answers are complete and come back from the record to the byte`, () => {
    assert.ok(whole.length > 0);
    for (const { recording, state, bytes } of whole) {
      assert.equal(state.status, "done", nameOf(recording));
      assert.ok(state.complete, nameOf(recording));
      assert.deepEqual(readBack(state).responseBody, new Uint8Array(bytes), nameOf(recording));
    }
  });

  it(`${streams.length - cut.length} whole streams are complete, ${cut.length} cut by an exception is not`, () => {
    assert.ok(streams.length > 0);
    for (const { recording, state, exception } of streams)
      assert.equal(state.complete, exception === undefined, nameOf(recording));
  });

  it(`${count(streams)} chunks come back from the records to the byte`, () => {
    for (const { recording, state, chunks = [] } of streams) {
      const events = readBack(state).events;
      assert.equal(events.length, chunks.length, nameOf(recording));
      for (const [index, chunk] of chunks.entries())
        assert.deepEqual(events[index]?.bytes, new Uint8Array(chunk), nameOf(recording));
    }
  });

  it(`${recordings.length} request bodies come back from the records to the byte`, () => {
    for (const recording of recordings) {
      const { state } = play(recording);
      const body = readBack(state).requestBody;
      assert.equal(Buffer.from(body ?? []).toString("utf8"), recording.requestBody);
    }
  });

  for (const shape of ["anthropic.messages", "nova.messages", "openai.chat"] as const) {
    const own = answers.filter((one) => one.state.decoded.shape === shape);
    it(`${own.length} answers are ${shape}: text, tool calls and stop reason as recorded`, () => {
      assert.ok(own.length > 0);
      for (const { recording, state, bytes, chunks } of own) {
        const expected = expectation(shape, chunks ?? [bytes]);
        const { text, toolCalls, stopReason } = state.decoded;
        assert.deepEqual({ text, toolCalls, stopReason }, expected, nameOf(recording));
      }
    });
  }

  const byModel = (pattern: RegExp) => answers.filter((one) => pattern.test(one.recording.modelId));
  const families: readonly (readonly [string, RegExp])[] = [
    ["anthropic.messages", /claude-3|claude-sonnet/],
    ["nova.messages", /nova/],
    ["openai.chat", /jamba/],
  ];
  for (const [shape, pattern] of families)
    it(`${byModel(pattern).length} answers of models like ${pattern.source} are known as ${shape}`, () => {
      for (const { recording, state, bytes } of byModel(pattern)) {
        // Hand-written recordings answer Claude 3 in the retired completion shape.
        const retired = bytes.includes('"completion"');
        assert.equal(state.decoded.shape, retired ? "json" : shape, nameOf(recording));
      }
    });

  const other = answers.filter((one) => one.state.decoded.shape === "json");
  it(`${other.length} answers of no family yet show their text, vectors and scores none`, () => {
    assert.ok(other.length > 0);
    for (const { recording, state, bytes, chunks } of other)
      assert.equal(state.decoded.text, plainText(chunks ?? [bytes]), nameOf(recording));
    assert.ok(other.filter(({ state }) => state.decoded.text !== "").length > other.length / 2);
  });

  const streamEnds = streams.filter((one) => /command-r-/.test(one.recording.modelId));
  it(`${streamEnds.length} Cohere streams show once what stream-end repeats`, () => {
    assert.ok(streamEnds.length > 0);
    for (const { state, chunks = [] } of streamEnds) {
      const last = JSON.parse(Buffer.from(chunks.at(-1) ?? []).toString("utf8"));
      assert.equal(state.decoded.text, last.response.text);
      assert.equal(state.decoded.stopReason, last.finish_reason);
    }
  });

  const counted = answers.filter((one) => one.recording.responseHeaders[inputHeader] !== undefined);
  it(`${counted.length} answers carry the token counts of their headers`, () => {
    for (const { recording, state } of counted) {
      const header = Number(recording.responseHeaders[inputHeader]);
      assert.equal(state.metrics.inputTokens, header, nameOf(recording));
    }
  });

  const metered = streams.filter((one) => lastMetrics(one.chunks) !== undefined);
  it(`${metered.length} streams carry the counts and latencies of their last chunk`, () => {
    for (const { recording, state, chunks } of metered) {
      const given = lastMetrics(chunks);
      const { inputTokens, outputTokens, invocationLatencyMs, firstByteLatencyMs } = state.metrics;
      assert.deepEqual(
        [inputTokens, outputTokens, invocationLatencyMs, firstByteLatencyMs],
        [
          given?.inputTokenCount,
          given?.outputTokenCount,
          given?.invocationLatency,
          given?.firstByteLatency,
        ],
        nameOf(recording),
      );
    }
  });

  const guarded = answers.filter((one) => one.state.decoded.guardrail?.action === "INTERVENED");
  it(`${guarded.length} interventions of a guardrail are seen, and saved without its secrets`, () => {
    const recorded = answers.filter(({ bytes, chunks }) =>
      (chunks ?? [bytes]).some((one) => Buffer.from(one).includes('"INTERVENED"')),
    );
    assert.deepEqual(guarded, recorded);
    for (const { recording, state } of guarded) {
      assert.ok(state.decoded.guardrail?.trace, nameOf(recording));
      const secrets = matchesIn(state.decoded.guardrail.trace);
      const saved = readBack(state, true);
      const shown = JSON.stringify([saved.members.response, saved.members.decoded]);
      for (const secret of secrets) assert.ok(!shown.includes(JSON.stringify(secret)), secret);
      assert.ok(secrets.length === 0 || shown.includes("[redacted]"), nameOf(recording));
    }
    assert.ok(guarded.some(({ state }) => matchesIn(state.decoded.guardrail?.trace).length > 0));
  });
});

function play(recording: Recording) {
  const bytes = Buffer.from(recording.responseBodyBase64, "base64");
  const streamed =
    recording.operation === "InvokeModelWithResponseStream" && recording.status === 200;
  const frames = streamed ? framesOf(bytes) : undefined;
  const state = eventsOf(recording, bytes, frames?.chunks, frames?.exception).reduce(
    foldRunEvent,
    initialRunState(),
  );
  return { recording, bytes, chunks: frames?.chunks, exception: frames?.exception, state };
}

function eventsOf(
  recording: Recording,
  bytes: Uint8Array,
  chunks: readonly Uint8Array[] | undefined,
  exception: string | undefined,
): RunEvent[] {
  const { operation, modelId, status, responseHeaders: headers } = recording;
  const call = {
    operation,
    modelId,
    body: Buffer.from(recording.requestBody, "utf8"),
    contentType: "application/json",
    accept: "application/json",
  };
  const connection = {
    region: "us-east-1",
    endpointHost: "bedrock-runtime.us-east-1.amazonaws.com",
  };
  const error = {
    name: exception ?? "",
    message: "",
    retryable: false,
    attempts: 1,
    members: {},
    remedy: "Send it again.",
    actions: [],
  };
  return [
    { type: "started", atMs: 0, startedAt: "2026-11-21T00:00:00.000Z", call, connection },
    { type: "attempt", atMs: 1, attempt: 1 },
    { type: "response", atMs: 2, status, headers },
    ...(chunks?.map((chunk, index): RunEvent => ({
      type: "chunk",
      atMs: 3 + index,
      bytes: chunk,
    })) ?? [{ type: "body", atMs: 3, bytes } as const]),
    exception === undefined
      ? { type: "finished", atMs: 1000 }
      : { type: "failed", atMs: 1000, error },
  ];
}

function readBack(state: RunState, redact = false) {
  const read = readRunRecord(
    writeRunRecord(state, { savedAt: "2026-11-21T00:00:01.000Z", redact }),
  );
  assert.ok(read.ok);
  return read.record;
}

function lastMetrics(chunks: readonly Uint8Array[] | undefined) {
  const last = chunks?.at(-1);
  if (last === undefined) return undefined;
  const value: Record<string, Record<string, number> | undefined> = JSON.parse(
    Buffer.from(last).toString("utf8"),
  );
  return value["amazon-bedrock-invocationMetrics"];
}

/** Every `match` and every model output in a trace. */
function matchesIn(trace: unknown): string[] {
  const found: string[] = [];
  JSON.stringify(trace, (key, value: unknown) => {
    if (key === "match" && typeof value === "string") found.push(value);
    if (key === "modelOutput" && Array.isArray(value)) found.push(...value.map(String));
    return value;
  });
  return found;
}
