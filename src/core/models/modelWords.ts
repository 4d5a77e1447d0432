import { modelLists, type ModelList } from "./liveModels.ts";
import type { OfferedModel } from "./liveModelGroups.ts";
import type { ReachableModels } from "./modelsView.ts";

/** Returns a model's abilities in words: "Anthropic · text, image → text · streaming". */
export function describeModel(model: OfferedModel): string {
  const inputs = model.inputModalities.join(", ").toLowerCase();
  const outputs = model.outputModalities.join(", ").toLowerCase();
  return [
    model.provider,
    inputs && outputs ? `${inputs} → ${outputs}` : inputs || outputs,
    model.streaming && "streaming",
    model.inferenceTypes.map((type) => type.replaceAll("_", " ").toLowerCase()).join(", "),
  ]
    .filter(Boolean)
    .join(" · ");
}

/** Returns what speaks against choosing the model as it is: its age, its state, what it needs. */
export function modelMarks(model: OfferedModel): readonly string[] {
  const { lifecycle, endOfLifeTime, needs, profiles, ready, status } = model;
  const day = endOfLifeTime?.slice(0, 10);
  const marks: string[] = [];
  if (lifecycle === "endOfLife") marks.push(day ? `end of life ${day}` : "end of life");
  else if (lifecycle === "legacy") marks.push(day ? `legacy, ends ${day}` : "legacy");
  if (!ready && status !== undefined) marks.push(status.toLowerCase());
  if (needs === "provisionedThroughput") marks.push("needs provisioned throughput");
  if (needs === "inferenceProfile" && profiles.length === 0)
    marks.push("needs an inference profile");
  return marks;
}

/** Returns what could not be listed and why, in a line for each reason: "Custom models: access denied". */
export function listNotes(
  view: ReachableModels | undefined,
): readonly { text: string; title: string }[] {
  const byReason = new Map<string, { lists: ModelList[]; title: string }>();
  for (const { list, error } of view?.lists ?? []) {
    if (!error || error.name === "Aborted") continue;
    const reason = listFailureReason(error.name);
    const noted = byReason.get(reason);
    if (noted) noted.lists.push(list);
    else byReason.set(reason, { lists: [list], title: error.message });
  }
  return [...byReason].map(([reason, { lists, title }]) => {
    const all = lists.length === modelLists.length;
    const names = lists.map((list) => listNames[list]).join(", ");
    const what = all ? "The account’s models could not be listed" : names;
    return { text: `${what.charAt(0).toUpperCase()}${what.slice(1)}: ${reason}`, title };
  });
}

/** Returns a sentence when the id stands in none of the lists that would hold it, and they were had; else undefined. */
export function missingNotice(
  modelId: string,
  view: ReachableModels | undefined,
  now: number,
): string | undefined {
  if (!view || modelId === "") return undefined;
  const holding = holdingLists(modelId);
  const times = holding.map((list) => view.lists.find((each) => each.list === list)?.at);
  if (holding.length === 0 || view.loading) return undefined;
  const had = times.filter((time) => time !== undefined);
  if (had.length < times.length) return undefined;
  const plain = modelId.replace(/^arn:[^/]*:(foundation-model|inference-profile)\//, "");
  if (view.models.some((model) => model.modelId === modelId || model.modelId === plain))
    return undefined;
  return `Not in the list of ${view.region} as of ${timeOf(Math.min(...had), now)}.`;
}

/** Returns when the lists were had, the oldest first: "10:32", or with its day when that is not today; "" for never. */
export function listedAt(view: ReachableModels | undefined, now: number): string {
  const times = view?.lists.flatMap(({ at }) => at ?? []) ?? [];
  return times.length === 0 ? "" : timeOf(Math.min(...times), now);
}

/** An exception's name as words: AccessDeniedException gives "access denied". */
export function listFailureReason(errorName: string): string {
  const name = errorName.replace(/(Exception|Error)$/, "");
  return name.replaceAll(/([a-z])([A-Z])/g, "$1 $2").toLowerCase() || "failed";
}

function timeOf(at: number, now: number): string {
  const date = new Date(at);
  const time = { hour: "2-digit", minute: "2-digit", hour12: false } as const;
  if (date.toDateString() === new Date(now).toDateString())
    return date.toLocaleTimeString("en-GB", time);
  return date.toLocaleString("en-GB", { ...time, day: "numeric", month: "short" });
}

/** The lists in which an id of this form would stand; none where that cannot be said. */
function holdingLists(modelId: string): readonly ModelList[] {
  const kind = /^arn:aws[^:]*:bedrock:[^:]*:[^:]*:([a-z-]+)\//.exec(modelId)?.[1];
  if (kind !== undefined)
    return Object.hasOwn(listOfArn, kind) ? [listOfArn[kind] ?? []].flat() : [];
  return /^[a-z0-9-]+\.[a-z0-9.:-]+$/.test(modelId)
    ? ["ListFoundationModels", "ListInferenceProfiles"]
    : [];
}

const listOfArn: Readonly<Record<string, ModelList>> = {
  "foundation-model": "ListFoundationModels",
  "inference-profile": "ListInferenceProfiles",
  "application-inference-profile": "ListInferenceProfiles",
  "custom-model": "ListCustomModels",
  "custom-model-deployment": "ListCustomModelDeployments",
  "provisioned-model": "ListProvisionedModelThroughputs",
  "imported-model": "ListImportedModels",
};

const listNames: Readonly<Record<ModelList, string>> = {
  ListFoundationModels: "foundation models",
  ListInferenceProfiles: "inference profiles",
  ListCustomModels: "custom models",
  ListCustomModelDeployments: "custom deployments",
  ListProvisionedModelThroughputs: "provisioned throughput",
  ListImportedModels: "imported models",
  ListPromptRouters: "prompt routers",
  ListMarketplaceModelEndpoints: "marketplace endpoints",
};
