import assert from "node:assert/strict";
import * as fc from "fast-check";
import type { JsonObject, JsonValue } from "../../../../src/core/json/json.ts";
import { answer, stream } from "../run/play.ts";

/** An answer's content, before any service has given it a shape. */
interface Content {
  readonly texts: readonly string[];
  readonly thought: string;
  readonly tool: { readonly id: string; readonly name: string; readonly input: JsonObject };
  readonly other: { readonly type: string; readonly text: string; readonly extra: JsonValue };
  readonly stop: string;
}
interface Rendered {
  readonly whole: JsonValue;
  readonly chunks: readonly JsonValue[];
}

const word = fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 });
const name = fc.stringMatching(/^[a-z]{3,9}$/);
const content: fc.Arbitrary<Content> = fc.record({
  texts: fc.array(word, { minLength: 1, maxLength: 6 }),
  thought: word.filter((text) => !text.includes("<")),
  tool: fc.record({ id: name, name, input: fc.dictionary(name, fc.oneof(word, fc.nat())) }),
  other: fc.record({
    type: name.map((text) => `later_${text}`),
    text: word,
    extra: fc.oneof(fc.nat(), fc.array(fc.nat(), { maxLength: 3 })),
  }),
  stop: name,
});

const half = (text: string) => [text.slice(0, text.length >> 1), text.slice(text.length >> 1)];

const started = (at: number, start: JsonObject) => ({
  contentBlockStart: { contentBlockIndex: at, start },
});
const added = (at: number, delta: JsonObject) => ({
  contentBlockDelta: { contentBlockIndex: at, delta },
});
const choice = (delta: JsonObject) => ({ choices: [{ index: 0, delta }] });
const thinkingPart = (text: string) => ({ type: "thinking", thinking: [{ type: "text", text }] });

