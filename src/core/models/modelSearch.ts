import { mergeLiveModels, type OfferedModel } from "./liveModelGroups.ts";
import type { LiveModel, LiveModelsPart } from "./liveModels.ts";
import type { ReachableModels } from "./modelsView.ts";

/** A row of the picker. */
export interface ModelRow {
  readonly model: OfferedModel;
  /** What choosing it sets: a profile's id, where the model is reached through one alone. */
  readonly use: string;
  /** What is searched, in lower case: name and id first, then all else that names it, then what is said of it. */
  readonly title: string;
  readonly text: string;
  readonly marks: string;
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
  view: ReachableModels | undefined,
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

/** Returns the profile that the model is to be invoked through where its plain id cannot be; undefined where it can, or none is known. */
export function neededProfile(modelId: string, groups: readonly ModelGroup[]): string | undefined {
  for (const { rows } of groups)
    for (const { model } of rows)
      if (model.modelId === modelId && model.needs === "inferenceProfile") return model.profiles[0];
  return undefined;
}

/**
 * Returns the rows that are named by every word of `typed`, those of whose name a word is one first; where there are
 * none, the rows of whose kind and state the words speak. Pinned ones come first, recent ones next, each once.
 */
export function findModels(
  typed: string,
  groups: readonly ModelGroup[],
  pinned: readonly string[],
  recent: readonly string[],
): readonly ModelGroup[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const first = new Set([...pinned, ...recent]);
  const byId = new Map<string, ModelRow>();
  if (first.size > 0)
    for (const { rows } of groups)
      for (const row of rows) if (first.has(row.model.modelId)) byId.set(row.model.modelId, row);
  const rowsOf = (ids: readonly string[]) => ids.map((id) => byId.get(id) ?? rowOf(typedModel(id)));
  const all = [
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
  ];
  const named = ranked(all, rankBy(words));
  return named.length > 0
    ? named
    : ranked(all, ({ text, marks }) =>
        words.every((word) => `${text} ${marks}`.includes(word)) ? 0 : undefined,
      );
}

type Rank = (row: ModelRow) => number | undefined;

/** The rows that have a rank, lowest first, and the groups by their best row; else in the order that they had. */
function ranked(groups: readonly ModelGroup[], rank: Rank): readonly ModelGroup[] {
  return groups
    .flatMap((group) => {
      const rows = group.rows
        .flatMap((row) => {
          const at = rank(row);
          return at === undefined ? [] : [{ row, at }];
        })
        .sort((a, b) => a.at - b.at);
      const [best] = rows;
      return best ? [{ at: best.at, group: { ...group, rows: rows.map(({ row }) => row) } }] : [];
    })
    .sort((a, b) => a.at - b.at)
    .map(({ group }) => group);
}

/** Words of name or id are worth more than their beginnings, those more than any part of what names the model. */
function rankBy(words: readonly string[]): Rank {
  const patterns = words.map((word) => {
    const start = `(^|[^a-z0-9])${word.replace(/[^a-z0-9]/g, String.raw`\$&`)}`;
    return { word, whole: new RegExp(`${start}($|[^a-z0-9])`), start: new RegExp(start) };
  });
  const phrases = [words.join(" "), words.join("-")];
  return ({ title, text }) => {
    let rank = phrases.some((phrase) => title.includes(phrase)) ? 0 : 1;
    for (const { word, whole, start } of patterns)
      if (whole.test(title)) continue;
      else if (start.test(title)) rank += 2;
      else if (text.includes(word)) rank += 4;
      else return undefined;
    return rank;
  };
}

function rowOf(model: OfferedModel): ModelRow {
  const { modelId, name, provider = "", outputModalities, profiles, baseModelIds, kind } = model;
  const use = profiles[0] ?? modelId;
  const marks = [
    modelId,
    kind,
    model.lifecycle ?? "",
    model.lifecycle === "endOfLife" ? "end of life" : "",
  ];
  const title = `${name} ${plainId(modelId)}`.toLowerCase();
  const text = [title, provider, plainId(use), ...outputModalities, ...baseModelIds];
  return {
    model,
    use,
    title,
    text: text.join(" ").toLowerCase(),
    marks: marks.join(" ").toLowerCase(),
  };
}

/** An ARN without the kind of its resource: "pro" is not to find every inference profile. */
function plainId(modelId: string): string {
  return modelId.replace(/^(arn:[^/]*:)[^:/]+\//, "$1");
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
