import type { ModelEntry } from "../../core/models/catalog.ts";
import { isReached } from "../regions.ts";
import { baseModelId } from "../../core/models/family.ts";
import { modelArn } from "./models.ts";
import type { ControlCall, Route } from "./route.ts";
import { arnOf, find, paged, since } from "./route.ts";

/** Cross-region profiles, and one of the account's own. */
export const profileRoutes: readonly Route[] = [
  {
    call: "ListInferenceProfiles",
    path: /^\/inference-profiles$/,
    answer: (asked) => {
      const wanted = asked.query.get("type");
      const all = profilesOf(asked).filter(({ type }) => wanted === null || type === wanted);
      return paged("inferenceProfileSummaries", all, asked.query);
    },
  },
  {
    call: "GetInferenceProfile",
    path: /^\/inference-profiles\/([^/]+)$/,
    answer: (asked) =>
      find(
        profilesOf(asked),
        asked.id,
        ({ inferenceProfileArn }) => inferenceProfileArn,
        "inference profile",
      ),
  },
];

interface Profile {
  readonly inferenceProfileArn: string;
  readonly inferenceProfileId: string;
  readonly type: "SYSTEM_DEFINED" | "APPLICATION";
  readonly [member: string]: unknown;
}

function profilesOf({ catalogue, region }: ControlCall): readonly Profile[] {
  const reached = catalogue.profiles.filter(({ modelId }) => isReached(modelId, region));
  return [...reached.map((profile) => crossRegion(profile, region)), own(region)];
}

function crossRegion({ modelId, name }: ModelEntry, region: string): Profile {
  const regions = regionsOf[modelId.split(".", 1)[0] ?? ""] ?? [region];
  return {
    ...common(name, `Routes requests to ${name} in ${regions.join(", ")}.`),
    inferenceProfileArn: arnOf(region, `inference-profile/${modelId}`),
    inferenceProfileId: modelId,
    models: regions.map((each) => ({ modelArn: modelArn(baseModelId(modelId), each) })),
    type: "SYSTEM_DEFINED",
  };
}

function own(region: string): Profile {
  const id = "sandboxprof1";
  return {
    ...common("sandbox-team", "Counts the sandbox's own costs."),
    inferenceProfileArn: arnOf(region, `application-inference-profile/${id}`),
    inferenceProfileId: id,
    models: [{ modelArn: modelArn("amazon.nova-lite-v1:0", region) }],
    type: "APPLICATION",
  };
}

function common(inferenceProfileName: string, description: string) {
  return {
    inferenceProfileName,
    description,
    createdAt: since,
    updatedAt: since,
    status: "ACTIVE",
  };
}

/** The regions that a cross-region profile spreads over. */
const regionsOf: Readonly<Record<string, readonly string[]>> = {
  us: ["us-east-1", "us-east-2", "us-west-2"],
  "us-gov": ["us-gov-west-1", "us-gov-east-1"],
  eu: ["eu-central-1", "eu-north-1", "eu-west-1", "eu-west-3"],
  apac: ["ap-northeast-1", "ap-south-1", "ap-southeast-1", "ap-southeast-2"],
  jp: ["ap-northeast-1", "ap-northeast-3"],
  au: ["ap-southeast-2", "ap-southeast-4"],
};
