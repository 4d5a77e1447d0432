import type { JsonObject } from "../../core/json/json.ts";
import { extraneous, missing, textOf } from "../body.ts";
import type { Answer, Chunk, TextFamily } from "../types.ts";

const short = { end: "stop", limit: "length", tool: "stop" } as const;
const cohere = { end: "COMPLETE", limit: "MAX_TOKENS", tool: "COMPLETE" } as const;

/** Titan text, as recorded. */
export const titanTextAnswers: TextFamily = {
  ...readsText("inputText"),
  check: (body) => [
    ...missing(body, ["inputText"]),
    ...extraneous(body, ["inputText", "textGenerationConfig"]),
  ],
  whole: (answer) => ({
    inputTextTokenCount: answer.inputTokens,
    results: [
      {
        tokenCount: answer.outputTokens,
        outputText: answer.text,
        completionReason: titanReason(answer),
      },
    ],
  }),
  chunks: (answer, pieces) =>
    pieces.map((outputText, position) => ({
      json: {
        outputText,
        index: 0,
        ...(position === pieces.length - 1
          ? {
              totalOutputTextTokenCount: answer.outputTokens,
              completionReason: titanReason(answer),
              inputTextTokenCount: answer.inputTokens,
            }
          : {}),
      },
      text: true as const,
    })),
};

/** Meta Llama, as recorded. */
export const llamaAnswers: TextFamily = {
  ...readsText("prompt"),
  check: (body) => [
    ...missing(body, ["prompt"]),
    ...extraneous(body, ["prompt", "images", "max_gen_len", "temperature", "top_p"]),
  ],
  whole: (answer) => ({
    generation: answer.text,
    prompt_token_count: answer.inputTokens,
    generation_token_count: answer.outputTokens,
    stop_reason: short[answer.stop],
  }),
  chunks: (answer, pieces) =>
    [...pieces, ""].map((generation, position) => ({
      json: {
        generation,
        prompt_token_count: position === 0 ? answer.inputTokens : null,
        generation_token_count: Math.min(position + 1, answer.outputTokens),
        stop_reason: position === pieces.length ? short[answer.stop] : null,
      },
      text: true as const,
    })),
};

/** Mistral 7B, Mixtral and the 2402 models, as recorded. */
export const mistralTextAnswers: TextFamily = {
  ...readsText("prompt"),
  whole: (answer) => ({ outputs: [{ text: answer.text, stop_reason: short[answer.stop] }] }),
  chunks: (answer, pieces) =>
    ending(pieces, (text, last) => ({
      outputs: [{ text, stop_reason: last ? short[answer.stop] : null }],
    })),
};

/** DeepSeek-R1. */
export const deepseekR1Answers: TextFamily = {
  ...readsText("prompt"),
  whole: (answer) => ({ choices: [{ text: answer.text, stop_reason: short[answer.stop] }] }),
  chunks: (answer, pieces) =>
    ending(pieces, (text, last) => ({
      choices: [{ text, stop_reason: last ? short[answer.stop] : null }],
    })),
};

/** A text-generation container behind an endpoint ARN, as recorded. */
export const endpointTextAnswers: TextFamily = {
  ...readsText("prompt"),
  whole: (answer) => ({
    ...completionOf(answer, answer.text, short[answer.stop]),
    usage: {
      prompt_tokens: answer.inputTokens,
      completion_tokens: answer.outputTokens,
      total_tokens: answer.inputTokens + answer.outputTokens,
    },
  }),
  chunks: (answer, pieces) =>
    ending(pieces, (text, last) => completionOf(answer, text, last ? short[answer.stop] : null)),
};

/** TwelveLabs Pegasus: a question about a video that the sandbox does not look at. */
export const pegasusAnswers: TextFamily = {
  ...readsText("inputPrompt"),
  check: (body) => missing(body, ["inputPrompt", "mediaSource"]),
  whole: (answer) => ({ message: answer.text, finishReason: short[answer.stop] }),
  chunks: (answer, pieces) =>
    ending(pieces, (message, last) => ({
      message,
      finishReason: last ? short[answer.stop] : null,
    })),
};

/** Cohere Command, as recorded. */
export const cohereCommandAnswers: TextFamily = {
  ...readsText("prompt"),
  whole: (answer) => ({
    id: answer.id,
    generations: [{ id: answer.id, text: answer.text, finish_reason: cohere[answer.stop] }],
    prompt: answer.prompt,
  }),
  chunks: (answer, pieces) => [
    ...pieces.map((text) => ({
      json: { text, is_finished: false },
      text: true as const,
    })),
    { json: { is_finished: true, finish_reason: cohere[answer.stop] } },
  ],
};

/** Cohere Command R, as recorded: the last event repeats the whole answer. */
export const cohereCommandRAnswers: TextFamily = {
  ...readsText("message"),
  whole: commandR,
  chunks: (answer, pieces) => [
    ...pieces.map((text) => ({
      json: { is_finished: false, event_type: "text-generation", text },
      text: true as const,
    })),
    {
      json: {
        is_finished: true,
        event_type: "stream-end",
        response: commandR(answer),
        finish_reason: cohere[answer.stop],
      },
    },
  ],
};

function readsText(key: string): Pick<TextFamily, "kind" | "caching" | "read" | "check"> {
  return {
    kind: "text",
    caching: false,
    check: (body) => missing(body, [key]),
    read: (body) => ({ prompt: textOf(body[key]), tools: [], thinking: false }),
  };
}

/** The pieces, then an empty one that says why the answer ended. */
function ending(
  pieces: readonly string[],
  json: (piece: string, last: boolean) => JsonObject,
): Chunk[] {
  return [...pieces, ""].map((piece, position) => ({
    json: json(piece, position === pieces.length),
    text: true as const,
  }));
}

function completionOf({ id }: Answer, text: string, finish_reason: string | null): JsonObject {
  return {
    object: "text_completion",
    id,
    created: Math.floor(Date.now() / 1000),
    model: "sandbox",
    system_fingerprint: "sandbox",
    choices: [{ index: 0, text, logprobs: null, finish_reason }],
  };
}

function titanReason({ stop }: Answer): string {
  return stop === "limit" ? "LENGTH" : "FINISH";
}

function commandR(answer: Answer): JsonObject {
  return {
    response_id: answer.id,
    text: answer.text,
    generation_id: answer.id,
    chat_history: [
      { role: "USER", message: answer.prompt },
      { role: "CHATBOT", message: answer.text },
    ],
    finish_reason: cohere[answer.stop],
  };
}
