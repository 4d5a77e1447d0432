import type { JsonObject, JsonValue } from "../../core/json/json.ts";
import { isJsonObject } from "../../core/json/json.ts";
import { extraneous, lastUserText, listOf, missing, objectOf, textOf } from "../body.ts";
import type { Chunk, TextFamily } from "../types.ts";

const topKeys = [
  "schemaVersion",
  "messages",
  "system",
  "inferenceConfig",
  "toolConfig",
  "reasoningConfig",
];
const blockKeys = [
  "text",
  "image",
  "video",
  "audio",
  "document",
  "toolUse",
  "toolResult",
  "cachePoint",
  "reasoningContent",
  "guardContent",
];
const stopReasons = { end: "end_turn", limit: "max_tokens", tool: "tool_use" } as const;

/** Amazon Nova's messages, the format of the recordings. */
export const novaAnswers: TextFamily = {
  kind: "text",
  caching: true,
  check: (body) => [
    ...missing(body, ["messages"]),
    ...extraneous(body, topKeys),
    ...listOf(body.messages).flatMap(checkMessage),
  ],
  read: (body) => ({
    prompt: lastUserText(body.messages),
    thinking: objectOf(body.reasoningConfig).type === "enabled",
    tools: listOf(objectOf(body.toolConfig).tools)
      .map((tool) => objectOf(objectOf(tool).toolSpec))
      .map(({ name, inputSchema }) => ({
        name: textOf(name) || "tool",
        schema: objectOf(inputSchema).json,
      })),
  }),
  whole: (answer) => ({
    output: {
      message: {
        content: [
          ...(answer.reasoning === ""
            ? []
            : [{ reasoningContent: { reasoningText: { text: answer.reasoning } } }]),
          { text: answer.text },
          ...(answer.tool
            ? [
                {
                  toolUse: {
                    name: answer.tool.name,
                    toolUseId: answer.tool.id,
                    input: answer.tool.input,
                  },
                },
              ]
            : []),
        ],
        role: "assistant",
      },
    },
    stopReason: stopReasons[answer.stop],
    usage: {
      inputTokens: answer.inputTokens,
      outputTokens: answer.outputTokens,
      totalTokens: answer.inputTokens + answer.outputTokens,
      cacheReadInputTokenCount: 0,
      cacheWriteInputTokenCount: 0,
    },
  }),
  chunks: (answer, pieces) => {
    const toolIndex = pieces.length + 1;
    return [
      { json: { messageStart: { role: "assistant" } } },
      ...(answer.reasoning === ""
        ? []
        : delta(0, { reasoningContent: { text: answer.reasoning } }, false)),
      // The service opens a block for nearly every piece.
      ...pieces.flatMap((text, index) =>
        delta(index + (answer.reasoning === "" ? 0 : 1), { text }, true),
      ),
      ...(answer.tool
        ? [
            {
              json: {
                contentBlockStart: {
                  start: { toolUse: { toolUseId: answer.tool.id, name: answer.tool.name } },
                  contentBlockIndex: toolIndex,
                },
              },
            },
            ...delta(toolIndex, { toolUse: { input: JSON.stringify(answer.tool.input) } }, false),
          ]
        : []),
      { json: { messageStop: { stopReason: stopReasons[answer.stop] } } },
      {
        json: {
          metadata: {
            usage: {
              inputTokens: answer.inputTokens,
              outputTokens: answer.outputTokens,
              cacheReadInputTokenCount: 0,
              cacheWriteInputTokenCount: 0,
            },
            metrics: {},
            trace: {},
          },
        },
      },
    ];
  },
};

function delta(contentBlockIndex: number, piece: JsonObject, text: boolean): Chunk[] {
  return [
    {
      json: { contentBlockDelta: { delta: piece, contentBlockIndex } },
      ...(text ? { text: true as const } : {}),
    },
    { json: { contentBlockStop: { contentBlockIndex } } },
  ];
}

/** The service complains of a foreign key only once the block has one of its own. */
function checkMessage(message: JsonValue, index: number): string[] {
  const at = `#/messages/${index}`;
  if (!isJsonObject(message))
    return [`${at}: expected type: JSONObject, found: ${kindOf(message)}`];
  const violations = missing(message, ["role", "content"], at);
  if (message.content === undefined) return violations;
  if (!Array.isArray(message.content))
    return [
      ...violations,
      `${at}/content: expected type: JSONArray, found: ${kindOf(message.content)}`,
    ];
  return [
    ...violations,
    ...listOf(message.content).flatMap((block, position) => {
      const place = `${at}/content/${position}`;
      const content = objectOf(block);
      return blockKeys.some((key) => key in content)
        ? extraneous(content, blockKeys, place)
        : [`${place}: required key [toolUse] not found`];
    }),
  ];
}

function kindOf(value: JsonValue): string {
  if (value === null) return "Null";
  if (Array.isArray(value)) return "JSONArray";
  if (typeof value === "object") return "JSONObject";
  if (typeof value === "number") return Number.isInteger(value) ? "Integer" : "BigDecimal";
  return typeof value === "string" ? "String" : "Boolean";
}
