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

/** Whether the message says that a key does not have the form of an API key. */
export function saysKeyMalformed(message: string): boolean {
  return /^invalid API key format\b/i.test(message);
}

/** A key that does not have the form of an API key. */
export function apiKeyMalformed(): Diagnosis {
  return { reason: "apiKeyMalformed", params: {}, actions: [switchProfile] };
}

/** Returns what a message states about the API key; undefined where it states nothing known. */
export function apiKeyCause({ message, region }: Failure): Diagnosis | undefined {
  const actions = [switchProfile, retry];
  if (saysKeyMalformed(message)) return apiKeyMalformed();
  if (/^this operation does not support API keys\b/i.test(message))
    return { reason: "apiKeyNotSupported", params: {}, actions };
  if (
    /^(?:the |your )?(?:bedrock )?(?:API key|bearer token)(?: included in the request)? (?:has|is) expired\b/i.test(
      message,
    )
  )
    return { reason: "apiKeyExpired", params: {}, actions };
  return refusedKey.test(message)
    ? { reason: "apiKeyRefused", params: { region }, actions }
    : undefined;
}

const refusedKey =
  /^(?:authentication failed: please make sure your API key is valid|invalid (?:API key|bearer token)|(?:the |your )?(?:API key|bearer token)(?: included in the request| provided)? is (?:invalid|not valid))\b/i;

/** A signature that AWS did not accept: most often the clock, by the service's own two times. */
export function signatureRefused(failure: Failure): Diagnosis {
  const skew = clockSkew(failure);
  if (skew) return { reason: "clockSkewed", params: skew, actions: [retry, switchProfile] };
  if (
    /^(?:signature expired|signature not yet current|request has expired)\b/i.test(failure.message)
  )
    return { reason: "signatureTooOld", params: {}, actions: [retry, showLog] };
  return { reason: "signatureRefused", params: {}, actions: [switchProfile, retry, showLog] };
}
