import {
  ListCustomModelDeploymentsCommand,
  ListCustomModelsCommand,
  ListFoundationModelsCommand,
  ListImportedModelsCommand,
  ListInferenceProfilesCommand,
  ListMarketplaceModelEndpointsCommand,
  ListPromptRoutersCommand,
  ListProvisionedModelThroughputsCommand,
} from "@aws-sdk/client-bedrock";
import type { ModelList } from "../../../core/models/liveModels.ts";
import type { ToModel } from "./liveModelOf.ts";
import {
  customModel,
  customModelDeployment,
  foundationModel,
  importedModel,
  inferenceProfile,
  marketplaceEndpoint,
  promptRouter,
  provisionedThroughput,
} from "./liveModelOf.ts";
import type { GetPage } from "./pages.ts";

/** How a list is asked and read. */
interface ListCall {
  /** One for each round of pages that makes up the list. */
  readonly rounds: readonly GetPage[];
  /** Where the entries stand in an answer. */
  readonly entries: string;
  readonly toModel: ToModel;
}

const profilesOf =
  (typeEquals: "SYSTEM_DEFINED" | "APPLICATION"): GetPage =>
  ({ client, options }, page) =>
    client.send(new ListInferenceProfilesCommand({ typeEquals, ...page }), options);

/** The eight lists, by their names. */
export const lists: Readonly<Record<ModelList, ListCall>> = {
  ListFoundationModels: {
    // The only one that comes whole.
    rounds: [({ client, options }) => client.send(new ListFoundationModelsCommand({}), options)],
    entries: "modelSummaries",
    toModel: foundationModel,
  },
  ListInferenceProfiles: {
    // What comes where no type is asked for is not documented.
    rounds: [profilesOf("SYSTEM_DEFINED"), profilesOf("APPLICATION")],
    entries: "inferenceProfileSummaries",
    toModel: inferenceProfile,
  },
  ListCustomModels: {
    rounds: [
      ({ client, options }, page) => client.send(new ListCustomModelsCommand(page), options),
    ],
    entries: "modelSummaries",
    toModel: customModel,
  },
  ListCustomModelDeployments: {
    rounds: [
      ({ client, options }, page) =>
        client.send(new ListCustomModelDeploymentsCommand(page), options),
    ],
    entries: "modelDeploymentSummaries",
    toModel: customModelDeployment,
  },
  ListProvisionedModelThroughputs: {
    rounds: [
      ({ client, options }, page) =>
        client.send(new ListProvisionedModelThroughputsCommand(page), options),
    ],
    entries: "provisionedModelSummaries",
    toModel: provisionedThroughput,
  },
  ListImportedModels: {
    rounds: [
      ({ client, options }, page) => client.send(new ListImportedModelsCommand(page), options),
    ],
    entries: "modelSummaries",
    toModel: importedModel,
  },
  ListPromptRouters: {
    rounds: [
      ({ client, options }, page) => client.send(new ListPromptRoutersCommand(page), options),
    ],
    entries: "promptRouterSummaries",
    toModel: promptRouter,
  },
  ListMarketplaceModelEndpoints: {
    rounds: [
      ({ client, options }, page) =>
        client.send(new ListMarketplaceModelEndpointsCommand(page), options),
    ],
    entries: "marketplaceModelEndpoints",
    toModel: marketplaceEndpoint,
  },
};
