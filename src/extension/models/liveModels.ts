import * as vscode from "vscode";
import { getOwn } from "../../core/getOwn.ts";
import { modelFamily } from "../../core/models/family.ts";
import { modelLists, type LiveModelsPart, type ModelList } from "../../core/models/liveModels.ts";
import { foundationModelOf } from "../../core/models/modelArn.ts";
import type { KeptList, ModelsView } from "../../protocol/models.ts";
import type { Resolved } from "../connection/connections.ts";
import { askForMfaCode } from "../connection/mfaCode.ts";
import { lazily } from "../../core/lazily.ts";
import type { ErrorBoundary } from "../errorBoundary.ts";
import { cacheKey, readKept, writeKept, type KeptModels } from "./modelsCache.ts";

/** Lists older than this are asked for again when a picker is opened, in ms. */
const freshMs = 24 * 60 * 60 * 1000;
/** Lists that all failed are not asked for at each opening of a picker, in ms. */
const retryMs = 60 * 1000;

interface Entry {
  readonly key: string;
  readonly region: string;
  askedAt: number;
  readonly lists: Map<ModelList, KeptList>;
  readonly bases: Record<string, string>;
  load?: Load | undefined;
}
interface Load {
  readonly controller: AbortController;
  readonly answered: Set<ModelList>;
  readonly ended: Promise<void>;
}

/**
 * What each connection can invoke in each region: kept in files, shown from them at once, and asked
 * for by an act of the user alone: opening a picker that has nothing or nothing of late, Refresh,
 * and choosing an ARN that does not tell its model. Never in a workspace that is not trusted.
 */
