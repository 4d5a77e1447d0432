import type { LiveModel, LiveModelKind } from "../../../core/models/liveModels.ts";
import { foundationModelsOf } from "../../../core/models/modelArn.ts";
import { list, member, text, texts, time } from "./read.ts";

/** What a list's entry is to a picker; undefined for one that names nothing to invoke. */
export type ToModel = (entry: unknown) => LiveModel | undefined;

export const foundationModel: ToModel = (entry) => {
  const streaming = member(entry, "responseStreamingSupported");
  const lifecycle = member(entry, "modelLifecycle");
  return liveModel("foundationModel", text(entry, "modelId"), {
    name: text(entry, "modelName"),
    provider: text(entry, "providerName"),
    // The enums of the SDK's model are shorter than what comes: INFERENCE_PROFILE, VIDEO, SPEECH.
    inputModalities: texts(entry, "inputModalities"),
    outputModalities: texts(entry, "outputModalities"),
    streaming: typeof streaming === "boolean" ? streaming : undefined,
    inferenceTypes: texts(entry, "inferenceTypesSupported"),
    status: text(lifecycle, "status"),
    legacyTime: time(lifecycle, "legacyTime"),
    endOfLifeTime: time(lifecycle, "endOfLifeTime"),
  });
};

/** A cross-region profile is called by its id; an account's own one by its ARN. */
export const inferenceProfile: ToModel = (entry) => {
  const isOwn = text(entry, "type") === "APPLICATION";
  return liveModel(
    isOwn ? "applicationInferenceProfile" : "inferenceProfile",
    text(entry, isOwn ? "inferenceProfileArn" : "inferenceProfileId"),
    {
      name: text(entry, "inferenceProfileName"),
      status: text(entry, "status"),
      baseModelIds: foundationModelsOf(modelArns(entry)),
    },
  );
};

export const customModel: ToModel = (entry) =>
  liveModel("customModel", text(entry, "modelArn"), {
    name: text(entry, "modelName"),
    status: text(entry, "modelStatus"),
    baseModelIds: firstBase(text(entry, "baseModelArn"), text(entry, "modelArn")),
  });

export const customModelDeployment: ToModel = (entry) =>
  liveModel("customModelDeployment", text(entry, "customModelDeploymentArn"), {
    name: text(entry, "customModelDeploymentName"),
    status: text(entry, "status"),
    baseModelIds: firstBase(text(entry, "modelArn")),
  });

export const provisionedThroughput: ToModel = (entry) =>
  liveModel("provisionedThroughput", text(entry, "provisionedModelArn"), {
    name: text(entry, "provisionedModelName"),
    status: text(entry, "status"),
    baseModelIds: firstBase(text(entry, "foundationModelArn"), text(entry, "modelArn")),
  });

/** Its architecture stands where others have their provider: it is all that is known of it. */
export const importedModel: ToModel = (entry) =>
  liveModel("importedModel", text(entry, "modelArn"), {
    name: text(entry, "modelName"),
    provider: text(entry, "modelArchitecture"),
  });

export const promptRouter: ToModel = (entry) =>
  liveModel("promptRouter", text(entry, "promptRouterArn"), {
    name: text(entry, "promptRouterName"),
    status: text(entry, "status"),
    baseModelIds: foundationModelsOf(modelArns(entry)),
  });

export const marketplaceEndpoint: ToModel = (entry) => {
  const source = text(entry, "modelSourceIdentifier");
  const arn = text(entry, "endpointArn");
  const model = /:hub-content\/[^/]+\/Model\/([^/]+)/.exec(source ?? "")?.[1];
  const endpoint = arn?.split("/").at(-1);
  return liveModel("marketplaceEndpoint", arn, {
    name: model === undefined ? endpoint : `${model} (${endpoint})`,
    status: text(entry, "status"),
  });
};

/** The ARNs of the models that a profile or a router leads to. */
export function modelArns(entry: unknown): readonly string[] {
  return list(entry, "models").flatMap((model) => text(model, "modelArn") ?? []);
}

/** The first of the ARNs that tells its foundation model. */
function firstBase(...arns: readonly (string | undefined)[]): readonly string[] {
  return foundationModelsOf(arns.filter((arn) => arn !== undefined)).slice(0, 1);
}

type Facts = { readonly name: string | undefined } & Partial<
  Omit<LiveModel, "kind" | "modelId" | "name">
>;

function liveModel(
  kind: LiveModelKind,
  modelId: string | undefined,
  { name, ...facts }: Facts,
): LiveModel | undefined {
  if (modelId === undefined) return undefined;
  const silent = {
    inputModalities: [],
    outputModalities: [],
    inferenceTypes: [],
    baseModelIds: [],
  };
  return { kind, modelId, name: name ?? modelId, ...silent, ...facts };
}
