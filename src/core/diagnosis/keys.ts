import { retry, showLog, signIn, switchProfile } from "./actions.ts";
import { clockSkew } from "./clockSkew.ts";
import type { Diagnosis } from "./diagnosis.ts";
import type { Failure } from "./failure.ts";

/** Keys that have run out. */
export function credentialsExpired({
  profile,
  signInBy,
  signInProfile = profile,
}: Failure): Diagnosis {
  const by = signInBy && { by: signInBy, profile: signInProfile };
  return {
    reason: "credentialsExpired",
    params: { profile, signIn: by },
    actions: [...(by ? [signIn(by.by, by.profile)] : []), retry, switchProfile],
  };
}

/** Keys that AWS does not know. */
export function credentialsUnknown({
  profile,
  signInBy,
  signInProfile = profile,
}: Failure): Diagnosis {
  return {
    reason: "credentialsUnknown",
    params: { profile },
    actions: [...(signInBy ? [signIn(signInBy, signInProfile)] : []), switchProfile, retry],
  };
}

/** An API key that was not accepted. */
export function apiKeyRefused({ message, region }: Failure): Diagnosis {
  const actions = [switchProfile, retry];
  if (/does not support api keys/i.test(message))
    return { reason: "apiKeyNotSupported", params: {}, actions };
  if (/expired/i.test(message)) return { reason: "apiKeyExpired", params: {}, actions };
  return { reason: "apiKeyRefused", params: { region }, actions };
}

/** A signature that AWS did not accept: most often the clock, by the service's own two times. */
export function signatureRefused(failure: Failure): Diagnosis {
  const skew = clockSkew(failure);
  if (skew) return { reason: "clockSkewed", params: skew, actions: [retry, switchProfile] };
  if (/expired|not yet current/i.test(failure.message))
    return { reason: "signatureTooOld", params: {}, actions: [retry, showLog] };
  return { reason: "signatureRefused", params: {}, actions: [switchProfile, retry, showLog] };
}
