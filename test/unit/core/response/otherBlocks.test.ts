import assert from "node:assert/strict";
import type { JsonObject, JsonValue } from "../../../../src/core/json/json.ts";
import { answer, chunkEvents, foldAll, stream } from "../run/play.ts";

const start = (index: number, content_block: JsonObject) => ({
  type: "content_block_start",
  index,
  content_block,
});
const delta = (index: number, value: JsonObject) => ({
  type: "content_block_delta",
  index,
  delta: value,
});
const stop = (index: number) => ({ type: "content_block_stop", index });
const begin = { type: "message_start", message: { role: "assistant" } };
const end = [
  { type: "message_delta", delta: { stop_reason: "tool_use" } },
  { type: "message_stop" },
];
const found = {
  type: "tool_search_tool_search_result",
  tool_references: [{ type: "tool_reference", tool_name: "get_weather" }],
};

describe("content blocks of other kinds", () => {
  it("a server's tool and its result are no tool calls, whole and streamed", () => {
    const whole = answer({
      type: "message",
      content: [
        { type: "server_tool_use", id: "s1", name: "search", input: { pattern: "weather" } },
        { type: "tool_search_tool_result", tool_use_id: "s1", content: found },
        { type: "tool_use", id: "t2", name: "get_weather", input: { city: "Oslo" } },
      ],
      stop_reason: "tool_use",
    });
    const streamed = stream([
      begin,
      start(0, { type: "server_tool_use", id: "s1", name: "search", input: {} }),
      delta(0, { type: "input_json_delta", partial_json: '{"pattern": ' }),
      delta(0, { type: "input_json_delta", partial_json: '"weather"}' }),
      stop(0),
      start(1, { type: "tool_search_tool_result", tool_use_id: "s1", content: found }),
      stop(1),
      start(2, { type: "tool_use", id: "t2", name: "get_weather", input: {} }),
      delta(2, { type: "input_json_delta", partial_json: '{"city": "Oslo"}' }),
      stop(2),
      ...end,
    ]);
    for (const { decoded } of [whole, streamed]) {
      assert.deepEqual(decoded.toolCalls, [
        { id: "t2", name: "get_weather", input: { city: "Oslo" } },
      ]);
      assert.deepEqual(decoded.otherBlocks, [
        {
          type: "server_tool_use",
          content: { id: "s1", name: "search", input: { pattern: "weather" } },
        },
        { type: "tool_search_tool_result", content: { tool_use_id: "s1", content: found } },
      ]);
    }
  });

  it("a summary reads as its text, whole and streamed", () => {
    const summary = "The user builds a scraper.";
    const whole = answer({ type: "message", content: [{ type: "compaction", content: summary }] });
    const pieces = ["The user ", "builds a scraper."];
    for (const content of ["", null])
      assert.deepEqual(
        stream([
          begin,
          start(0, { type: "compaction", content }),
          ...pieces.map((part) => delta(0, { type: "compaction_delta", content: part })),
          stop(0),
          ...end,
        ]).decoded.otherBlocks,
        whole.decoded.otherBlocks,
      );
    assert.deepEqual(whole.decoded.otherBlocks, [{ type: "compaction", content: summary }]);
    assert.equal(whole.decoded.text, "");
  });

  it("owns each delta of its place while it is open, text too, and none after it", () => {
    const { decoded } = stream([
      begin,
      start(0, { type: "text", text: "" }),
      start(1, { type: "from_next_year", text: "", notes: ["a"], depth: 1 }),
      delta(0, { type: "text_delta", text: "Mine" }),
      delta(1, { type: "text_delta", text: "Not " }),
      delta(1, { type: "thinking_delta", thinking: "mine" }),
      delta(1, { type: "citations_delta", citation: { cited_text: "c" } }),
      delta(1, { type: "notes_delta", notes: ["b"], depth: 2 }),
      stop(1),
      delta(1, { type: "text_delta", text: "." }),
      ...end,
    ]);
    assert.deepEqual([decoded.text, decoded.reasoning, decoded.citations], ["Mine.", "", []]);
    assert.deepEqual(decoded.otherBlocks, [
      {
        type: "from_next_year",
        content: {
          text: "Not ",
          notes: ["a", "b"],
          depth: 2,
          thinking: "mine",
          citations: [{ cited_text: "c" }],
        },
      },
    ]);
  });

  it("begins with a delta whose block nobody opened, and makes no nameless call of it", () => {
    const { decoded } = stream([
      begin,
      delta(0, { type: "input_json_delta", partial_json: '{"a":1}' }),
      delta(1, { type: "audio_delta", data: "AA" }),
      delta(1, { type: "audio_delta", data: "BB" }),
      delta(1, { type: "text_delta", text: "Hi" }),
      ...end,
    ]);
    assert.deepEqual([decoded.toolCalls, decoded.text], [[], "Hi"]);
    assert.deepEqual(decoded.otherBlocks, [
      { type: "audio", content: "AABB" },
      { type: "tool_call", content: { a: 1 } },
    ]);
  });

  it("are kept of Nova and of OpenAI's parts, and Magistral's thinking is reasoning", () => {
    const result = { toolUseId: "n1", status: "success", content: [{ text: "4" }] };
    const nova = answer({ output: { message: { content: [{ toolResult: result }] } } });
    const novaStream = stream([
      { messageStart: { role: "assistant" } },
      {
        contentBlockStart: {
          contentBlockIndex: 0,
          start: { toolResult: { toolUseId: "n1", status: "success" } },
        },
      },
      {
        contentBlockDelta: { contentBlockIndex: 0, delta: { toolResult: [{ text: "4" }] } },
      },
      { contentBlockStop: { contentBlockIndex: 0 } },
      { messageStop: { stopReason: "end_turn" } },
    ]);
    assert.deepEqual(nova.decoded.otherBlocks, [{ type: "toolResult", content: result }]);
    assert.deepEqual(novaStream.decoded.otherBlocks, nova.decoded.otherBlocks);

    const parts: JsonValue = [
      {
        type: "thinking",
        thinking: [
          { type: "text", text: "Hm" },
          { type: "text", text: "m." },
        ],
      },
      { type: "text", text: "Yes" },
      { type: "reference", reference_ids: [1, 2] },
    ];
    const { decoded } = answer({ choices: [{ message: { content: parts, refusal: "No." } }] });
    const streamed = stream([
      ...parts.map((part) => ({ choices: [{ delta: { content: [part] } }] })),
      { choices: [{ delta: { refusal: "No" } }] },
      { choices: [{ delta: { refusal: "." }, finish_reason: "stop" }] },
    ]).decoded;
    for (const one of [decoded, streamed]) {
      assert.deepEqual([one.text, one.reasoning], ["Yes", "Hmm."]);
      assert.deepEqual(one.otherBlocks, [
        { type: "reference", content: [1, 2] },
        { type: "refusal", content: "No." },
      ]);
    }
  });

  it("read no more of a list than its own state has", () => {
    const events = chunkEvents([begin, start(0, { type: "later", notes: ["a"] })]);
    const now = foldAll(events);
    const more = foldAll(chunkEvents([delta(0, { type: "x_delta", notes: ["b"] })]).slice(2), now);
    assert.deepEqual(more.decoded.otherBlocks, [{ type: "later", content: ["a", "b"] }]);
    assert.deepEqual(now.decoded.otherBlocks, [{ type: "later", content: ["a"] }]);
  });
});
