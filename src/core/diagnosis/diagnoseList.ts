import { deniedAction } from "./access.ts";
import { endpointSetting, retry, switchProfile } from "./actions.ts";
import type { Diagnosis } from "./diagnosis.ts";
import type { Failure } from "./failure.ts";

/**
 * Returns why a call of the control plane failed: nothing is billed there, and a model can be invoked without its list.
 * Undefined where the cause is the same as a run's (credentials, network, endpoint).
 */
export function diagnoseList(
  { name, httpStatus, message }: Pick<Failure, "name" | "httpStatus" | "message">,
  call: string,
): Diagnosis | undefined {
  const isAboutKeys =
    !deniedAction(message) && /security token|api key|bearer token|signature/i.test(message);
  if (name === "AccessDeniedException" && !isAboutKeys)
    return { reason: "listDenied", params: { call }, actions: [switchProfile, retry] };
  if (refusals.has(name)) return { reason: "listRefused", params: { call }, actions: [retry] };
  if (delays.has(name)) return { reason: "listDelayed", params: { call }, actions: [retry] };
  const isMissing = (httpStatus === 404 || httpStatus === 405) && name === "Unknown";
  if (name === "UnknownOperationException" || isMissing)
    return { reason: "listNotSupported", params: { call }, actions: [endpointSetting, retry] };
  return undefined;
}

const refusals = new Set([
  "ValidationException",
  "ResourceNotFoundException",
  "ThrottlingException",
  "InternalServerException",
  "ServiceUnavailableException",
]);

const delays = new Set(["ListTimeout", "ReadTimeout", "ConnectionReset"]);
