import {
  accountNotAuthorized,
  accountNotEligible,
  deniedAction,
  explicitlyDenied,
  permissionMissing,
  saysAccountNotAuthorized,
  useCaseFormMissing,
  saysUseCaseForm,
} from "./access.ts";
import { switchProfile, switchRegion, whyDenied } from "./actions.ts";
import type { Diagnosis } from "./diagnosis.ts";
import type { Failure } from "./failure.ts";
import { apiKeyCause, credentialsExpired } from "./keys.ts";
import { modelAccess, troubleshooting } from "./links.ts";
import { marketplaceCause } from "./marketplace.ts";
import {
  countryNotSupported,
  modelRetired,
  promptCachingRefused,
  saysCaching,
  saysCountry,
  saysRetired,
} from "./model.ts";

/** Returns why access was denied: AccessDeniedException has a dozen causes, and only its message tells which. */
export function diagnoseAccess(failure: Failure): Diagnosis {
  return knownDenial(failure) ?? modelDenied(failure, "accessDenied");
}

/** Returns the cause that a denial states; undefined where it is none of the known sentences. */
export function knownDenial(failure: Failure): Diagnosis | undefined {
  const { message } = failure;
  // IAM's own sentence first: the names that it quotes can hold any words.
  const denied = deniedAction(message);
  if (denied && /\bwith an explicit deny\b/i.test(message))
    return explicitlyDenied(failure, denied);
  if (denied && !denied.action.startsWith("aws-marketplace:"))
    return permissionMissing(failure, denied);
  if (saysUseCaseForm(message)) return useCaseFormMissing(failure);
  if (saysCountry(message)) return countryNotSupported();
  if (saysCaching(message)) return promptCachingRefused(failure);
  if (saysRetired(message)) return modelRetired(failure);
  if (/^the security token included in the request is expired\b/i.test(message))
    return credentialsExpired(failure);
  if (/^(?:your|this|the) account is not eligible\b/i.test(message))
    return accountNotEligible(failure);
  if (saysAccountNotAuthorized(message)) return accountNotAuthorized(failure);
  if (/^you don.t have access to the model\b/i.test(message))
    return modelDenied(failure, "modelAccessMissing");
  return marketplaceCause(failure) ?? apiKeyCause(failure);
}

function modelDenied(
  { region, modelId, operation }: Failure,
  reason: "accessDenied" | "modelAccessMissing",
): Diagnosis {
  const permission =
    operation === "InvokeModelWithResponseStream"
      ? "bedrock:InvokeModelWithResponseStream"
      : "bedrock:InvokeModel";
  return {
    reason,
    params: { region, permission },
    actions: [
      modelAccess(region),
      ...whyDenied(modelId),
      switchProfile,
      switchRegion,
      troubleshooting(region, "access-denied"),
    ],
  };
}
