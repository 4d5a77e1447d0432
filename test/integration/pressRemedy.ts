import assert from "node:assert/strict";
import type { RemedyAction } from "../../src/core/diagnosis/actions.ts";
import { offeredActions, performAction } from "../../src/extension/response/remedies.ts";
import type { Run } from "../../src/extension/runs/run.ts";
import { loadedFeatures } from "./extension.ts";

/** Presses the button of the error with this id, and this argument where there are several. */
export async function pressRemedy(
  run: Run,
  id: RemedyAction["id"],
  argument?: string,
): Promise<void> {
  const { services, forms } = await loadedFeatures();
  const found = offeredActions(run).find(
    (action) => action.id === id && (argument === undefined || argumentOf(action) === argument),
  );
  assert.ok(found, `${id} ${argument} is not among ${JSON.stringify(offeredActions(run))}`);
  await performAction(found, run, services, forms);
}

/** What a step is about, as it is written in these tests. */
function argumentOf(action: RemedyAction): string | undefined {
  switch (action.id) {
    case "setMember":
      return `${action.change.member}=${action.change.value}`;
    case "openLink":
      return action.url;
    default: {
      const { id: _id, ...rest } = action;
      return String(Object.values<string | number>(rest)[0]);
    }
  }
}
