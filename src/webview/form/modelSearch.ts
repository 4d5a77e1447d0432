/** What the picker shows of a model; `builtInModels` of the core have this shape. */
export interface ModelChoice {
  readonly modelId: string;
  readonly name: string;
  readonly provider: string;
  readonly inputModalities: readonly string[];
  readonly outputModalities: readonly string[];
  readonly streaming: boolean;
  readonly inferenceProfileOnly?: boolean;
}

/** Rows of the picker under one heading. */
export interface ModelGroup {
  readonly heading: string;
  readonly models: readonly ModelChoice[];
}

const mostRows = 200;

/**
 * Returns the models that hold every word of `typed`, recent ones first, then by provider;
 * at most 200 rows, for a list longer than that is not read but searched.
 */
export function findModels(
  typed: string,
  models: readonly ModelChoice[],
  recent: readonly string[],
): ModelGroup[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const matches = (model: ModelChoice) => {
    const text =
      `${model.modelId} ${model.name} ${model.provider} ${model.outputModalities.join(" ")}`.toLowerCase();
    return words.every((word) => text.includes(word));
  };
  const known = new Map(models.map((model) => [model.modelId, model]));
  const recents = recent.map((id) => known.get(id) ?? typedModel(id)).filter(matches);
  const groups = new Map<string, ModelChoice[]>();
  let room = mostRows - recents.length;
  for (const model of models) {
    if (room <= 0) break;
    if (recent.includes(model.modelId) || !matches(model)) continue;
    room--;
    const group = groups.get(model.provider);
    if (group) group.push(model);
    else groups.set(model.provider, [model]);
  }
  const rest = [...groups].map(([heading, found]) => ({ heading, models: found }));
  return recents.length > 0 ? [{ heading: "Recently used", models: recents }, ...rest] : rest;
}

/** Returns a model's abilities in words: "text, image in · text out · streaming". */
export function describeModel(model: ModelChoice): string {
  const inputs = model.inputModalities.join(", ").toLowerCase();
  const outputs = model.outputModalities.join(", ").toLowerCase();
  const parts = [];
  if (inputs || outputs)
    parts.push(inputs && outputs ? `${inputs} → ${outputs}` : inputs || outputs);
  if (model.streaming) parts.push("streaming");
  if (model.inferenceProfileOnly) parts.push("needs an inference profile");
  return parts.join(" · ");
}

function typedModel(modelId: string): ModelChoice {
  return {
    modelId,
    name: "",
    provider: "",
    inputModalities: [],
    outputModalities: [],
    streaming: false,
  };
}
