import { builtInModels } from "../core/models/catalog.ts";
import type { ModelFamily } from "../core/models/family.ts";
import { modelFamily } from "../core/models/family.ts";
import { modelIdHint } from "../core/models/modelId.ts";
import { isReached } from "./regions.ts";
import { invalid } from "./serviceError.ts";

/**
 * The family of a model id, or undefined for an ARN that hides it. Throws the service's
 * ValidationException for an id it does not know in the region, and for one that is reached only through an
 * inference profile (U+2019 is the service's own).
 */
export function lookUpModel(modelId: string, region: string): ModelFamily | undefined {
  const id = modelId.replace(/^arn:aws(-[^:]+)?:bedrock:[^:]*::foundation-model\//, "");
  if (builtInModels.find((model) => model.modelId === id)?.inferenceProfileOnly)
    throw invalid(
      `Invocation of model ID ${modelId} with on-demand throughput isn’t supported. Retry your request with the ID or ARN of an inference profile that contains this model.`,
    );
  const family = isReached(modelId, region) ? modelFamily(modelId) : undefined;
  const wellFormed = modelIdHint(modelId) === undefined && isReached(modelId, region);
  if (family === undefined && !(wellFormed && modelId.startsWith("arn:")))
    throw invalid("The provided model identifier is invalid.");
  return family;
}
