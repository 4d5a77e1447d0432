import { builtInModels, type ModelEntry } from "./catalog.ts";
import { baseModelId } from "./family.ts";
import type { LiveModel } from "./liveModels.ts";

/** The built-in models in the shape of the account's: what a picker has when no list is to be had. */
export const knownModels: readonly LiveModel[] = builtInModels.map((model) => {
  const { modelId, name, provider, inputModalities, outputModalities, streaming } = model;
  const base = baseModelId(modelId);
  return {
    kind: base === modelId ? "foundationModel" : "inferenceProfile",
    modelId,
    name,
    provider,
    inputModalities,
    outputModalities,
    streaming,
    inferenceTypes: inferenceTypes(model, base),
    baseModelIds: base === modelId ? [] : [base],
  };
});

function inferenceTypes(model: ModelEntry, base: string): readonly string[] {
  if (model.modelId !== base) return []; // a profile, which has none of its own
  return model.inferenceProfileOnly ? ["INFERENCE_PROFILE"] : ["ON_DEMAND"];
}
