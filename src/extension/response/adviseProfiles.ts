import { profileNeeded } from "../../core/diagnosis/validationCauses.ts";
import { explain } from "../../core/messages/remedy.ts";
import { profilesFor } from "../../core/models/inferenceProfiles.ts";
import type { LiveModels } from "../models/liveModels.ts";
import type { Run } from "../runs/run.ts";

/** More buttons than this are a list, which Choose Model is. */
const maxOffered = 3;

/**
 * Where a model is reached only through a profile, and the account's own profiles are known, offers those in place of
 * the ones it is likely to have. Asks nobody.
 */
export async function adviseProfiles(run: Run, models: LiveModels): Promise<void> {
  const { resolved, state } = run;
  const { call, error } = state;
  if (!resolved || !call || error?.reason !== "inferenceProfileNeeded") return;
  const { models: known } = await models.view(resolved);
  const parts = [{ list: "ListInferenceProfiles" as const, models: known }];
  const ids = profilesFor(call.modelId, parts, resolved.connection.region);
  if (ids.length > 0) run.advise(explain(profileNeeded(ids.slice(0, maxOffered))));
}
