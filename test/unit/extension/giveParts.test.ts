import assert from "node:assert/strict";
import { givePart } from "../../../src/extension/response/giveParts.ts";
import { RunListReader } from "../../../src/extension/response/runLists.ts";
import { answer } from "../core/run/play.ts";

/** The vector with so many numbers, as it crosses. */
function embedding(length: number) {
  const state = answer({ embedding: Array.from({ length }, (_, n) => n), inputTextTokenCount: 1 });
  const asked = { type: "needEmbedding", runId: "run-1", index: 0 } as const;
  const given = givePart(asked, "run-1", state, new RunListReader());
  assert.ok(given?.type === "embedding");
  return given;
}

describe("givePart", () => {
  it("gives every number of a model's vector", () => {
    const { values, count } = embedding(4096);
    assert.deepEqual([values.length, values.at(-1), count], [4096, 4095, 4096]);
  });

  it("gives the first 100,000 numbers of a longer vector, and says how many there are", () => {
    const { values, count } = embedding(100_001);
    assert.deepEqual([values.length, values.at(-1), count], [100_000, 99_999, 100_001]);
  });
});
