import { mergeLiveModels, type OfferedModel } from "./liveModelGroups.ts";
import type { LiveModel, LiveModelsPart } from "./liveModels.ts";
import type { ModelsView } from "./modelsView.ts";

/** A row of the picker. */
export interface ModelRow {
  readonly model: OfferedModel;
  /** What choosing it sets: a profile's id, where the model is reached through one alone. */
  readonly use: string;
  /** What is searched, in lower case. */
  readonly text: string;
}

/** Rows of the picker under one heading. */
export interface ModelGroup {
  readonly heading: string;
  /** "in your account" or "known models", where one of them is to be said. */
  readonly source: string;
  readonly rows: readonly ModelRow[];
}

/**
 * Returns all there is to choose from: the account's models, and for the lists of foundation models and profiles that
 * could not be had, those known without an account. `now` is in ms since 1970.
 */
export function modelGroups(
  view: ModelsView | undefined,
  known: readonly LiveModel[],
  now: number,
): readonly ModelGroup[] {
  const had = new Set(view?.lists.flatMap(({ list, at }) => (at === undefined ? [] : [list])));
  const live: LiveModelsPart = { list: "ListFoundationModels", models: view?.models ?? [] };
  const stands = {
    foundationModel: !had.has("ListFoundationModels"),
    inferenceProfile: !had.has("ListInferenceProfiles"),
  };
  const liveIds = new Set(live.models.map(({ modelId }) => modelId));
  const missing = known.filter(
    ({ kind, modelId }) =>
      kind in stands && stands[kind as keyof typeof stands] && !liveIds.has(modelId),
  );
  const parts = [live, { list: "ListFoundationModels", models: missing } as const];
  return mergeLiveModels(parts, now, view?.region).flatMap(({ title, models }) => {
    const account = models.filter(({ modelId }) => liveIds.has(modelId));
    const rest = models.filter(({ modelId }) => !liveIds.has(modelId));
    return [
      { heading: title, source: "in your account", rows: account.map(rowOf) },
      { heading: title, source: "known models", rows: rest.map(rowOf) },
    ].filter(({ rows }) => rows.length > 0);
  });
}

/** Returns the rows that hold every word of `typed`: pinned ones first, recent ones next, each once. */
export function findModels(
  typed: string,
  groups: readonly ModelGroup[],
  pinned: readonly string[],
  recent: readonly string[],
): readonly ModelGroup[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const matches = ({ text }: ModelRow) => words.every((word) => text.includes(word));
  const first = new Set([...pinned, ...recent]);
  const byId = new Map<string, ModelRow>();
  if (first.size > 0)
    for (const { rows } of groups)
      for (const row of rows) if (first.has(row.model.modelId)) byId.set(row.model.modelId, row);
  const rowsOf = (ids: readonly string[]) => ids.map((id) => byId.get(id) ?? rowOf(typedModel(id)));
  return [
    { heading: "Pinned", source: "", rows: rowsOf(pinned) },
    {
      heading: "Recently used",
      source: "",
      rows: rowsOf(recent.filter((id) => !pinned.includes(id))),
    },
    ...groups.map((group) => ({
      ...group,
      rows: group.rows.filter(({ model }) => !first.has(model.modelId)),
    })),
  ].flatMap((group) => {
    const rows = group.rows.filter(matches);
    return rows.length > 0 ? [{ ...group, rows }] : [];
  });
}

function rowOf(model: OfferedModel): ModelRow {
  const { modelId, name, provider = "", outputModalities, profiles, baseModelIds, kind } = model;
  const use = profiles[0] ?? modelId;
  const words = [
    modelId,
    name,
    provider,
    use,
    kind,
    model.lifecycle ?? "",
    model.lifecycle === "endOfLife" ? "end of life" : "",
    ...outputModalities,
    ...baseModelIds,
  ];
  return { model, use, text: words.join(" ").toLowerCase() };
}

/** A model of which nothing is known but the id. */
function typedModel(modelId: string): OfferedModel {
  return {
    kind: "foundationModel",
    modelId,
    name: "",
    inputModalities: [],
    outputModalities: [],
    inferenceTypes: [],
    baseModelIds: [],
    profiles: [],
    ready: true,
  };
}