/** How each family that streams gives the same content, whole and in chunks. */
const families: Readonly<Record<string, (content: Content) => Rendered>> = {
  "anthropic.messages": ({ texts, thought, tool, other, stop }) => {
    const { type, text, extra } = other;
    const pieces: readonly (readonly [block: JsonObject, deltas: readonly JsonObject[]])[] = [
      [
        { type: "thinking", thinking: "" },
        half(thought).map((thinking) => ({ type: "thinking_delta", thinking })),
      ],
      [{ type: "text", text: "" }, texts.map((part) => ({ type: "text_delta", text: part }))],
      [{ type, text: "", extra }, half(text).map((part) => ({ type: "text_delta", text: part }))],
      ...["server_tool_use", "tool_use"].map(
        (kind) =>
          [
            { type: kind, id: tool.id, name: tool.name, input: {} },
            half(JSON.stringify(tool.input)).map((part) => ({
              type: "input_json_delta",
              partial_json: part,
            })),
          ] as const,
      ),
    ];
    return {
      whole: {
        type: "message",
        content: [
          { type: "thinking", thinking: thought },
          { type: "text", text: texts.join("") },
          { type, text, extra },
          { type: "server_tool_use", ...tool },
          { type: "tool_use", ...tool },
        ],
        stop_reason: stop,
      },
      chunks: [
        ...pieces.flatMap(([block, deltas], index) => [
          { type: "content_block_start", index, content_block: block },
          ...deltas.map((delta) => ({ type: "content_block_delta", index, delta })),
          { type: "content_block_stop", index },
        ]),
        { type: "message_delta", delta: { stop_reason: stop } },
        { type: "message_stop" },
      ],
    };
  },
  "nova.messages": ({ texts, thought, tool, other, stop }) => {
    const toolUse = { toolUseId: tool.id, name: tool.name };
    return {
      whole: {
        output: {
          message: {
            content: [
              { reasoningContent: { reasoningText: { text: thought } } },
              { text: texts.join("") },
              { toolUse: { ...toolUse, input: tool.input } },
              { [other.type]: { status: other.text, content: [other.extra] } },
            ],
          },
        },
        stopReason: stop,
      },
      chunks: [
        ...half(thought).map((text) => added(0, { reasoningContent: { text } })),
        ...texts.map((text) => added(1, { text })),
        started(2, { toolUse }),
        ...half(JSON.stringify(tool.input)).map((input) => added(2, { toolUse: { input } })),
        { contentBlockStop: { contentBlockIndex: 2 } },
        started(3, { [other.type]: { status: other.text } }),
        added(3, { [other.type]: [other.extra] }),
        { messageStop: { stopReason: stop } },
      ],
    };
  },
  "openai.chat": ({ texts, thought, tool, other, stop }) => {
    const part = { type: other.type, extra: other.extra };
    const called = { name: tool.name, arguments: JSON.stringify(tool.input) };
    const [first = "", second = ""] = half(called.arguments);
    return {
      whole: {
        choices: [
          {
            message: {
              content: [thinkingPart(thought), { type: "text", text: texts.join("") }, part],
              tool_calls: [{ id: tool.id, function: called }],
            },
            finish_reason: stop,
          },
        ],
      },
      chunks: [
        ...half(thought).map((text) => choice({ content: [thinkingPart(text)] })),
        ...texts.map((text) => choice({ content: text })),
        choice({ content: [part] }),
        choice({
          tool_calls: [{ index: 0, id: tool.id, function: { name: tool.name, arguments: first } }],
        }),
        choice({ tool_calls: [{ index: 0, function: { arguments: second } }] }),
        { choices: [{ index: 0, delta: {}, finish_reason: stop }] },
      ],
    };
  },
  "cohere.command-r": ({ texts, tool, stop }) => {
    const calls = [{ name: tool.name, parameters: tool.input }];
    const whole = { text: texts.join(""), tool_calls: calls, finish_reason: stop };
    return {
      whole: { ...whole, generation_id: "g" },
      chunks: [
        ...texts.map((text) => ({ event_type: "text-generation", text })),
        { event_type: "tool-calls-generation", tool_calls: calls },
        { event_type: "stream-end", finish_reason: stop, response: whole },
      ],
    };
  },
  "cohere.command": ({ texts, stop }) => ({
    whole: { generations: [{ text: texts.join(""), finish_reason: stop }] },
    chunks: [
      ...texts.map((text) => ({ text, is_finished: false })),
      { is_finished: true, finish_reason: stop },
    ],
  }),
  "openai.completion": plain((text, stop) => ({ choices: [{ text, finish_reason: stop }] })),
  "anthropic.completion": plain((completion, stop) => ({ completion, stop_reason: stop })),
  "llama.generation": plain((generation, stop) => ({ generation, stop_reason: stop })),
  "mistral.text": plain((text, stop) => ({ outputs: [{ text, stop_reason: stop }] })),
  "twelvelabs.pegasus": plain((message, stop) => ({ message, finishReason: stop })),
  "titan.text": ({ texts, stop }) => ({
    whole: { results: [{ outputText: texts.join(""), completionReason: stop }] },
    chunks: texts.map((outputText, at) => ({
      outputText,
      completionReason: at === texts.length - 1 ? stop : null,
    })),
  }),
};

/** A family whose chunks are answers with a stretch of the text, the last with the reason. */
function plain(shaped: (text: string, stop: string | null) => JsonValue) {
  return ({ texts, stop }: Content): Rendered => ({
    whole: shaped(texts.join(""), stop),
    chunks: texts.map((text, at) => shaped(text, at === texts.length - 1 ? stop : null)),
  });
}

describe("the same content, whole and streamed", () => {
  for (const [shape, render] of Object.entries(families))
    it(`decodes alike in ${shape}`, () => {
      fc.assert(
        fc.property(content, (one) => {
          const { whole, chunks } = render(one);
          const [expected, streamed] = [answer(whole), stream(chunks)];
          assert.equal(expected.decoded.shape, shape);
          assert.deepEqual(streamed.decoded, expected.decoded);
          assert.ok(streamed.complete && expected.complete);
          assert.equal(expected.decoded.text, one.texts.join(""));
        }),
        { numRuns: 100 },
      );
    });
});
