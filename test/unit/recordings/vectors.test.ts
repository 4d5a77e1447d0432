import assert from "node:assert/strict";
import { jsonText } from "../../../src/core/json/jsonText.ts";
import { nameOf, play } from "./playRecording.ts";
import { readRecordings } from "./recordings.ts";

/** Whatever JSON.parse gives. */
type Parsed = ReturnType<typeof JSON.parse>;

describe("recorded vectors and scores", () => {
  const recordings = readRecordings();
  const answers = recordings
    .filter(({ status, modelId }) => status === 200 && /embed|rerank/.test(modelId))
    .map(play);

  it(`${answers.length} answers: the vectors and scores, number by number as recorded`, () => {
    assert.ok(answers.length > 0);
    for (const { recording, state, bytes } of answers) {
      const text = bytes.toString("utf8");
      const value = JSON.parse(text);
      const { embeddings, results } = state.decoded;
      const vectors = embeddings.map((one) => one.values.map(Number));
      assert.deepEqual(vectors, vectorsIn(value), nameOf(recording));
      const digits = text.replaceAll(/\s/g, "");
      for (const { values } of embeddings) assert.ok(digits.includes(jsonText(values)));
      for (const { relevanceScore } of results) assert.ok(digits.includes(String(relevanceScore)));
      for (const { type, dimensions, values } of embeddings)
        assert.ok(
          dimensions === values.length || (type.endsWith("binary") && dimensions % 8 === 0),
        );
      assert.deepEqual(
        results.map((one) => [one.index, Number(one.relevanceScore)]),
        (value.results ?? []).map((one: Parsed) => [one.index, one.relevance_score]),
        nameOf(recording),
      );
      assert.ok(embeddings.length + results.length > 0, nameOf(recording));
    }
  });
});

function vectorsIn(value: Parsed): readonly number[][] {
  const binary = value.embeddingsByType?.binary;
  if (value.embedding) return binary ? [value.embedding, binary] : [value.embedding];
  if (Array.isArray(value.data)) return value.data.map((one: Parsed) => one.embedding);
  if (Array.isArray(value.embeddings))
    return value.embeddings.map((one: Parsed) => one.embedding ?? one);
  return Object.values<number[][]>(value.embeddings ?? {}).flat();
}
