import {
  accountNotEligible,
  deniedAction,
  explicitlyDenied,
  marketplace,
  permissionMissing,
  useCaseFormMissing,
} from "./access.ts";
import { switchProfile, switchRegion, whyDenied } from "./actions.ts";
import type { Diagnosis } from "./diagnosis.ts";
import type { Failure } from "./failure.ts";
import { apiKeyRefused, credentialsExpired } from "./keys.ts";
import { modelAccess, support, troubleshooting } from "./links.ts";
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
  const { message, modelId, region } = failure;
  const denied = deniedAction(message);
  if (/marketplace|INVALID_PAYMENT_INSTRUMENT/i.test(message)) return marketplace(failure);
  if (/explicit deny/i.test(message)) return explicitlyDenied(failure);
  if (denied) return permissionMissing(failure, denied);
  if (/use case (details|form)/i.test(message)) return useCaseFormMissing(failure);
  if (saysCountry(message)) return countryNotSupported();
  if (saysCaching(message)) return promptCachingRefused(failure);
  if (saysRetired(message)) return modelRetired(failure);
  if (/api key|bearer token/i.test(message)) return apiKeyRefused(failure);
  if (/expired/i.test(message) && /token|credential/i.test(message))
    return credentialsExpired(failure);
  if (/not eligible/i.test(message)) return accountNotEligible(failure);
  if (/account is not authorized/i.test(message))
    return {
      reason: "accountNotAuthorized",
      params: { region },
      actions: [...whyDenied(modelId), switchRegion, switchProfile, support(region)],
    };
  const permission =
    failure.operation === "InvokeModelWithResponseStream"
      ? "bedrock:InvokeModelWithResponseStream"
      : "bedrock:InvokeModel";
  return {
    reason: /access to the model/i.test(message) ? "modelAccessMissing" : "accessDenied",
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
