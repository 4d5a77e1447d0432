import type { JsonValue } from "../../../../src/core/json/json.ts";
import type { Usage } from "../../../../src/core/response/decoded.ts";

interface TextSample {
  readonly shape: string;
  readonly whole?: JsonValue;
  readonly chunks?: readonly JsonValue[];
  readonly text: string;
  readonly stopReason?: string;
  readonly usage?: Usage;
}

/** Answers that are text, in each family's shape, whole and in chunks that say the same. */
export const textSamples: readonly TextSample[] = [
  {
    shape: "anthropic.completion",
    whole: { type: "completion", completion: "Hello.", stop_reason: "stop_sequence", stop: "H:" },
    chunks: [
      { type: "completion", completion: "Hel", stop_reason: null, stop: null },
      { type: "completion", completion: "lo.", stop_reason: null, stop: null },
      { type: "completion", completion: "", stop_reason: "stop_sequence", stop: "H:" },
    ],
    text: "Hello.",
    stopReason: "stop_sequence",
  },
  {
    shape: "titan.text",
    whole: {
      inputTextTokenCount: 5,
      results: [{ tokenCount: 10, outputText: "Hello.", completionReason: "FINISH" }],
    },
    chunks: [
      {
        outputText: "Hel",
        index: 0,
        inputTextTokenCount: 5,
        totalOutputTextTokenCount: null,
        completionReason: null,
      },
      {
        outputText: "lo.",
        index: 0,
        inputTextTokenCount: null,
        totalOutputTextTokenCount: 10,
        completionReason: "FINISH",
      },
    ],
    text: "Hello.",
    stopReason: "FINISH",
    usage: { inputTokens: 5, outputTokens: 10 },
  },
  {
    shape: "llama.generation",
    whole: {
      generation: "Hello.",
      prompt_token_count: 5,
      generation_token_count: 2,
      stop_reason: "length",
    },
    chunks: [
      { generation: "Hel", prompt_token_count: 5, generation_token_count: 1, stop_reason: null },
      {
        generation: "lo.",
        prompt_token_count: null,
        generation_token_count: 2,
        stop_reason: "length",
      },
    ],
    text: "Hello.",
    stopReason: "length",
    usage: { inputTokens: 5, outputTokens: 2 },
  },
  {
    shape: "mistral.text",
    whole: { outputs: [{ text: "Hello.", stop_reason: "stop" }] },
    chunks: [
      { outputs: [{ text: "Hel", stop_reason: null }] },
      { outputs: [{ text: "lo.", stop_reason: "stop" }] },
    ],
    text: "Hello.",
    stopReason: "stop",
  },
  {
    shape: "cohere.command",
    whole: {
      id: "1",
      generations: [
        { id: "2", text: "Hello.", finish_reason: "COMPLETE" },
        { id: "3", text: "Another.", finish_reason: "MAX_TOKENS" },
      ],
      prompt: "Hi",
    },
    chunks: [
      { index: 0, text: "Hel", is_finished: false },
      { index: 1, text: "Another.", is_finished: false },
      { index: 0, text: "lo.", is_finished: false },
      { is_finished: true, finish_reason: "COMPLETE" },
    ],
    text: "Hello.",
    stopReason: "COMPLETE",
  },
  {
    shape: "cohere.command-r",
    whole: {
      response_id: "1",
      text: "Hello.",
      generation_id: "2",
      chat_history: [{ role: "USER", message: "Hi" }],
      finish_reason: "COMPLETE",
    },
    chunks: [
      { event_type: "stream-start", is_finished: false, generation_id: "2" },
      { event_type: "text-generation", text: "Hel", is_finished: false },
      { event_type: "text-generation", text: "lo.", is_finished: false },
      {
        event_type: "stream-end",
        is_finished: true,
        response: { text: "Hello.", finish_reason: "COMPLETE", tool_calls: [{ name: "again" }] },
        finish_reason: "COMPLETE",
      },
    ],
    text: "Hello.",
    stopReason: "COMPLETE",
  },
  {
    shape: "ai21.jurassic",
    whole: {
      id: 1234,
      prompt: { text: "Hi", tokens: [] },
      completions: [
        { data: { text: "Hello.", tokens: [] }, finishReason: { reason: "endoftext" } },
        { data: { text: "Another." }, finishReason: { reason: "length" } },
      ],
    },
    text: "Hello.",
    stopReason: "endoftext",
  },
  {
    shape: "openai.completion",
    whole: {
      object: "text_completion",
      choices: [
        { index: 1, text: "Another.", finish_reason: "length" },
        { index: 0, text: "Hello.", finish_reason: "stop" },
      ],
      usage: { prompt_tokens: 5, completion_tokens: 2, total_tokens: 7 },
    },
    chunks: [
      { object: "text_completion", choices: [{ index: 0, text: "Hel", finish_reason: null }] },
      { object: "text_completion", choices: [{ index: 1, text: "An", finish_reason: null }] },
      { object: "text_completion", choices: [{ index: 0, text: "lo.", finish_reason: "stop" }] },
      {
        object: "text_completion",
        choices: [],
        usage: { prompt_tokens: 5, completion_tokens: 2, total_tokens: 7 },
      },
    ],
    text: "Hello.",
    stopReason: "stop",
    usage: { inputTokens: 5, outputTokens: 2 },
  },
  {
    shape: "openai.completion",
    whole: { choices: [{ text: "<think>\nHello.", stop_reason: "stop" }] },
    chunks: [
      { choices: [{ text: "<think>\nHel", stop_reason: null }] },
      { choices: [{ text: "lo.", stop_reason: "stop" }] },
    ],
    text: "<think>\nHello.",
    stopReason: "stop",
  },
  {
    shape: "twelvelabs.pegasus",
    whole: { message: "A dog runs.", finishReason: "stop" },
    chunks: [
      { message: "A dog ", finishReason: null },
      { message: "runs.", finishReason: "stop" },
    ],
    text: "A dog runs.",
    stopReason: "stop",
  },
];

/** Answers that are data, a sample a shape; those of text stand above. */
export const dataSamples: readonly (readonly [shape: string, whole: JsonValue])[] = [
  ["titan.embedding", { embedding: [0.5, -1], inputTextTokenCount: 3 }],
  ["titan.embedding", { embeddingsByType: { binary: [0, 1] }, inputTextTokenCount: 3 }],
  ["nova.embeddings", { embeddings: [{ embeddingType: "TEXT", embedding: [0.5, -1] }] }],
  ["cohere.embeddings", { embeddings: [[0.5, -1]], response_type: "embeddings_floats" }],
  ["cohere.embeddings", { embeddings: { int8: [[5, -1]] }, response_type: "embeddings_by_type" }],
  ["twelvelabs.marengo", { data: [{ embedding: [0.5, -1] }] }],
  [
    "twelvelabs.marengo",
    { embedding: [1], embeddingOption: "visual-text", startSec: 0, endSec: 1 },
  ],
  ["openai.embeddings", { object: "list", data: [{ object: "embedding", embedding: [0.5] }] }],
  ["rerank", { results: [{ index: 1, relevance_score: 0.9 }] }],
  ["amazon.images", { images: [], error: "Blocked." }],
  ["amazon.images", { images: ["iVBORw0KGgo="], error: null }],
  ["stability.images", { finish_reasons: ["Filter reason: prompt"] }],
  ["stability.images", { seeds: [1], finish_reasons: [null], images: ["iVBORw0KGgo="] }],
  ["stability.artifacts", { artifacts: [{ base64: "iVBORw0KGgo=", finishReason: "SUCCESS" }] }],
];
