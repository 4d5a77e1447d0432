import assert from "node:assert/strict";
import { jsonText } from "../../../../src/core/json/jsonText.ts";
import { answerBytes } from "../../../../src/core/run/answerBytes.ts";
import { foldRunEvent, initialRunState } from "../../../../src/core/run/fold.ts";
import { compileQuery } from "../../../../src/core/run/query.ts";
import { readRunRecord } from "../../../../src/core/run/readRecord.ts";
import { writeRunRecord } from "../../../../src/core/run/record.ts";
import { eventsOfRecord } from "../../../../src/core/run/replay.ts";
import type { RunState } from "../../../../src/core/run/state.ts";
import { answer, bytesOf, stream } from "./play.ts";

const big = "2512292042121000001";
const numbers = [big, `-${big}`, "1.0", "1e400", "-0", "0.10", "0.1"];
const options = { savedAt: "2026-11-25T00:00:00.000Z", redact: true };

const input = `{"order_id":${big},"more":[${numbers.join(",")}]}`;
const call = `{"type":"tool_use","id":"t1","name":"lookup","input":`;
const other = `{"type":"later","value":${big}}`;
const whole = bytesOf(`{"type":"message","content":[${call}${input}},${other}],"stop_reason":"x"}`);
const delta = (part: string) =>
  bytesOf(
    `{"type":"content_block_delta","index":0,"delta":{"type":"input_json_delta","partial_json":${JSON.stringify(part)}}}`,
  );
const streamed = [
  bytesOf(`{"type":"content_block_start","index":0,"content_block":${call}{}}}`),
  delta(input.slice(0, 20)),
  delta(input.slice(20)),
  bytesOf(`{"type":"content_block_start","index":1,"content_block":${other}}`),
  bytesOf('{"type":"message_delta","delta":{"stop_reason":"x"}}'),
];

describe("exact numbers from the answer to every place", () => {
  for (const [how, state] of [
    ["whole", answer(whole)],
    ["streamed", stream(streamed)],
  ] as const) {
    it(`${how}: tool calls and other blocks, in the record, from it and in a query`, () => {
      for (const one of [state, readBack(state)]) {
        assert.equal(jsonText(one.decoded.toolCalls[0]?.input), input);
        assert.equal(jsonText(one.decoded.otherBlocks[0]?.content), big);
      }
      const record = writeRunRecord(state, options);
      assert.ok(record.includes(`"input":${input}`));
      const find = (expression: string) => jsonText(compileQuery(expression).find(record));
      assert.equal(find("decoded.toolCalls[0].input"), input);
      assert.equal(find(`decoded.toolCalls[?input.order_id == \`${big}\`].id`), '["t1"]');
      assert.equal(find("decoded.otherBlocks[0].content"), big);
    });

    it(`${how}: the answer's own bytes`, () => {
      const bytes =
        how === "whole" ? whole : streamed.map((one) => Buffer.concat([one, bytesOf("\n")]));
      const expected = Array.isArray(bytes) ? Buffer.concat(bytes) : bytes;
      assert.deepEqual(Buffer.from(answerBytes(state)), Buffer.from(expected as Uint8Array));
    });
  }

  it("vectors and scores keep their digits", () => {
    const { decoded } = answer(
      bytesOf(`{"embedding":[1.0,1e-05,0.10,3],"inputTextTokenCount":3.0}`),
    );
    assert.equal(jsonText(decoded.embeddings[0]?.values), "[1.0,1e-05,0.10,3]");
    assert.equal(decoded.usage.inputTokens, 3);
    const ranked = answer(bytesOf('{"results":[{"index":1,"relevance_score":0.90}]}'));
    const record = writeRunRecord(ranked, options);
    assert.ok(record.includes('"relevanceScore":0.90'));
    assert.equal(jsonText(readBack(ranked).decoded.results), '[{"index":1,"relevanceScore":0.90}]');
  });

  it("traces of guardrails and members of errors", () => {
    const trace = `{"guardrail":{"input":{"score":1.0,"id":${big}}}}`;
    const guarded = answer(
      bytesOf(
        `{"completion":"","amazon-bedrock-guardrailAction":"INTERVENED","amazon-bedrock-trace":${trace}}`,
      ),
    );
    const shown = jsonText(guarded.decoded.guardrail?.trace);
    assert.equal(shown, `{"input":{"score":1.0,"id":${big}}}`);
    assert.ok(writeRunRecord(guarded, options).includes(shown));

    const failed = stream([
      bytesOf(`{"type":"error","error":{"type":"x","message":"m","retry":${big}}}`),
    ]);
    for (const state of [failed, readBack(failed)])
      assert.equal(jsonText(state.error?.members), `{"retry":${big}}`);
  });

  it("metadata of the request, read from a record", () => {
    const text = `{"version":1.0,"request":{"requestMetadata":{"n":${big}}},"response":{}}`;
    const read = readRunRecord(text);
    assert.ok(read.ok);
    const { call: sent } = eventsOfRecord(read.record).reduce(foldRunEvent, initialRunState());
    assert.equal(sent?.requestMetadata, `{"n":${big}}`);
  });
});

/** The state again from its record. */
function readBack(state: RunState): RunState {
  const read = readRunRecord(writeRunRecord(state, options));
  assert.ok(read.ok);
  return eventsOfRecord(read.record).reduce(foldRunEvent, initialRunState());
}
