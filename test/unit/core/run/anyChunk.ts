import * as fc from "fast-check";
import { bytesOf } from "./play.ts";

/** Names that mean something to a decoder, with values of every wrong kind. */
const memberNames = [
  "type",
  "content",
  "delta",
  "content_block",
  "index",
  "message",
  "usage",
  "choices",
  "text",
  "output",
  "contentBlockDelta",
  "contentBlockStart",
  "contentBlockStop",
  "messageStop",
  "contentBlockIndex",
  "toolUse",
  "start",
  "tool_calls",
  "function",
  "arguments",
  "role",
  "partial_json",
  "reasoning",
  "finish_reason",
  "metadata",
  "results",
  "data",
  "id",
  "name",
  "amazon-bedrock-guardrailAction",
  "amazon-bedrock-trace",
  "guardrail",
  "match",
  "object",
  "amazon-bedrock-invocationMetrics",
  "modelOutput",
  "__proto__",
  "toolUseId",
  "input",
];
const words = [
  "message",
  "content_block_start",
  "content_block_delta",
  "content_block_stop",
  "assistant",
  "tool_use",
  "text_delta",
  "input_json_delta",
  "thinking_delta",
  "INTERVENED",
  "[DONE]",
  "<reasoning>",
  "</reasoning>",
  "chat.completion",
  "{",
  '{"a":1}',
];
const { tree } = fc.letrec<{ tree: unknown; object: unknown }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 6 },
    fc.constantFrom(...words),
    fc.constantFrom(null, true, 0, 1, -1, 1.5),
    fc.array(tie("tree"), { maxLength: 3 }),
    tie("object"),
    tie("object"),
  ),
  object: fc
    .array(fc.tuple(fc.constantFrom(...memberNames), tie("tree")), { maxLength: 5 })
    .map((members) => `{${members.map(([k, v]) => `${JSON.stringify(k)}:${raw(v)}`).join(",")}}`)
    .map((json): unknown => JSON.parse(json)),
}));
const raw = (value: unknown): string => JSON.stringify(value);
/** The bytes of a chunk or an answer: shaped like a family but wrong in any place, any JSON, any bytes, none. */
export const anyChunk = fc.oneof(
  { weight: 5, arbitrary: tree.map((value) => bytesOf(raw(value))) },
  { weight: 1, arbitrary: fc.uint8Array() },
  { weight: 1, arbitrary: fc.json().map(bytesOf) },
  { weight: 1, arbitrary: fc.constant(undefined) },
);
