import { builtInModels } from "./catalog.ts";
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
    inferenceTypes: model.inferenceProfileOnly ? ["INFERENCE_PROFILE"] : ["ON_DEMAND"],
    baseModelIds: base === modelId ? [] : [base],
  };
});
