/** What an answer of the older and the data families says, read from where their documentation puts it. */
export interface PlainReading {
  readonly text: string;
  readonly toolCalls: readonly unknown[];
  readonly stopReason: string | undefined;
}

/** Whatever JSON.parse gives. */
type Parsed = ReturnType<typeof JSON.parse>;
type Read = (value: Parsed) => {
  readonly text?: string | null | undefined;
  readonly stop?: string | null | undefined;
};

/** How a part (a whole answer, or one chunk) of each shape is read. */
const readers: Readonly<Record<string, Read>> = {
  "anthropic.completion": (value) => ({ text: value.completion, stop: value.stop_reason }),
  "titan.text": (value) => {
    const result = value.results?.[0] ?? value;
    return { text: result.outputText, stop: result.completionReason };
  },
  "llama.generation": (value) => ({ text: value.generation, stop: value.stop_reason }),
  "mistral.text": (value) => ({ text: value.outputs[0].text, stop: value.outputs[0].stop_reason }),
  "cohere.command": (value) => {
    if (value.index > 0) return {}; // another generation
    const part = value.generations?.[0] ?? value;
    return { text: part.text, stop: part.finish_reason };
  },
  "cohere.command-r": (value) => ({
    text: value.event_type === "stream-end" ? "" : value.text,
    stop: value.finish_reason ?? value.response?.finish_reason,
  }),
  "ai21.jurassic": (value) => ({
    text: value.completions[0].data.text,
    stop: value.completions[0].finishReason.reason,
  }),
  "openai.completion": (value) => ({
    text: value.choices[0].text,
    stop: value.choices[0].finish_reason,
  }),
  "titan.embedding": () => ({}),
  "nova.embeddings": () => ({}),
  "cohere.embeddings": () => ({}),
  rerank: () => ({}),
};

/** The shapes that are read here. */
export const plainShapes = Object.keys(readers);

/** The parts of one answer read together. */
export function plainReading(shape: string, parts: readonly Uint8Array[]): PlainReading {
  let text = "";
  let stopReason: string | undefined;
  for (const part of parts) {
    const read = readers[shape]?.(JSON.parse(Buffer.from(part).toString("utf8")));
    text += read?.text ?? "";
    stopReason = read?.stop ?? stopReason;
  }
  return { text, toolCalls: [], stopReason };
}

const shapesOfModels: readonly (readonly [model: RegExp, shape: string])[] = [
  [/titan-embed/, "titan.embedding"],
  [/nova.*embed/, "nova.embeddings"],
  [/nova/, "nova.messages"],
  [/titan/, "titan.text"],
  [/llama/, "llama.generation"],
  [/mistral-7b|mixtral|2402/, "mistral.text"],
  [/rerank/, "rerank"],
  [/cohere\.embed/, "cohere.embeddings"],
  [/command-r/, "cohere.command-r"],
  [/cohere\.command/, "cohere.command"],
  [/\.j2-/, "ai21.jurassic"],
  [/jamba/, "openai.chat"],
  [/sagemaker/, "openai.completion"],
];

/** The shape in which the model answers. Claude 2 was recorded in both of Anthropic's. */
export function shapeOfModel(modelId: string, firstPart: Uint8Array): string | undefined {
  if (modelId.includes("claude"))
    return "completion" in JSON.parse(Buffer.from(firstPart).toString("utf8"))
      ? "anthropic.completion"
      : "anthropic.messages";
  return shapesOfModels.find(([model]) => model.test(modelId))?.[1];
}

type Counts = Record<"inputTokens" | "outputTokens", number | undefined>;

/** The last token counts that the body itself gives, in whichever family's names. */
export function plainCounts(parts: readonly Uint8Array[]): Counts {
  const counts: Counts = { inputTokens: undefined, outputTokens: undefined };
  for (const part of parts) {
    const value = JSON.parse(Buffer.from(part).toString("utf8"));
    const usage = value.usage ?? value.message?.usage ?? value.metadata?.usage ?? {};
    counts.inputTokens =
      usage.input_tokens ??
      usage.inputTokens ??
      usage.prompt_tokens ??
      value.inputTextTokenCount ??
      value.prompt_token_count ??
      counts.inputTokens;
    counts.outputTokens =
      usage.output_tokens ??
      usage.outputTokens ??
      usage.completion_tokens ??
      value.results?.[0]?.tokenCount ??
      value.totalOutputTextTokenCount ??
      value.generation_token_count ??
      counts.outputTokens;
  }
  return counts;
}
