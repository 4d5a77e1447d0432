import assert from "node:assert/strict";
import { jsonText } from "../../../src/core/json/jsonText.ts";
import { foldRunEvent, initialRunState } from "../../../src/core/run/fold.ts";
import { readRunRecord } from "../../../src/core/run/readRecord.ts";
import { writeRunRecord } from "../../../src/core/run/record.ts";
import { eventsOfRecord } from "../../../src/core/run/replay.ts";
import type { RunState } from "../../../src/core/run/state.ts";
import { expectation } from "./expectation.ts";
import { plainCounts, plainReading, plainShapes, shapeOfModel } from "./plainReading.ts";
import { nameOf, play } from "./playRecording.ts";
import { readRecordings } from "./recordings.ts";

const recordings = readRecordings();

const inputHeader = "x-amzn-bedrock-input-token-count";
const count = (streams: readonly { chunks: readonly Uint8Array[] | undefined }[]) =>
  streams.reduce((sum, one) => sum + (one.chunks?.length ?? 0), 0);

describe("recorded answers of the service", () => {
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

  const shapes = new Map<string, typeof answers>();
  for (const one of answers) {
    const { expected, modelId } = one.recording;
    const shape =
      expected?.shape ?? shapeOfModel(modelId, (one.chunks ?? [one.bytes])[0] ?? one.bytes);
    shapes.set(shape ?? "none", [...(shapes.get(shape ?? "none") ?? []), one]);
  }
  it(`all ${answers.length} answers are of ${shapes.size} shapes that their models have`, () => {
    assert.equal(shapes.get("none"), undefined);
  });

  for (const [shape, own] of shapes) {
    const streamed = own.filter((one) => one.chunks !== undefined).length;
    it(`${own.length} answers (${streamed} streams) are ${shape}: text, tool calls, stop reason and usage as recorded`, () => {
      for (const { recording, state, bytes, chunks } of own) {
        const parts = chunks ?? [bytes];
        const { text, toolCalls, stopReason, usage } = state.decoded;
        const { inputTokens, outputTokens } = usage;
        const decoded = { shape: state.decoded.shape, text, toolCalls, stopReason };
        assert.deepEqual(
          { ...decoded, inputTokens, outputTokens },
          recording.expected === undefined
            ? readPlainly(shape, parts)
            : { stopReason: undefined, ...noCounts, ...recording.expected },
          nameOf(recording),
        );
      }
    });
  }

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

  it(`${answers.length} saved runs decode as they did when they are opened again`, () => {
    for (const { recording, state } of answers) {
      const opened = eventsOfRecord(readBack(state)).reduce(foldRunEvent, initialRunState());
      assert.deepEqual(opened.decoded, state.decoded, nameOf(recording));
      assert.deepEqual(opened.metrics, state.metrics, nameOf(recording));
      assert.equal(opened.complete, state.complete, nameOf(recording));
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
      const saved = JSON.parse(writeRunRecord(state, { savedAt, redact: true }));
      const shown = JSON.stringify([saved.response, saved.decoded]);
      for (const secret of secrets) assert.ok(!shown.includes(JSON.stringify(secret)), secret);
      assert.ok(secrets.length === 0 || shown.includes("[redacted]"), nameOf(recording));
    }
    assert.ok(guarded.some(({ state }) => matchesIn(state.decoded.guardrail?.trace).length > 0));
  });
});

const noCounts = { inputTokens: undefined, outputTokens: undefined };

/** What a recording says, read without the decoders. */
function readPlainly(shape: string, parts: readonly Uint8Array[]) {
  const read = plainShapes.includes(shape) ? plainReading : expectation;
  return { shape, ...read(shape, parts), ...plainCounts(parts) };
}

const savedAt = "2026-11-21T00:00:01.000Z";

function readBack(state: RunState) {
  const read = readRunRecord(writeRunRecord(state, { savedAt, redact: false }));
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
  JSON.parse(jsonText(trace ?? null), (key, value: unknown) => {
    if (key === "match" && typeof value === "string") found.push(value);
    if (key === "modelOutput" && Array.isArray(value)) found.push(...value.map(String));
    return value;
  });
  return found;
}
