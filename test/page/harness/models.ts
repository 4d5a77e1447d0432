import { modelLists, type LiveModel, type ModelList } from "../../../src/core/models/liveModels.ts";
import type { ModelsView } from "../../../src/protocol/models.ts";

/** Returns a foundation model of an account, changed by `part`. */
export function sampleModel(
  part: Partial<LiveModel> & { modelId: string },
): ModelsView["models"][number] {
  const { modelId, name = modelId, provider = "Acme", inputModalities = ["TEXT"] } = part;
  return {
    kind: "foundationModel",
    outputModalities: ["TEXT"],
    streaming: true,
    inferenceTypes: ["ON_DEMAND"],
    baseModelIds: [],
    ...part,
    name,
    provider,
    inputModalities: [...inputModalities],
  } as ModelsView["models"][number];
}

/** Returns what the host says of an account whose lists were all had at `at` (ms since 1970), but for those that failed. */
export function sampleModels(
  models: ModelsView["models"],
  failed: Partial<Record<ModelList, string>> = {},
  at = Date.now(),
): ModelsView {
  return {
    region: "us-west-2",
    lists: modelLists.map((list) => {
      const name = failed[list];
      return name === undefined ? { list, at } : { list, error: { name, message: "The words." } };
    }),
    models,
  };
}

/** Returns the lists of an account with many models. */
export function manyModels(count: number): ModelsView {
  return sampleModels(
    Array.from({ length: count }, (_, n) =>
      sampleModel({
        modelId: `acme.model-${n}-v1:0`,
        name: `Model ${n}`,
        provider: `Acme ${n % 9}`,
      }),
    ),
  );
}