export class LiveModels implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<string>();
  private readonly entries = new Map<string, () => Promise<Entry>>();
  private readonly ending = new AbortController();
  /** Fires with the key of the connection whose models have changed. */
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly folder: string,
    private readonly log: vscode.LogOutputChannel,
    private readonly boundary: ErrorBoundary,
  ) {}

  /** What the connection's models are kept under, as `onDidChange` names it. */
  keyOf(resolved: Resolved): string {
    return cacheKey(resolved);
  }

  /** What is known of the connection's models, without asking anybody. */
  async view(resolved: Resolved): Promise<ModelsView> {
    const { region, lists, load } = await this.entryOf(resolved);
    const kept = [...lists.values()];
    return {
      region,
      lists: kept.map(({ list, at, error }) => ({ list, at, error })),
      models: kept.flatMap(({ models }) => models),
      ...(load && { loading: { done: load.answered.size, of: modelLists.length } }),
    };
  }

  /** A picker was opened: asks for the lists if there are none, or none of late. */
  async opened(resolved: Resolved): Promise<void> {
    const { askedAt, lists } = await this.entryOf(resolved);
    const anyHad = [...lists.values()].some(({ at }) => at !== undefined);
    if (Date.now() - askedAt > (anyHad ? freshMs : retryMs)) await this.ask(resolved, undefined);
  }

  /** Asks for every list, and for an MFA code where one is wanted; resolves when all have answered, failed or been called off. */
  async refresh(resolved: Resolved): Promise<void> {
    await this.ask(resolved, askForMfaCode);
  }

  private async ask(resolved: Resolved, mfaCode: typeof askForMfaCode | undefined): Promise<void> {
    const entry = await this.entryOf(resolved);
    if (!vscode.workspace.isTrusted) return;
    if (!entry.load) {
      const controller = new AbortController();
      const answered = new Set<ModelList>();
      // Begun in the next turn: it is part of the entry by then.
      const ended = Promise.resolve().then(() => this.load(resolved, entry, mfaCode));
      entry.load = { controller, answered, ended };
      this.changed.fire(entry.key);
    }
    await entry.load.ended;
  }

  /** Calls off what `refresh` has begun; what has come stays. */
  async cancel(resolved: Resolved): Promise<void> {
    (await this.entryOf(resolved)).load?.controller.abort();
  }

  /** The foundation model behind an id that does not tell it; undefined where it tells, or nothing is known. */
  async baseModel(resolved: Resolved, modelId: string): Promise<string | undefined> {
    if (modelFamily(modelId) !== undefined) return undefined;
    const { lists, bases } = await this.entryOf(resolved);
    const listed = [...lists.values()]
      .flatMap(({ models }) => models)
      .find((model) => model.modelId === modelId);
    const told = modelId.startsWith("arn:") ? foundationModelOf(modelId) : undefined;
    return listed?.baseModelIds[0] ?? told ?? getOwn(bases, modelId);
  }

  /** The user has chosen this id: asks what is behind it, where it does not tell and no list has said it. */
  async chosen(resolved: Resolved, modelId: string): Promise<void> {
    const hidden = modelId.startsWith("arn:") && modelFamily(modelId) === undefined;
    if (!hidden || !vscode.workspace.isTrusted) return;
    if ((await this.baseModel(resolved, modelId)) !== undefined) return;
    const { resolveModel } = await import("../../bedrock/controlPlane/catalog/catalog.ts");
    const entry = await this.entryOf(resolved);
    const { signal } = this.ending;
    const base = await resolveModel(resolved.connection, modelId, { signal });
    if (base === undefined) return;
    entry.bases[modelId] = base;
    await this.keep(entry);
    this.changed.fire(entry.key);
  }

  dispose(): void {
    this.ending.abort();
    for (const entry of this.entries.values())
      this.boundary.background("Ending the lists", async () =>
        (await entry()).load?.controller.abort(),
      );
    this.changed.dispose();
  }

  private entryOf(resolved: Resolved): Promise<Entry> {
    const key = cacheKey(resolved);
    const { region } = resolved.connection;
    let entry = this.entries.get(key);
    if (!entry) {
      entry = lazily(async () => entryFrom(await readKept(this.folder, key), region));
      this.entries.set(key, entry);
    }
    return entry();
  }

  private async load(
    resolved: Resolved,
    entry: Entry,
    mfaCode: typeof askForMfaCode | undefined,
  ): Promise<void> {
    const { load } = entry;
    if (!load) return;
    const { signal } = load.controller;
    const take = (part: LiveModelsPart) => {
      if (signal.aborted) return;
      if (part.error) this.log.info(`${part.list}: ${part.error.name}: ${part.error.message}`);
      load.answered.add(part.list);
      entry.lists.set(part.list, keptAfter(entry.lists.get(part.list), part));
      this.changed.fire(entry.key);
    };
    try {
      const { listModels } = await import("../../bedrock/controlPlane/catalog/catalog.ts");
      await listModels(resolved.connection, { signal, mfaCode, onPart: take });
    } finally {
      entry.load = undefined;
      if (load.answered.size > 0) {
        if (!signal.aborted) entry.askedAt = Date.now();
        await this.keep(entry);
      }
      this.changed.fire(entry.key);
    }
  }

  private async keep({ key, askedAt, lists, bases }: Entry): Promise<void> {
    try {
      const kept: KeptModels = { version: 1, key, askedAt, lists: [...lists.values()], bases };
      await writeKept(this.folder, kept);
    } catch (error) {
      this.log.warn(`The list of models could not be saved: ${String(error)}`);
    }
  }
}

function entryFrom({ key, askedAt, lists, bases }: KeptModels, region: string): Entry {
  return { key, region, askedAt, lists: new Map(lists.map((each) => [each.list, each])), bases };
}

/** A list that could not be had keeps what it held, unless the service says that it is not for this user. */
function keptAfter(before: KeptList | undefined, part: LiveModelsPart): KeptList {
  const { list, error } = part;
  const models = [...part.models].map((model) => ({
    ...model,
    inputModalities: [...model.inputModalities],
    outputModalities: [...model.outputModalities],
    inferenceTypes: [...model.inferenceTypes],
    baseModelIds: [...model.baseModelIds],
  }));
  if (!error) return { list, models, at: Date.now() };
  if (before?.at === undefined || /AccessDenied|NotAuthorized/.test(error.name))
    return { list, models, error };
  return { ...before, error };
}
