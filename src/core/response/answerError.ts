import type { JsonObject, JsonValue } from "../json/json.ts";
import { asObject, asText } from "./read.ts";

/** An error that stands where the answer should. */
export interface AnswerError {
  /** As its sender names it; undefined where it has no name. */
  readonly name: string | undefined;
  readonly message: string;
  /** What it carries besides. */
  readonly members: Readonly<Record<string, JsonValue>>;
}

/** Everything that stands beside an error in an object which is nothing else. */
const aroundErrors = new Set(
  `error errors error_type errorType error_code errorCode error_message errorMessage message Message detail details
   code status statusCode status_code type title param reason request_id requestId traceback timestamp path object
   __type originalStatusCode originalMessage resourceName amazon-bedrock-invocationMetrics`.split(
    /\s+/,
  ),
);
/** The member in which AWS's JSON protocols name an error. */
const awsType = "__type";
const types = ["type", "error_type", "errorType", "code", "error_code", "errorCode", "status"];

/**
 * The error that the object is by its form alone: Anthropic's `{"type":"error"}`, OpenAI's `error` with a type or a code,
 * vLLM's `{"object":"error"}`, text-generation-inference's `error_type`, AWS's `__type` and its exceptions as members.
 * Undefined for anything else, also for a model's JSON that has a member called `error` among others.
 */
export function surelyError(value: JsonObject): AnswerError | undefined {
  const inner = asObject(value.error);
  if (value.type === "error" && inner) return told(inner);
  if (value.type === "error" || value.object === "error") return told(value);
  if (asText(value[awsType]) !== undefined) return told(value);
  const [name, second] = Object.keys(value);
  const exception = name !== undefined && second === undefined ? asObject(value[name]) : undefined;
  if (exception && name !== undefined && /^[a-z]\w+Exception$/.test(name))
    return told({ ...exception, [awsType]: `${name.charAt(0).toUpperCase()}${name.slice(1)}` });
  if (!isOnlyError(value)) return undefined;
  if (inner && types.some((type) => type in inner)) return told(inner);
  const named = types.some((type) => type !== "type" && type !== "status" && type in value);
  return named && asText(value.error) !== undefined ? told(value) : undefined;
}

/**
 * The error that a chunk is where nothing else makes sense of it: an object of members that stand around errors and no
 * others. `known`: the stream is of a family that does not know the chunk; a mere `message` is an error only there.
 */
export function likelyError(chunk: JsonObject, known: boolean): AnswerError | undefined {
  const inner = asObject(chunk.error);
  if (known && inner && wordsOf(inner) !== undefined) return told(inner);
  if (!isOnlyError(chunk)) return undefined;
  const { error, errors, detail, errorMessage, error_message: words } = chunk;
  const mark = error ?? errors ?? detail ?? errorMessage ?? words;
  if (!known && (mark === undefined || mark === null)) return undefined;
  return told(inner ?? chunk);
}

/** The error that stands beside what a family knows of a chunk, as routers before OpenAI-style models send it. */
export function errorBeside({ error }: JsonObject): AnswerError | undefined {
  const inner = asObject(error);
  return inner && told(inner);
}

const isOnlyError = (value: JsonObject) => {
  const names = Object.keys(value);
  return names.length > 0 && names.every((name) => aroundErrors.has(name));
};

/** Undefined where it says nothing that a reader could be told. */
function told(error: JsonObject): AnswerError | undefined {
  const words = wordsOf(error);
  if (words === undefined) return undefined;
  const type = asText(error[awsType])?.replace(/^.*#/, "").replace(/:.*$/, "");
  const name =
    type ?? types.map((member) => asText(error[member])).find((one) => one && one !== "error");
  const members = Object.entries(error).flatMap(([member, value]) =>
    [awsType, "message", "Message", "object", words.from].includes(member) ||
    value === undefined ||
    value === null ||
    value === name ||
    value === "error"
      ? []
      : [[member, value] as const],
  );
  return { name, message: words.text, members: Object.fromEntries(members) };
}

const wordNames = ["message", "Message", "error", "errorMessage", "error_message", "detail"];

function wordsOf(error: JsonObject): { readonly from: string; readonly text: string } | undefined {
  for (const from of wordNames) {
    const text = asText(error[from]);
    if (text !== undefined) return { from, text };
  }
  // FastAPI tells of an invalid request in a list.
  const first = [error.detail, error.errors].find((list) => Array.isArray(list));
  const inner = Array.isArray(first) ? asObject(first[0] as JsonValue) : asObject(error.detail);
  const text = inner && (asText(inner.msg) ?? asText(inner.message));
  return text === undefined ? undefined : { from: "", text };
}
