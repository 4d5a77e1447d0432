import assert from "node:assert/strict";
import { factsOf, sayEnd, statusOf } from "../../../src/webview/response/runFacts.ts";
import { wholeSentences } from "../../../src/webview/response/sentences.ts";
import { formatBytes, formatDuration } from "../../../src/webview/shared/format.ts";
import { sampleRun } from "../../page/harness/samples.ts";

describe("A run's facts", () => {
  it("say how it stands, and warn where a done run is worth a second look", () => {
    assert.equal(statusOf(sampleRun()).kind, "done");
    assert.equal(statusOf(sampleRun({ complete: false })).kind, "warning");
    assert.equal(statusOf(sampleRun({ guardrailAction: "INTERVENED" })).kind, "warning");
    assert.equal(statusOf(sampleRun({ guardrailAction: "NONE" })).kind, "done");
    assert.equal(statusOf(sampleRun({ status: "cancelled", complete: false })).kind, "cancelled");
  });

  it("leave out what nobody said", () => {
    const labels = factsOf(
      sampleRun({
        stopReason: undefined,
        bytesReceived: 0,
        events: 0,
        metrics: { attempts: 1, inputTokens: 3 },
      }),
    );
    assert.deepEqual(
      labels.map(({ label }) => label),
      ["Input"],
    );
  });

  it("mark a second attempt, and what was served where another was asked for", () => {
    const run = sampleRun({
      asked: { performanceConfigLatency: "optimized", serviceTier: "flex" },
      served: { performanceConfigLatency: "standard", serviceTier: "flex" },
      metrics: { attempts: 3 },
    });
    const marked = factsOf(run).filter((fact) => fact.marked);
    assert.deepEqual(
      marked.map(({ label, value }) => `${label}: ${value}`),
      ["Attempts: 3", "Latency: standard, optimized asked"],
    );
  });

  it("end in one sentence", () => {
    assert.equal(sayEnd(sampleRun()), "Done, 56 output tokens, 1.4 s.");
    assert.equal(sayEnd(sampleRun({ status: "running" })), "");
  });
});

describe("Figures for reading", () => {
  it("have a unit that fits them", () => {
    assert.deepEqual([0, 999, 1000, 59_940, 65_000].map(formatDuration), [
      "0 ms",
      "999 ms",
      "1.0 s",
      "59.9 s",
      "1 min 05 s",
    ]);
    assert.deepEqual([1, 999, 1234, 25_000_000].map(formatBytes), [
      "1 byte",
      "999 bytes",
      "1.2 KB",
      "25 MB",
    ]);
  });
});

describe("Whole sentences", () => {
  it("end where something follows", () => {
    assert.equal(wholeSentences("It is 1.5 m high"), 0);
    assert.equal(wholeSentences("One. Two"), 5);
    assert.equal(wholeSentences("One.\nTwo"), 5);
    assert.equal(wholeSentences("A line\nand more"), 7);
  });
});
