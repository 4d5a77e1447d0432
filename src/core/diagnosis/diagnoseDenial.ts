import type { ModelAvailability } from "../models/liveModels.ts";
import { chooseModel, retry, switchProfile, switchRegion, type RemedyAction } from "./actions.ts";
import type { Diagnosis } from "./diagnosis.ts";
import { modelAccess } from "./links.ts";
import type { DenialCause } from "./reasons.ts";

/**
 * Returns what keeps the account from the model, from what GetFoundationModelAvailability found. Where nothing
 * is missing, its message names what that call cannot see.
 */
export function diagnoseDenial(availability: ModelAvailability, region: string): Diagnosis {
  const { modelId, agreement, agreementError, authorization, entitlement } = availability;
  if (isMissing(availability.region))
    return {
      reason: "modelNotOffered",
      params: { modelId, region },
      actions: [switchRegion, chooseModel],
    };
  const causes: DenialCause[] = [];
  if (agreement === "PENDING") causes.push({ kind: "agreementPending" });
  else if (agreement === "ERROR")
    causes.push({ kind: "agreementFailed", message: agreementError || undefined });
  else if (isMissing(agreement)) causes.push({ kind: "agreementMissing" });
  if (isMissing(entitlement)) causes.push({ kind: "notEntitled" });
  if (isMissing(authorization)) causes.push({ kind: "notAuthorized" });
  if (causes.length === 0)
    return {
      reason: "modelNotDenied",
      params: { modelId, region },
      actions: [switchProfile, retry],
    };
  const access = modelAccess(region);
  const step: Readonly<Record<DenialCause["kind"], RemedyAction>> = {
    agreementPending: retry,
    agreementFailed: access,
    agreementMissing: access,
    notEntitled: access,
    notAuthorized: switchProfile,
  };
  return {
    reason: "modelDenied",
    params: { modelId, region, causes },
    actions: [...new Set([...causes.map(({ kind }) => step[kind]), retry])],
  };
}

function isMissing(status: string): boolean {
  return status.startsWith("NOT_");
}
