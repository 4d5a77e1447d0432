import assert from "node:assert/strict";
import { factsOf, sayEnd } from "../../../src/webview/response/runFacts.ts";
import { similarityOf } from "../../../src/webview/response/vectors.ts";
import { formatCost } from "../../../src/webview/shared/format.ts";
import { sampleRun } from "../../page/harness/samples.ts";

describe("The similarity of two vectors", () => {
  const float = ["float", "float"] as const;
  it("is their cosine", () => {
    assert.equal(similarityOf([1, 0], [0, 2], float), 0);
    assert.equal(similarityOf([1, 2, 2], [2, 4, 4], float), 1);
    assert.equal(similarityOf([1, 2], [-1, -2], float), -1);
  });

  it("counts bits, packed or not, as -1 and 1", () => {
    assert.equal(similarityOf([1, 0, 1, 0], [1, 0, 0, 0], ["binary", "binary"]), 0.5);
    assert.equal(similarityOf([-1, 3], [-1, 3], ["binary", "binary"]), 1);
    assert.equal(similarityOf([0xff], [0x0f], ["ubinary", "ubinary"]), 0);
    assert.equal(similarityOf([-1], [0], ["binary", "binary"]), -1);
  });

  it("is none where there is none", () => {
    assert.equal(similarityOf([1], [1, 2], float), undefined);
    assert.equal(similarityOf([1], [1], ["float", "int8"]), undefined);
    assert.equal(similarityOf([0, 0], [1, 1], float), undefined);
    assert.equal(similarityOf([], [], float), undefined);
    assert.equal(similarityOf([Number.NaN], [1], float), undefined);
  });
});

describe("More of a run's facts", () => {
  it("have the speed from the first chunk to the end, where there was a stream to measure", () => {
    const metrics = { attempts: 1, outputTokens: 90, firstChunkMs: 1000, wallMs: 4000 };
    assert.equal(labels({ metrics }).get("Speed"), "30 tok/s");
    assert.equal(labels({ metrics: { ...metrics, wallMs: 1010 } }).get("Speed"), undefined);
    assert.equal(labels({ metrics, status: "running" }).get("Speed"), undefined);
    assert.equal(labels({ metrics: { attempts: 1, outputTokens: 9 } }).get("Speed"), undefined);
  });

  it("have the cost, small as it is, in any currency", () => {
    assert.equal(labels({ cost: { amount: 0.000421, currency: "USD" } }).get("Cost"), "$0.000421");
    assert.equal(formatCost(12.5, "USD"), "$12.50");
    assert.equal(formatCost(0.5, "credits"), "0.5 credits");
  });

  it("say aloud that a guardrail intervened", () => {
    assert.match(sayEnd(sampleRun({ guardrailAction: "INTERVENED" })), /A guardrail intervened\.$/);
  });
});

function labels(part: Parameters<typeof sampleRun>[0]): Map<string, string> {
  return new Map(factsOf(sampleRun(part)).map(({ label, value }) => [label, value]));
}
