import { profileRemedy } from "../../core/errors/validationRemedy.ts";
import { profilesFor } from "../../core/models/inferenceProfiles.ts";
import type { LiveModels } from "../models/liveModels.ts";
import type { Run } from "../runs/run.ts";

/** More buttons than this are a list, which Choose Model is. */
const mostOffered = 3;

/**
 * Where a model is reached through a profile alone, and the account's own profiles are known, offers those in place of
 * the ones it is likely to have. Asks nobody.
 */
export async function adviseProfiles(run: Run, models: LiveModels): Promise<void> {
  const { resolved, state } = run;
  const { call, error } = state;
  if (!resolved || !call || !/on-demand throughput/i.test(error?.message ?? "")) return;
  const { models: known } = await models.view(resolved);
  const parts = [{ list: "ListInferenceProfiles" as const, models: known }];
  const ids = profilesFor(call.modelId, parts, resolved.connection.region);
  if (ids.length > 0) run.advise(profileRemedy(ids.slice(0, mostOffered)));
}
