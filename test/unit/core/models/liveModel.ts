import type { LiveModel } from "../../../../src/core/models/liveModels.ts";

/** A live model of which the list says nothing but what is given. */
export function liveModel(
  facts: Pick<LiveModel, "kind" | "modelId"> & Partial<LiveModel>,
): LiveModel {
  return {
    name: facts.modelId,
    inputModalities: [],
    outputModalities: [],
    inferenceTypes: [],
    baseModelIds: [],
    ...facts,
  };
}
