import { modelArn } from "./models.ts";
import type { ControlCall, Route } from "./route.ts";
import { account } from "../stsKeys.ts";
import { arnOf, find, paged, since } from "./route.ts";

/** What an account has made itself, a few of each kind: models of its own, throughput, routers, endpoints. */
export const ownRoutes: readonly Route[] = [
  ...kind({
    list: "ListCustomModels",
    get: "GetCustomModel",
    paths: ["/custom-models"],
    member: "modelSummaries",
    name: "modelName",
    id: "modelArn",
    all: ({ region }) => [
      {
        modelArn: customModelArn(region),
        modelName: "sandbox-tuned",
        creationTime: since,
        baseModelArn: modelArn(base, region),
        baseModelName: "Nova Lite",
        customizationType: "FINE_TUNING",
        ownerAccountId: account,
        modelStatus: "Active",
      },
    ],
  }),
  ...kind({
    list: "ListCustomModelDeployments",
    get: "GetCustomModelDeployment",
    paths: ["/model-customization/custom-model-deployments"],
    member: "modelDeploymentSummaries",
    name: "customModelDeploymentName",
    id: "customModelDeploymentArn",
    all: ({ region }) => [
      deployment(region, "sandboxdepl1", "sandbox-tuned-live", "Active"),
      deployment(region, "sandboxdepl2", "sandbox-tuned-next", "Creating"),
    ],
  }),
  ...kind({
    list: "ListProvisionedModelThroughputs",
    get: "GetProvisionedModelThroughput",
    // The list has its plural, the one has none.
    paths: ["/provisioned-model-throughputs", "/provisioned-model-throughput"],
    member: "provisionedModelSummaries",
    name: "provisionedModelName",
    id: "provisionedModelArn",
    all: ({ region }) => [
      {
        provisionedModelName: "sandbox-throughput",
        provisionedModelArn: arnOf(region, "provisioned-model/sandboxprov1"),
        modelArn: modelArn("amazon.nova-pro-v1:0:24k", region),
        desiredModelArn: modelArn("amazon.nova-pro-v1:0:24k", region),
        foundationModelArn: modelArn("amazon.nova-pro-v1:0", region),
        modelUnits: 1,
        desiredModelUnits: 1,
        status: "InService",
        commitmentDuration: "OneMonth",
        creationTime: since,
        lastModifiedTime: since,
      },
    ],
  }),
  ...kind({
    list: "ListImportedModels",
    get: "GetImportedModel",
    paths: ["/imported-models"],
    member: "modelSummaries",
    name: "modelName",
    id: "modelArn",
    all: ({ region }) => [
      {
        modelArn: arnOf(region, "imported-model/sandboximpo1"),
        modelName: "sandbox-imported",
        creationTime: since,
        instructSupported: true,
        modelArchitecture: "llama",
      },
    ],
  }),
  ...kind({
    list: "ListPromptRouters",
    get: "GetPromptRouter",
    paths: ["/prompt-routers"],
    member: "promptRouterSummaries",
    name: "promptRouterName",
    id: "promptRouterArn",
    all: ({ region, query }) =>
      (query.get("type") ?? "default") === "default" ? [router(region)] : [],
  }),
  ...kind({
    list: "ListMarketplaceModelEndpoints",
    get: "GetMarketplaceModelEndpoint",
    paths: ["/marketplace-model/endpoints"],
    member: "marketplaceModelEndpoints",
    wrap: "marketplaceModelEndpoint",
    name: "endpointArn",
    id: "endpointArn",
    all: ({ region }) => [
      {
        endpointArn: `arn:aws:sagemaker:${region}:${account}:endpoint/sandbox-endpoint`,
        modelSourceIdentifier: `arn:aws:sagemaker:${region}:aws:hub-content/SageMakerPublicHub/Model/sandbox-chat/1.0.0`,
        status: "REGISTERED",
        createdAt: since,
        updatedAt: since,
        endpointConfig: {
          sageMaker: {
            initialInstanceCount: 1,
            instanceType: "ml.g5.xlarge",
            executionRole: `arn:aws:iam::${account}:role/sandbox`,
          },
        },
        endpointStatus: "InService",
      },
    ],
  }),
];

const base = "amazon.nova-lite-v1:0";

function customModelArn(region: string): string {
  return arnOf(region, `custom-model/${base}:300k/sandboxtune1`);
}

function deployment(region: string, id: string, name: string, status: string): Resource {
  return {
    customModelDeploymentArn: arnOf(region, `custom-model-deployment/${id}`),
    customModelDeploymentName: name,
    // The list and the one call it by different names.
    modelDeploymentName: name,
    modelArn: customModelArn(region),
    createdAt: since,
    status,
  };
}

function router(region: string): Resource {
  const models = ["anthropic.claude-sonnet-5", "anthropic.claude-haiku-4-5-20251001-v1:0"];
  const targets = models.map((id) => ({ modelArn: arnOf(region, `inference-profile/us.${id}`) }));
  return {
    promptRouterName: "Anthropic Prompt Router",
    routingCriteria: { responseQualityDifference: 0.26 },
    description: "Routes requests among models of the Claude family.",
    createdAt: since,
    updatedAt: since,
    promptRouterArn: arnOf(region, "default-prompt-router/anthropic.claude:1"),
    models: targets,
    fallbackModel: targets[0],
    status: "AVAILABLE",
    type: "default",
  };
}

type Resource = Readonly<Record<string, unknown>>;

interface Kind {
  readonly list: string;
  readonly get: string;
  /** Of the list, and of one resource where that differs. */
  readonly paths: readonly [list: string, one?: string];
  readonly member: string;
  /** The member that one resource comes in; none where it is the answer itself. */
  readonly wrap?: string;
  /** The members that hold its name and its ARN. */
  readonly name: string;
  readonly id: string;
  readonly all: (asked: ControlCall) => readonly Resource[];
}

/** The two calls of a kind of resource: all of them, and one. */
function kind({ list, get, paths, member, wrap, name, id, all }: Kind): readonly Route[] {
  const [listPath, onePath = listPath] = paths;
  return [
    {
      call: list,
      path: new RegExp(`^${listPath}$`),
      answer: (asked) => {
        const part = asked.query.get("nameContains")?.toLowerCase() ?? "";
        const named = all(asked).filter((one) => String(one[name]).toLowerCase().includes(part));
        return paged(member, named, asked.query);
      },
    },
    {
      call: get,
      path: new RegExp(`^${onePath}/([^/]+)$`),
      answer: (asked) => {
        const one = find(all(asked), asked.id, (each) => String(each[id]), "resource");
        return wrap === undefined ? one : { [wrap]: one };
      },
    },
  ];
}
