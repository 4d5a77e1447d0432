import { endpointSetting, proxySetting, retry, showLog, switchProfile } from "./actions.ts";
import type { Diagnosis } from "./diagnosis.ts";
import type { Failure } from "./failure.ts";
import { proxySignInNeeded, requestTooLarge } from "./gateway.ts";
import { resourceNotFound, throttled } from "./model.ts";
import type { Subject } from "./subject.ts";

/** The cause of everything without a known name: names that nobody has documented, gateways, proxies. */
export function causeByStatus(failure: Failure): Diagnosis | Subject {
  const { name, message, httpStatus, endpointHost: host } = failure;
  if (isAboutCredentials(failure)) return "credentials";
  if (httpStatus === undefined) return undocumented(name);
  if (httpStatus === 407) return proxySignInNeeded();
  if (httpStatus >= 300 && httpStatus < 400)
    return {
      reason: "redirected",
      params: { host },
      actions: [endpointSetting, proxySetting, retry],
    };
  if (httpStatus === 403 && /authoriz|access|denied|api key|token|caching/i.test(message))
    return "access";
  if (httpStatus === 401 || httpStatus === 403)
    return {
      reason: "refused",
      params: { host },
      actions: [switchProfile, endpointSetting, retry],
    };
  if (httpStatus === 404 && /model|resource|arn/i.test(message)) return resourceNotFound(failure);
  if (httpStatus === 404)
    return { reason: "addressNotFound", params: { host }, actions: [endpointSetting, retry] };
  if (httpStatus === 413) return requestTooLarge();
  if (httpStatus === 429) return throttled(failure);
  if (httpStatus === 400 && /model|malformed|input|body|guardrail|failed to satisfy/i.test(message))
    return "validation";
  if (httpStatus >= 500)
    return { reason: "serverFailed", params: { host }, actions: [retry, showLog] };
  return undocumented(name);
}

/** The SDK wraps some failures of credentials in plain errors. */
function isAboutCredentials({ httpStatus, message }: Failure): boolean {
  return (
    httpStatus === undefined &&
    /aws (sso )?login|credential_process|web identity|container metadata|instance metadata|\bIMDS\b|\bMFA\b/i.test(
      message,
    )
  );
}

function undocumented(name: string): Diagnosis {
  return { reason: "undocumented", params: { name }, actions: [retry, showLog] };
}
