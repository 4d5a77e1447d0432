import { getOwn } from "../getOwn.ts";
import { builtInModels } from "./catalog.ts";
import { baseModelId } from "./family.ts";
import type { LiveModel, LiveModelsPart } from "./liveModels.ts";

/**
 * The profiles in the lists through which the model can be invoked: the region's own first, then others, `global.` and
 * the account's own last. Empty where there is none, and where the list of profiles could not be had.
 */
export function profilesFor(
  modelId: string,
  parts: readonly LiveModelsPart[],
  region?: string,
): readonly string[] {
  const base = baseModelId(modelId);
  const holding = parts
    .flatMap(({ models }) => models)
    .filter(({ kind, baseModelIds }) => profileKinds.has(kind) && baseModelIds.includes(base));
  const near = nearPrefixes(region);
  return [...new Map(holding.map((profile) => [profile.modelId, profile])).values()]
    .map((profile) => ({ id: profile.modelId, rank: rankOf(profile, near) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ id }) => id);
}

/**
 * The ids that cross-region profiles of the model are likely to have, nearest first, for when no list is to be had:
 * those known of a built-in model, else the region's own area and `global.`. None for an ARN and for a profile's id.
 */
export function likelyProfiles(modelId: string, region: string | undefined): readonly string[] {
  if (modelId === "" || modelId.includes("/") || baseModelId(modelId) !== modelId) return [];
  const near = nearPrefixes(region);
  const ids = near.map((prefix) => `${prefix}.${modelId}`);
  if (builtInModels.some((model) => model.modelId === modelId))
    return ids.filter((id) => builtInModels.some((model) => model.modelId === id));
  const [nearest, last] = [ids[0], ids.at(-1)];
  return [...new Set([nearest, last])].filter((id) => id !== undefined);
}

const profileKinds = new Set(["inferenceProfile", "applicationInferenceProfile"]);

function rankOf({ kind, modelId }: LiveModel, near: readonly string[]): number {
  if (kind === "applicationInferenceProfile") return near.length + 2;
  const at = near.indexOf(modelId.split(".", 1)[0] ?? "");
  // Between the near ones and `global`, which is the last of them.
  if (at === -1) return near.length;
  return at === near.length - 1 && near[at] === "global" ? near.length + 1 : at;
}

/** Returns the prefixes of the cross-region profiles that a region can use, its own area first. */
export function nearPrefixes(region: string | undefined): readonly string[] {
  if (region?.startsWith("us-gov-")) return ["us-gov"];
  const exact = getOwn(areas, region ?? "");
  const broad = /^(us|eu|ca|ap)-/.exec(region ?? "")?.[1];
  return [...(exact ?? []), ...(broad === undefined ? [] : (broader[broad] ?? [])), "global"];
}

const areas: Readonly<Record<string, readonly string[]>> = {
  "ap-northeast-1": ["jp"],
  "ap-northeast-3": ["jp"],
  "ap-southeast-2": ["au"],
  "ap-southeast-4": ["au"],
};

const broader: Readonly<Record<string, readonly string[]>> = {
  us: ["us"],
  eu: ["eu"],
  // Canada is served by the profiles of the US too.
  ca: ["ca", "us"],
  ap: ["apac"],
};
