import { profilesFor } from "./inferenceProfiles.ts";
import type { LiveModel, LiveModelKind, LiveModelsPart } from "./liveModels.ts";

/** A model as a picker shows it: what its list left open is taken from the foundation model behind it. */
export interface OfferedModel extends LiveModel {
  /** Absent while it is in its active life. */
  readonly lifecycle?: "legacy" | "endOfLife" | undefined;
  /** How alone it can be invoked, where its plain id cannot be. */
  readonly needs?: "inferenceProfile" | "provisionedThroughput" | undefined;
  /** Profiles that it can be invoked through, where it needs one; nearest first. */
  readonly profiles: readonly string[];
  /** False for what is being made or has failed. */
  readonly ready: boolean;
}

export interface LiveModelGroup {
  readonly title: string;
  readonly models: readonly OfferedModel[];
}

/**
 * The models of all lists in the groups of a picker, none empty: each model once; in a group those in active life
 * first, then by provider and name. `now` is in ms since 1970; `region` puts its own profiles first.
 */
export function mergeLiveModels(
  parts: readonly LiveModelsPart[],
  now: number,
  region?: string,
): readonly LiveModelGroup[] {
  const all = new Map<string, LiveModel>();
  for (const { models } of parts)
    for (const model of models) if (!all.has(model.modelId)) all.set(model.modelId, model);
  const offered = [...all.values()].map((model) => offer(model, all, parts, now, region));
  return groups.flatMap(({ title, holds }) => {
    const models = offered.filter((model) => holds(model)).sort(inOrder);
    return models.length === 0 ? [] : [{ title, models }];
  });
}

function offer(
  model: LiveModel,
  all: ReadonlyMap<string, LiveModel>,
  parts: readonly LiveModelsPart[],
  now: number,
  region: string | undefined,
): OfferedModel {
  const filled = withBase(model, all);
  const needs = needsOf(filled);
  return {
    ...filled,
    lifecycle: lifecycleOf(filled, now),
    needs,
    profiles: needs === "inferenceProfile" ? profilesFor(model.modelId, parts, region) : [],
    ready: model.status === undefined || !/creat|fail|delet|incompatible/i.test(model.status),
  };
}

/** A profile's or deployment's list says little: the rest is as with the model behind it. */
function withBase(model: LiveModel, all: ReadonlyMap<string, LiveModel>): LiveModel {
  const base = model.baseModelIds.map((id) => all.get(id)).find((found) => found !== undefined);
  if (!base || base === model) return model;
  return {
    ...model,
    provider: model.provider ?? base.provider,
    inputModalities: orBase(model.inputModalities, base.inputModalities),
    outputModalities: orBase(model.outputModalities, base.outputModalities),
    streaming: model.streaming ?? base.streaming,
    legacyTime:
      model.legacyTime ??
      (base.status === "LEGACY" ? (base.legacyTime ?? longAgo) : base.legacyTime),
    endOfLifeTime: model.endOfLifeTime ?? base.endOfLifeTime,
  };
}

function orBase(own: readonly string[], ofBase: readonly string[]): readonly string[] {
  return own.length > 0 ? own : ofBase;
}

/** Of a model that is called legacy without a date. */
const longAgo = "1970-01-01T00:00:00.000Z";

function lifecycleOf(model: LiveModel, now: number): OfferedModel["lifecycle"] {
  const { status, legacyTime, endOfLifeTime } = model;
  const hasPassed = (time: string | undefined) => time !== undefined && Date.parse(time) <= now;
  if (hasPassed(endOfLifeTime)) return "endOfLife";
  return status === "LEGACY" || hasPassed(legacyTime) ? "legacy" : undefined;
}

function needsOf({ kind, inferenceTypes }: LiveModel): OfferedModel["needs"] {
  if (kind !== "foundationModel" || inferenceTypes.includes("ON_DEMAND")) return undefined;
  if (inferenceTypes.includes("INFERENCE_PROFILE")) return "inferenceProfile";
  return inferenceTypes.includes("PROVISIONED") ? "provisionedThroughput" : undefined;
}

const ofKind =
  (kind: LiveModelKind) =>
  (model: OfferedModel): boolean =>
    model.kind === kind;

const groups: readonly {
  readonly title: string;
  readonly holds: (model: OfferedModel) => boolean;
}[] = [
  { title: "Inference profiles", holds: ofKind("inferenceProfile") },
  {
    title: "Foundation models on demand",
    holds: ({ kind, needs }) => kind === "foundationModel" && needs === undefined,
  },
  { title: "Application profiles", holds: ofKind("applicationInferenceProfile") },
  { title: "Custom models", holds: ofKind("customModel") },
  { title: "Custom deployments", holds: ofKind("customModelDeployment") },
  { title: "Provisioned throughput", holds: ofKind("provisionedThroughput") },
  { title: "Imported models", holds: ofKind("importedModel") },
  { title: "Prompt routers", holds: ofKind("promptRouter") },
  { title: "Marketplace endpoints", holds: ofKind("marketplaceEndpoint") },
  {
    title: "Foundation models, not on demand",
    holds: ({ kind, needs }) => kind === "foundationModel" && needs !== undefined,
  },
];

function inOrder(a: OfferedModel, b: OfferedModel): number {
  return (
    age(a) - age(b) ||
    collator.compare(a.provider ?? "\uffff", b.provider ?? "\uffff") ||
    collator.compare(a.name, b.name) ||
    collator.compare(a.modelId, b.modelId)
  );
}

function age({ lifecycle }: OfferedModel): number {
  if (lifecycle === undefined) return 0;
  return lifecycle === "legacy" ? 1 : 2;
}

const collator = new Intl.Collator("en", { numeric: true });
