import { goToBody, proxySetting, retry } from "./actions.ts";
import type { Diagnosis } from "./diagnosis.ts";

/** A body that is over a limit of the endpoint or of a proxy. */
export function requestTooLarge(): Diagnosis {
  return { reason: "requestTooLarge", params: {}, actions: [goToBody()] };
}

/** A proxy that wants a name and a password. */
export function proxySignInNeeded(): Diagnosis {
  return { reason: "proxySignInNeeded", params: {}, actions: [proxySetting, retry] };
}
