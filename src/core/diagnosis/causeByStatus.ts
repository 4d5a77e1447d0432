import { endpointSetting, proxySetting, retry, showLog, switchProfile } from "./actions.ts";
import { knownDenial } from "./diagnoseAccess.ts";
import { knownCredentialFailure } from "./diagnoseCredentials.ts";
import { diagnoseValidation, knownValidation } from "./diagnoseValidation.ts";
import type { Diagnosis } from "./diagnosis.ts";
import type { Failure } from "./failure.ts";
import { proxySignInNeeded, requestTooLarge } from "./gateway.ts";
import { resourceNotFound, throttled } from "./model.ts";

/** The cause of everything without a known name: names that nobody has documented, gateways, proxies. */
export function causeByStatus(failure: Failure): Diagnosis {
  const { name, message, httpStatus, endpointHost: host } = failure;
  // The SDK wraps some failures of credentials in plain errors.
  if (httpStatus === undefined) return knownCredentialFailure(failure) ?? undocumented(name);
  if (httpStatus === 407) return proxySignInNeeded();
  if (httpStatus >= 300 && httpStatus < 400)
    return {
      reason: "redirected",
      params: { host },
      actions: [endpointSetting, proxySetting, retry],
    };
  if (httpStatus === 401 || httpStatus === 403) return knownDenial(failure) ?? refused(failure);
  if (httpStatus === 404 && saysMissing.test(message)) return resourceNotFound(failure);
  if (httpStatus === 404)
    return { reason: "addressNotFound", params: { host }, actions: [endpointSetting, retry] };
  if (httpStatus === 413) return requestTooLarge();
  if (httpStatus === 429) return throttled(failure);
  if (httpStatus === 400 && name === "Unknown") return diagnoseValidation(failure);
  if (httpStatus === 400) return knownValidation(failure) ?? undocumented(name);
  if (httpStatus >= 500)
    return { reason: "serverFailed", params: { host }, actions: [retry, showLog] };
  return undocumented(name);
}

/** That a model, resource or ARN is not there: gateways answer 404 for addresses too. */
const saysMissing =
  /\b(?:model|resource|ARN)\b.{0,300}\b(?:not found|not be found|does(?: not|n.t) exist)\b|\bcould not (?:find|resolve) .{0,60}\b(?:model|resource|ARN)\b/i;

function refused({ endpointHost: host }: Failure): Diagnosis {
  return {
    reason: "refused",
    params: { host },
    actions: [switchProfile, endpointSetting, retry],
  };
}

function undocumented(name: string): Diagnosis {
  return { reason: "undocumented", params: { name }, actions: [retry, showLog] };
}
