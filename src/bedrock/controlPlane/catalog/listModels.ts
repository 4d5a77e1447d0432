import type { RunError } from "../../../core/errors.ts";
import type { LiveModel, LiveModelsPart, ModelList } from "../../../core/models/liveModels.ts";
import { modelLists } from "../../../core/models/liveModels.ts";
import type { Connection } from "../../aws/connection.ts";
import type { Ask, AskOptions } from "./ask.ts";
import { withControlPlane } from "./ask.ts";
import { lists } from "./lists.ts";
import { readPages } from "./pages.ts";

/** A part for each list. `failure` is set where nothing at all could be had, with what to do about it. */
export interface ListedModels {
  readonly parts: readonly LiveModelsPart[];
  readonly failure?: RunError | undefined;
}

/**
 * Asks for all that the account can invoke in the connection's region: eight lists at once, each allowed to fail alone,
 * `onPart` told of each as it comes. Never rejects. Without credentials or endpoint every part carries that error's name
 * and message; an abort ends it at once, and what had not come by then is in error as `Aborted`.
 */
export async function listModels(
  connection: Connection,
  options: AskOptions & { readonly onPart?: (part: LiveModelsPart) => void },
): Promise<ListedModels> {
  const tell = (part: LiveModelsPart) => options.onPart?.(part);
  const asked = await withControlPlane(connection, options, (ask, safe) =>
    Promise.all(
      modelLists.map(async (list) => {
        const { part, error } = await askList(ask, list);
        const outcome = { part: safe(part), error };
        tell(outcome.part);
        return outcome;
      }),
    ),
  );
  if (!asked.ok) {
    const parts = modelLists.map((list) => partOf(list, [], asked.error));
    parts.forEach(tell);
    return { parts, failure: asked.error };
  }
  const parts = asked.value.map(({ part }) => part);
  const hasAny = parts.some(({ error, models }) => error === undefined || models.length > 0);
  return hasAny
    ? { parts }
    : { parts, failure: worst(asked.value.flatMap(({ error }) => error ?? [])) };
}

interface Outcome {
  readonly part: LiveModelsPart;
  readonly error?: RunError | undefined;
}

/** What had come of a list before it failed is kept. */
async function askList(ask: Ask, list: ModelList): Promise<Outcome> {
  const models: LiveModel[] = [];
  const { rounds, entries, toModel } = lists[list];
  const take = (found: readonly unknown[]) => {
    models.push(...found.flatMap((entry) => toModel(entry) ?? []));
  };
  const outcome = await ask(list, async (asking) => {
    await Promise.all(rounds.map((round) => readPages(asking, round, entries, take)));
  });
  const error = outcome.ok ? undefined : outcome.error;
  // A copy: a page that comes after the end is not to grow a part that was told.
  return { part: partOf(list, [...models], error), error };
}

function partOf(
  list: ModelList,
  models: readonly LiveModel[],
  error: RunError | undefined,
): LiveModelsPart {
  if (error === undefined) return { list, models };
  return { list, models, error: { name: error.name, message: error.message } };
}

/** Of errors that are not alike: a denied list says least, as each call is allowed by itself. */
function worst(errors: readonly RunError[]): RunError | undefined {
  return errors.find(({ name }) => name !== "AccessDeniedException") ?? errors[0];
}
