import * as v from "valibot";
import {
  headerMembers,
  memberOf,
  requestMembers,
  servedMembers,
  type HeaderMember,
} from "../request/members.ts";
import { recordVersion } from "./record.ts";
import { runStatuses } from "./state.ts";

const text = v.string();
const number = v.number();
const described = <T extends v.GenericSchema>(schema: T, description: string) =>
  v.optional(v.pipe(schema, v.description(description)));

const metrics = {
  inputTokens: described(number, "Tokens of the request, without those read from the cache."),
  outputTokens: described(number, "Tokens of the answer."),
  cacheReadInputTokens: described(number, "Tokens read from the prompt cache."),
  cacheWriteInputTokens: described(number, "Tokens written to the prompt cache."),
  invocationLatencyMs: described(number, "Milliseconds, as the service measured them."),
  firstByteLatencyMs: described(number, "Milliseconds to the first byte, as the service measured."),
  wallMs: described(number, "Milliseconds from the click to the end, as measured here."),
  firstChunkMs: described(number, "Milliseconds from the click to the first chunk."),
  attempts: v.pipe(number, v.description("How often the request was sent.")),
};

/**
 * What writeRunRecord writes. The JSON schema that VS Code checks run files with is generated from
 * this. Objects are open: a later version may add members.
 */
export const recordSchema = v.looseObject({
  $schema: v.optional(text),
  version: v.pipe(v.literal(recordVersion), v.description("The version of this file format.")),
  savedAt: v.pipe(text, v.description("When the record was written, ISO 8601.")),
  status: described(
    v.picklist(runStatuses),
    "The state of the run: done, failed or cancelled after it has ended.",
  ),
  complete: described(v.boolean(), "True when the answer was received to its end."),
  request: described(
    v.looseObject({
      operation: v.picklist(requestMembers.operation.values),
      modelId: text,
      ...Object.fromEntries(headerMembers.map((name) => [name, headerSchema(name)])),
      ...bytesMembers("body", "The body as it was sent"),
    }),
    "What was sent.",
  ),
  connection: described(
    v.looseObject({
      region: text,
      endpointHost: v.pipe(text, v.description("The host, with its port where one was given.")),
    }),
    "Where it was sent.",
  ),
  response: described(
    v.looseObject({
      status: v.optional(number),
      requestId: v.optional(text),
      contentType: v.optional(text),
      ...v.entriesFromList(servedMembers, v.optional(text)),
      headers: described(v.record(text, text), "Every header, names in lower case."),
      ...bytesMembers("body", "The answer as received"),
      events: described(
        v.array(
          v.looseObject({
            atMs: v.pipe(number, v.description("Milliseconds since the run began.")),
            type: described(
              text,
              "The event's type, if Bedrock does not document it; such an event is not part of the answer.",
            ),
            ...bytesMembers("chunk", "The event's bytes"),
          }),
        ),
        "The events of a streamed answer.",
      ),
    }),
    "The response.",
  ),
  decoded: v.pipe(
    v.looseObject({
      shape: v.pipe(text, v.description("The shape by which the answer was read.")),
      text,
      reasoning: text,
      toolCalls: v.array(v.looseObject({ id: v.optional(text), name: text, input: v.any() })),
      otherBlocks: described(
        v.array(v.looseObject({ type: text, content: v.any() })),
        "Content of other kinds: tools that the service runs and their results, summaries, and kinds newer than this version.",
      ),
      citations: described(
        v.array(
          v.looseObject({
            text,
            title: v.optional(text),
            url: v.optional(text),
            source: v.optional(text),
          }),
        ),
        "The sources that the model cites for the answer.",
      ),
      images: v.array(v.looseObject({ mediaType: text, base64: text })),
      omittedImages: described(
        v.array(v.looseObject({ number, reason: text })),
        "The pictures that cannot be shown, and why.",
      ),
      embeddings: v.array(
        v.looseObject({
          type: text,
          dimensions: number,
          modality: v.optional(text),
          values: v.array(number),
        }),
      ),
      results: v.array(v.looseObject({ index: number, relevanceScore: number })),
      stopReason: v.optional(text),
      guardrail: described(
        v.looseObject({
          action: v.pipe(text, v.description("INTERVENED or NONE.")),
          trace: v.optional(v.record(text, v.any())),
        }),
        "What the guardrail did.",
      ),
    }),
    v.description("The answer as its author meant it, whatever the model's format."),
  ),
  metrics: v.looseObject(metrics),
  error: described(
    v.looseObject({
      name: text,
      httpStatus: v.optional(number),
      message: text,
      requestId: v.optional(text),
      retryable: v.boolean(),
      attempts: number,
      remedy: v.pipe(text, v.description("What to do next.")),
    }),
    "Why the run failed.",
  ),
});

/** A member with a default is always sent. A header's JSON string is an object in a file. */
function headerSchema(name: HeaderMember) {
  const { type, default: always } = memberOf(name) ?? {};
  if (type === "texts") return v.optional(v.union([v.record(text, v.any()), text]));
  return always === undefined ? v.optional(text) : text;
}

/** The three ways in which bytes stand in a record; one of them at most. */
function bytesMembers(name: string, what: string) {
  return {
    [name]: described(v.any(), `${what}, if it is JSON.`),
    [`${name}Text`]: described(text, `${what}, if it is text but not JSON.`),
    [`${name}Base64`]: described(text, `${what}, if it is not text.`),
  };
}
