import type { ListedModel } from "./catalogue.ts";
import type { ControlCall, Route } from "./route.ts";
import { arnOf, find } from "./route.ts";

/** The foundation models, and what the account may do with one. */
export const modelRoutes: readonly Route[] = [
  {
    call: "ListFoundationModels",
    path: /^\/foundation-models$/,
    answer: ({ catalogue, query, region }) => ({
      modelSummaries: catalogue.models
        .filter((model) => passes(model, query))
        .map((model) => summary(model, region)),
    }),
  },
  {
    call: "GetFoundationModel",
    path: /^\/foundation-models\/([^/]+)$/,
    answer: (asked) => ({ modelDetails: summary(modelOf(asked), asked.region) }),
  },
  {
    call: "GetFoundationModelAvailability",
    path: /^\/foundation-model-availability\/([^/]+)$/,
    answer: (asked) => {
      const { modelId } = modelOf(asked);
      const lacks = asked.catalogue.withoutAccess.includes(modelId);
      return {
        modelId,
        agreementAvailability: { status: lacks ? "NOT_AVAILABLE" : "AVAILABLE" },
        authorizationStatus: "AUTHORIZED",
        entitlementAvailability: lacks ? "NOT_AVAILABLE" : "AVAILABLE",
        regionAvailability: "AVAILABLE",
      };
    },
  },
];

/** The ARN of a foundation model. */
export function modelArn(modelId: string, region: string): string {
  return arnOf(region, `foundation-model/${modelId}`, "");
}

function modelOf({ catalogue, id }: ControlCall): ListedModel {
  return find(catalogue.models, id, ({ modelId }) => modelId, "model");
}

function summary(model: ListedModel, region: string): object {
  const { legacyTime, endOfLifeTime } = model;
  return {
    modelArn: modelArn(model.modelId, region),
    modelId: model.modelId,
    modelName: model.name,
    providerName: model.provider,
    inputModalities: model.inputModalities,
    outputModalities: model.outputModalities,
    responseStreamingSupported: model.streaming,
    customizationsSupported: [],
    inferenceTypesSupported: [model.inferenceType],
    modelLifecycle: {
      status: legacyTime === undefined ? "ACTIVE" : "LEGACY",
      startOfLifeTime: "2024-01-01T00:00:00Z",
      ...(legacyTime === undefined ? {} : { legacyTime, endOfLifeTime }),
    },
  };
}

function passes(model: ListedModel, query: URLSearchParams): boolean {
  const has = (name: string, values: readonly string[]): boolean => {
    const wanted = query.get(name)?.toLowerCase();
    return wanted === undefined || values.some((value) => value.toLowerCase() === wanted);
  };
  return (
    has("byProvider", [model.provider]) &&
    has("byOutputModality", model.outputModalities) &&
    has("byInferenceType", [model.inferenceType]) &&
    has("byCustomizationType", [])
  );
}
