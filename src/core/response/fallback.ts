import type { JsonObject, JsonValue } from "../json/json.ts";
import type { Usage } from "./decoded.ts";
import type { ResponseFamily, Piece } from "./piece.ts";
import { asObject, asText, objectsIn, readUsage, usageOf } from "./read.ts";

/** Any JSON that no family knows: the text under the names that models use, the rest in the JSON view. */
export const fallback: ResponseFamily = {
  shape: "json",
  whole: (answer) => pieceOf(answer, [...lists, ...wrappers]),
  // A streamed event that wraps a whole answer repeats what was already sent (Cohere's stream-end).
  chunk: (chunk) => ({ ...pieceOf(chunk, [...lists, "data", "message"]), ...endOf(chunk) }),
};

/** The text of an answer that is a list at its top, as text-generation containers give it. */
export function listPiece(answer: JsonValue): Piece {
  return { text: textIn(answer, [...lists, ...wrappers]) };
}

const textNames = [
  "completion",
  "generation",
  "outputText",
  "generated_text",
  "output_text",
  "text",
  "message",
  "content",
  "answer",
  "response",
  "output",
  "error",
];
const lists = ["outputs", "results", "generations", "completions", "choices", "predictions"];
const wrappers = ["data", "message", "delta", "content", "output", "response"];
const stopNames = [
  "stop_reason",
  "stopReason",
  "finish_reason",
  "finishReason",
  "completionReason",
];
/** How deep text is looked for: completions[0].data.text is four steps. */
const deepest = 6;

function pieceOf(answer: JsonObject, containers: readonly string[]): Piece {
  return {
    text: textIn(answer, containers),
    stopReason: stopIn(answer),
    usage: readUsage(answer.usage) ?? ownUsage(answer),
  };
}

/** Goes down one path of at most `deepest` steps, so that nesting of any depth is cheap. */
function textIn(value: JsonValue, containers: readonly string[]): string | undefined {
  let at: JsonValue | undefined = value;
  for (let step = 0; step < deepest; step++) {
    if (typeof at === "string") return asText(at);
    if (Array.isArray(at)) {
      at = at[0];
      continue;
    }
    const object = asObject(at);
    if (object === undefined) return undefined;
    const own = textNames.find((name) => typeof object[name] === "string");
    if (own !== undefined) return asText(object[own]);
    const next = containers.find((name) => typeof object[name] === "object" && object[name]);
    if (next === undefined) return undefined;
    at = object[next];
    if (next === "content" && Array.isArray(at)) return partsText(at);
  }
  return undefined;
}

/** A message's content is a list of parts that belong together; other lists are alternatives. */
function partsText(parts: readonly JsonValue[]): string | undefined {
  return asText(
    objectsIn(parts)
      .flatMap((part) => asText(part.text) ?? [])
      .join(""),
  );
}

/** The reason at the top or in the first of the alternatives. */
function stopIn(answer: JsonObject): string | undefined {
  const firsts = lists.flatMap((name) => objectsIn(answer[name]).slice(0, 1));
  for (const object of [answer, ...firsts])
    for (const name of stopNames) {
      const reason = asText(object[name]) ?? asText(asObject(object[name])?.reason);
      if (reason !== undefined) return reason;
    }
  return undefined;
}

function endOf(chunk: JsonObject): Piece {
  return chunk.is_finished === true ? { ends: true } : {};
}

/** The counts that Llama and Titan give beside the text. */
function ownUsage(answer: JsonObject): Usage | undefined {
  return usageOf(
    answer.prompt_token_count ?? answer.inputTextTokenCount,
    answer.generation_token_count ??
      answer.totalOutputTextTokenCount ??
      objectsIn(answer.results)[0]?.tokenCount,
  );
}
