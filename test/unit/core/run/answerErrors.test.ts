import assert from "node:assert/strict";
import type { JsonValue } from "../../../../src/core/json/json.ts";
import { readRunRecord } from "../../../../src/core/run/readRecord.ts";
import { writeRunRecord } from "../../../../src/core/run/record.ts";
import { foldRunEvent, initialRunState } from "../../../../src/core/run/fold.ts";
import { eventsOfRecord } from "../../../../src/core/run/replay.ts";
import { textSamples } from "../response/samples.ts";
import { answer, bytesOf, errorOf, foldAll, chunkEvents, stream } from "./play.ts";

const claude: readonly JsonValue[] = [
  { type: "message_start", message: { type: "message", role: "assistant", content: [] } },
  { type: "content_block_start", index: 0, content_block: { type: "text", text: "" } },
  { type: "content_block_delta", index: 0, delta: { type: "text_delta", text: "Hel" } },
];
const overloaded = { type: "error", error: { type: "overloaded_error", message: "Overloaded" } };

/** Errors that their form alone tells: the object, the name, the words, what it carries besides. */
const sure: readonly (readonly [JsonValue, string, string, object?])[] = [
  [overloaded, "overloaded_error", "Overloaded"],
  [
    { error: { message: "Full.", type: "server_error", code: 503 } },
    "server_error",
    "Full.",
    { code: 503 },
  ],
  [{ error: { message: "Bad.", code: "bad" } }, "bad", "Bad."],
  [
    { object: "error", message: "Long.", type: "BadRequestError", code: 400 },
    "BadRequestError",
    "Long.",
    { code: 400 },
  ],
  [{ error: "Overloaded", error_type: "overloaded" }, "overloaded", "Overloaded"],
  [
    { __type: "com.amazon#ThrottlingException:http", message: "Slow." },
    "ThrottlingException",
    "Slow.",
  ],
  [
    { modelStreamErrorException: { message: "Gone.", originalStatusCode: 500 } },
    "ModelStreamErrorException",
    "Gone.",
    { originalStatusCode: 500 },
  ],
];
/** Errors where nothing else makes sense of a chunk. */
const likely: readonly (readonly [JsonValue, string, string])[] = [
  [{ error: { message: "No." } }, "AnswerError", "No."],
  [{ error: "CUDA out of memory" }, "AnswerError", "CUDA out of memory"],
  [{ detail: "Not found" }, "AnswerError", "Not found"],
  [{ detail: [{ loc: ["body"], msg: "field required" }] }, "AnswerError", "field required"],
];
const wordless = [{ message: "The model is busy." }, { message: "No.", code: "busy" }];

describe("an error inside an answer", () => {
  for (const [chunk, name, message, members = {}] of [...sure, ...likely])
    it(`${JSON.stringify(chunk)} ends a stream as failed, amid it and as its first chunk`, () => {
      for (const before of [claude, []]) {
        const state = stream([...before, chunk]);
        assert.deepEqual([state.status, state.complete], ["failed", false]);
        assert.deepEqual([state.error?.name, state.error?.message], [name, message]);
        assert.equal(state.decoded.text, before.length > 0 ? "Hel" : "");
        assert.ok((state.error?.remedy ?? "").length > 0);
        if (name !== "AnswerError" && members)
          for (const [key, value] of Object.entries(members))
            assert.equal(state.error?.members[key], value);
      }
    });

  for (const [chunk, name, message] of sure)
    it(`${JSON.stringify(chunk)} is the error of a whole answer too`, () => {
      const state = answer(chunk);
      assert.deepEqual([state.status, state.complete], ["failed", false]);
      assert.deepEqual([state.error?.name, state.error?.message], [name, message]);
      assert.equal(state.decoded.text, "");
      assert.deepEqual(state.body, bytesOf(JSON.stringify(chunk)));
    });

  const families = textSamples.filter(({ chunks }) => chunks !== undefined);
  for (const { shape, chunks = [] } of families)
    it(`is told from the chunks of ${shape}, in any style`, () => {
      for (const [error] of [...sure, ...likely, ...wordless.map((one) => [one] as const)]) {
        if (shape === "twelvelabs.pegasus" && error === wordless[0]) continue;
        const state = stream([...chunks.slice(0, 2), error ?? null]);
        assert.equal(state.status, "failed", JSON.stringify(error));
        assert.notEqual(state.decoded.text, "");
      }
      assert.equal(stream(chunks).status, "done");
    });

  it("is not made of a model's own JSON", () => {
    for (const body of [
      { error: "none", prediction: 3 },
      { error: { message: "e", type: "t" }, answer: "Hi" },
      { error: "The model is not loaded." },
      { error: null, completion: "Hi" },
      { message: "Hi" },
      { detail: "A long answer." },
      { error: 0.25, loss: 1 },
    ])
      assert.equal(answer(body).status, "done", JSON.stringify(body));
    for (const chunks of [
      [{ message: "Hel" }, { message: "lo" }],
      [{ generated_text: "Hi", error: null }],
      [{ error: 0.5, generated_text: "Hi" }],
      [{ choices: [{ delta: { content: "Hi" } }], error: null }],
    ])
      assert.equal(stream(chunks).status, "done", JSON.stringify(chunks));
  });

  it("beside a router's last choice counts, with what the choice says", () => {
    const state = stream([
      { choices: [{ delta: { content: "Hel" } }] },
      {
        choices: [{ delta: { content: "" }, finish_reason: "error" }],
        error: { code: 502, message: "Provider disconnected" },
      },
    ]);
    assert.deepEqual([state.status, state.error?.message], ["failed", "Provider disconnected"]);
    assert.deepEqual([state.decoded.text, state.decoded.stopReason], ["Hel", "error"]);
  });

  it("that only looked like one is none when the answer goes on", () => {
    const [first, second, ...rest] = claude;
    const odd = { detail: "warming up" };
    const state = stream([first ?? null, second ?? null, odd, ...rest, { type: "message_stop" }]);
    assert.deepEqual([state.status, state.complete, state.decoded.text], ["done", true, "Hel"]);
  });

  it("is told from a missing terminator, and outlives a connection that breaks or is cancelled", () => {
    assert.deepEqual([stream(claude).status, stream(claude).error], ["done", undefined]);
    const events = chunkEvents([...claude, overloaded]);
    const broken = foldAll([...events, { type: "failed", atMs: 99, error: errorOf() }]);
    const cancelled = foldAll([...events, { type: "cancelled", atMs: 99 }]);
    for (const state of [broken, cancelled])
      assert.deepEqual([state.status, state.error?.name], ["failed", "overloaded_error"]);
    assert.equal(broken.metrics.attempts, 3);
  });

  it("stands in the record, and comes back from it", () => {
    const state = stream([...claude, overloaded]);
    const written = writeRunRecord(state, { savedAt: "2026-11-25T00:00:00.000Z", redact: true });
    const read = readRunRecord(written);
    assert.ok(read.ok);
    assert.equal(read.record.status, "failed");
    const again = eventsOfRecord(read.record).reduce(foldRunEvent, initialRunState());
    assert.deepEqual(
      [again.status, again.error, again.decoded],
      ["failed", state.error, state.decoded],
    );
  });
});
