import type { JsonObject } from "../../core/json/json.ts";
import { baseModelId } from "../../core/models/family.ts";
import { functionTools, lastUserText, missing } from "../body.ts";
import { piecesOf } from "../tokens.ts";
import type { Answer, AskedPrompt, Chunk, TextFamily } from "../types.ts";

const finishReasons = { end: "stop", limit: "length", tool: "tool_calls" } as const;
const thinkers = /gpt-oss|thinking|kimi|minimax|glm/;

/** OpenAI-style chat: gpt-oss, Qwen, DeepSeek-V3, Gemma, Nemotron, MiniMax, Kimi, GLM, new Mistrals. */
export const openaiChatAnswers: TextFamily = {
  kind: "text",
  caching: false,
  check: (body) => missing(body, ["messages"]),
  read: (body) => ({ ...readChat(body), thinking: body.reasoning_effort !== undefined }),
  whole: (answer) => ({
    ...envelope(answer, "chat.completion"),
    choices: [
      { finish_reason: finishReasons[answer.stop], index: 0, message: wholeMessage(answer) },
    ],
    usage: usage(answer),
  }),
  chunks: (answer, pieces) => [...chatChunks(answer, pieces), finalChunk(answer)],
};

/** Writer's Palmyra: as OpenAI's, with the bare string "[DONE]" at the end. */
export const writerAnswers: TextFamily = {
  ...openaiChatAnswers,
  check: (body) => (body.prompt === undefined ? missing(body, ["messages"]) : []),
  read: (body) =>
    typeof body.prompt === "string"
      ? { prompt: body.prompt, tools: [], thinking: false }
      : openaiChatAnswers.read(body),
  chunks: (answer, pieces) => [...openaiChatAnswers.chunks(answer, pieces), { json: "[DONE]" }],
};

/** Mistral Large 2407 and Pixtral: `message` instead of `delta`, `stop_reason` instead of `finish_reason`. */
export const mistralChatAnswers: TextFamily = {
  kind: "text",
  caching: false,
  check: (body) => missing(body, ["messages"]),
  read: readChat,
  whole: (answer) => ({
    choices: [mistralChoice(answer, answer.text, finishReasons[answer.stop])],
  }),
  chunks: (answer, pieces) => [
    ...pieces.map((text) => ({
      json: { choices: [mistralChoice({ ...answer, tool: undefined }, text, null)] },
      text: true as const,
    })),
    { json: { choices: [mistralChoice(answer, "", finishReasons[answer.stop])] } },
  ],
};

/** AI21 Jamba: as recorded, the metrics in a chunk of their own. */
export const jambaAnswers: TextFamily = {
  kind: "text",
  caching: false,
  ownMetricsChunk: true,
  check: (body) => missing(body, ["messages"]),
  read: readChat,
  whole: (answer) => ({
    id: `chatcmpl-${answer.id}`,
    choices: [
      {
        index: 0,
        message: { role: "assistant", content: answer.text, tool_calls: toolCalls(answer) ?? null },
        finish_reason: finishReasons[answer.stop],
      },
    ],
    usage: usage(answer),
    meta: { requestDurationMillis: 1 },
    model: baseModelId(answer.modelId).replace(/^ai21\./, ""),
  }),
  chunks: (answer, pieces) => [
    jambaChunk(answer, { role: "assistant", content: "" }, null),
    ...pieces.map((content) => ({
      ...jambaChunk(answer, { content }, null),
      text: true as const,
    })),
    jambaChunk(
      answer,
      { content: "", ...(answer.tool ? { tool_calls: toolCalls(answer) } : {}) },
      finishReasons[answer.stop],
    ),
  ],
};

/** True for ids whose models think aloud unasked. */
export function thinksAloud(modelId: string): boolean {
  return thinkers.test(modelId);
}

function readChat(body: JsonObject): AskedPrompt {
  return {
    prompt: lastUserText(body.messages),
    tools: functionTools(body.tools),
    thinking: false,
  };
}

/** gpt-oss writes its reasoning into the text between tags, the others into a member of its own. */
function tagged(answer: Answer): boolean {
  return answer.reasoning !== "" && answer.modelId.includes("gpt-oss");
}

function wholeMessage(answer: Answer): JsonObject {
  const calls = toolCalls(answer);
  return {
    role: "assistant",
    content: tagged(answer)
      ? `<reasoning>${answer.reasoning}</reasoning>${answer.text}`
      : answer.text,
    ...(answer.reasoning !== "" && !tagged(answer) ? { reasoning_content: answer.reasoning } : {}),
    ...(calls ? { tool_calls: calls } : {}),
  };
}

function chatChunks(answer: Answer, pieces: readonly string[]): Chunk[] {
  const thoughts =
    answer.reasoning === ""
      ? []
      : tagged(answer)
        ? piecesOf(`<reasoning>${answer.reasoning}</reasoning>`).map((content) => ({ content }))
        : piecesOf(answer.reasoning).map((reasoning_content) => ({ reasoning_content }));
  const [call] = toolCalls(answer) ?? [];
  return [
    deltaChunk(answer, { role: "assistant", content: "" }, null),
    ...thoughts.map((thought) => deltaChunk(answer, thought, null)),
    ...pieces.map((content) => ({
      ...deltaChunk(answer, { content }, null),
      text: true as const,
    })),
    ...(call ? [deltaChunk(answer, { tool_calls: [{ index: 0, ...call }] }, null)] : []),
  ];
}

function finalChunk(answer: Answer): Chunk {
  const { json } = deltaChunk(answer, {}, finishReasons[answer.stop]);
  return { json: { ...json, usage: usage(answer) } };
}

function deltaChunk(
  answer: Answer,
  delta: JsonObject,
  finish_reason: string | null,
): { json: JsonObject } {
  return {
    json: {
      ...envelope(answer, "chat.completion.chunk"),
      choices: [{ delta, finish_reason, index: 0 }],
    },
  };
}

function mistralChoice(answer: Answer, content: string, stop_reason: string | null): JsonObject {
  const calls = toolCalls(answer);
  return {
    index: 0,
    message: { role: "assistant", content, ...(calls ? { tool_calls: calls } : {}) },
    stop_reason,
  };
}

function jambaChunk(
  answer: Answer,
  delta: JsonObject,
  finish_reason: string | null,
): { json: JsonObject } {
  return {
    json: {
      id: `chatcmpl-${answer.id}`,
      choices: [{ index: 0, delta, finish_reason }],
      usage: usage(answer),
    },
  };
}

function envelope({ id, modelId }: Answer, object: string): JsonObject {
  const created = Math.floor(Date.now() / 1000);
  return { id: `chatcmpl-${id}`, object, created, model: baseModelId(modelId) };
}

function usage({ inputTokens, outputTokens }: Answer): JsonObject {
  return {
    prompt_tokens: inputTokens,
    completion_tokens: outputTokens,
    total_tokens: inputTokens + outputTokens,
  };
}

function toolCalls({ tool }: Answer): JsonObject[] | undefined {
  if (!tool) return undefined;
  return [
    {
      id: tool.id,
      type: "function",
      function: { name: tool.name, arguments: JSON.stringify(tool.input) },
    },
  ];
}
