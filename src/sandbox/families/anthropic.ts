import type { JsonObject } from "../../core/json/json.ts";
import { baseModelId } from "../../core/models/family.ts";
import { lastUserText, listOf, missing, objectOf, textOf } from "../body.ts";
import { piecesOf } from "../tokens.ts";
import type { Answer, Chunk, TextFamily } from "../types.ts";
import { citationOf } from "./citations.ts";

/**
 * Keys of other formats, which Claude on Bedrock refuses. Others are let through: new ones come
 * with every model, and the sandbox would be the last to know.
 */
const foreign = [
  "model",
  "stream",
  "prompt",
  "inputText",
  "inferenceConfig",
  "textGenerationConfig",
  "schemaVersion",
  "toolConfig",
  "max_tokens_to_sample",
];

const stopReasons = { end: "end_turn", limit: "max_tokens", tool: "tool_use" } as const;

/** Anthropic's messages. */
export const anthropicAnswers: TextFamily = {
  kind: "text",
  caching: true,
  check: (body) => [
    ...missing(body, ["anthropic_version", "max_tokens", "messages"]),
    ...foreign
      .filter((key) => key in body)
      .map((key) => `#: extraneous key [${key}] is not permitted`),
  ],
  read: (body) => ({
    prompt: lastUserText(body.messages),
    citation: citationOf(body.messages),
    thinking: ["enabled", "adaptive"].includes(textOf(objectOf(body.thinking).type)),
    tools: listOf(body.tools)
      .map(objectOf)
      .map(({ name, input_schema }) => ({ name: textOf(name) || "tool", schema: input_schema })),
  }),
  whole: (answer) => ({
    ...envelope(answer),
    content: [
      ...(answer.reasoning === ""
        ? []
        : [{ type: "thinking", thinking: answer.reasoning, signature: signature(answer) }]),
      {
        type: "text",
        text: answer.text,
        ...(answer.citation ? { citations: [answer.citation] } : {}),
      },
      ...(answer.tool ? [{ type: "tool_use", ...answer.tool }] : []),
    ],
    stop_reason: stopReasons[answer.stop],
    stop_sequence: null,
    usage: { ...inputUsage(answer), output_tokens: answer.outputTokens },
  }),
  chunks: (answer, pieces) => {
    const blocks = [thinkingBlock(answer), textBlock(pieces, answer), toolBlock(answer)];
    return [
      {
        json: {
          type: "message_start",
          message: {
            ...envelope(answer),
            content: [],
            stop_reason: null,
            stop_sequence: null,
            usage: { ...inputUsage(answer), output_tokens: 1 },
          },
        },
      },
      ...blocks
        .filter((block) => block !== undefined)
        .flatMap(({ start, deltas, text }, index) => blockChunks(index, start, deltas, text)),
      {
        json: {
          type: "message_delta",
          delta: { stop_reason: stopReasons[answer.stop], stop_sequence: null },
          usage: { output_tokens: answer.outputTokens },
        },
      },
      { json: { type: "message_stop" } },
    ];
  },
};

function envelope({ id, modelId }: Answer): JsonObject {
  const model = baseModelId(modelId)
    .replace(/^anthropic\./, "")
    .replace(/-v\d+(:\d+)?$/, "");
  return { id: `msg_bdrk_${id}`, type: "message", role: "assistant", model };
}

function inputUsage({ inputTokens }: Answer): JsonObject {
  return {
    input_tokens: inputTokens,
    cache_creation_input_tokens: 0,
    cache_read_input_tokens: 0,
  };
}

interface Block {
  readonly start: JsonObject;
  readonly deltas: readonly JsonObject[];
  readonly text?: true;
}

function thinkingBlock(answer: Answer): Block | undefined {
  if (answer.reasoning === "") return undefined;
  return {
    start: { type: "thinking", thinking: "", signature: "" },
    deltas: [
      ...piecesOf(answer.reasoning).map((thinking) => ({ type: "thinking_delta", thinking })),
      { type: "signature_delta", signature: signature(answer) },
    ],
  };
}

function textBlock(pieces: readonly string[], { citation }: Answer): Block {
  return {
    start: { type: "text", text: "", ...(citation ? { citations: [] } : {}) },
    deltas: [
      ...pieces.map((text) => ({ type: "text_delta", text })),
      ...(citation ? [{ type: "citations_delta", citation }] : []),
    ],
    text: true,
  };
}

function toolBlock({ tool }: Answer): Block | undefined {
  if (!tool) return undefined;
  const json = JSON.stringify(tool.input);
  return {
    start: { type: "tool_use", id: tool.id, name: tool.name, input: {} },
    deltas: ["", ...(json.match(/.{1,10}/gsu) ?? [])].map((partial_json) => ({
      type: "input_json_delta",
      partial_json,
    })),
  };
}

function blockChunks(
  index: number,
  content_block: JsonObject,
  deltas: readonly JsonObject[],
  text: true | undefined,
): Chunk[] {
  return [
    { json: { type: "content_block_start", index, content_block } },
    ...deltas.map((delta) => ({
      json: { type: "content_block_delta", index, delta },
      ...(text ? { text } : {}),
    })),
    { json: { type: "content_block_stop", index } },
  ];
}

function signature({ id }: Answer): string {
  return Buffer.from(`sandbox ${id}`).toString("base64");
}
