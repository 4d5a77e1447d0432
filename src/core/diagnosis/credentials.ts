import { openMisnamed, retry, signIn, switchProfile, type RemedyAction } from "./actions.ts";
import type { Diagnosis } from "./diagnosis.ts";
import type { Failure } from "./failure.ts";
import type { Reasons } from "./reasons.ts";

const switchOrRetry = [switchProfile, retry];
const retryOrSwitch = [retry, switchProfile];

/** An SSO session that is missing, over or revoked. */
export function ssoSessionEnded({ profile, signInProfile = profile }: Failure): Diagnosis {
  return {
    reason: "ssoSessionEnded",
    params: { profile: signInProfile },
    actions: [signIn("ssoLogin", signInProfile), ...retryOrSwitch],
  };
}

/** A session of `aws login` that is missing or over. */
export function loginSessionEnded({ profile, signInProfile = profile }: Failure): Diagnosis {
  return {
    reason: "loginSessionEnded",
    params: { profile: signInProfile },
    actions: [signIn("awsLogin", signInProfile), ...retryOrSwitch],
  };
}

/** SSO settings with a gap, or that contradict each other. */
export function ssoSettingsIncomplete({ profile }: Failure): Diagnosis {
  return { reason: "ssoSettingsIncomplete", params: { profile }, actions: switchOrRetry };
}

/** An MFA code that STS refused. */
export function mfaCodeRefused(): Diagnosis {
  return { reason: "mfaCodeRefused", params: {}, actions: retryOrSwitch };
}

/** An MFA code that nobody gave. */
export function mfaCodeMissing({ profile }: Failure): Diagnosis {
  return { reason: "mfaCodeMissing", params: { profile }, actions: retryOrSwitch };
}

/** A credential_process that gave no credentials. */
export function credentialProcessFailed({ profile, message }: Failure): Diagnosis {
  const says =
    /\bcredential_process (returned invalid JSON|did not return Version 1|returned invalid credentials|returned expired)\b/i;
  const how = processFailures[says.exec(message)?.[1]?.toLowerCase() ?? ""] ?? "failed";
  return { reason: "credentialProcessFailed", params: { profile, how }, actions: retryOrSwitch };
}

const processFailures: Readonly<
  Record<string, Reasons["credentialProcessFailed"]["how"] | undefined>
> = {
  "returned invalid json": "notJson",
  "did not return version 1": "incomplete",
  "returned invalid credentials": "incomplete",
  "returned expired": "expired",
};

/** Profiles that take their keys from each other. */
export function sourceProfileCycle(): Diagnosis {
  return { reason: "sourceProfileCycle", params: {}, actions: switchOrRetry };
}

/** A web identity token that is missing or that STS refused. */
export function webIdentityFailed({ profile }: Failure): Diagnosis {
  return { reason: "webIdentityFailed", params: { profile }, actions: retryOrSwitch };
}

/** A role that STS did not give. */
export function roleRefused({ profile }: Failure): Diagnosis {
  return { reason: "roleRefused", params: { profile }, actions: switchOrRetry };
}

/** A container's credential service that gave nothing. */
export function containerCredentialsFailed(): Diagnosis {
  return { reason: "containerCredentialsFailed", params: {}, actions: switchOrRetry };
}

/** An instance metadata service that gave nothing. */
export function instanceCredentialsFailed(): Diagnosis {
  return { reason: "instanceCredentialsFailed", params: {}, actions: switchOrRetry };
}

/** A source_profile or credential_source that gives no keys. */
export function sourceProfileInvalid({ profile }: Failure): Diagnosis {
  return { reason: "sourceProfileInvalid", params: { profile }, actions: switchOrRetry };
}

/** The profile, or the one that it takes its keys from, is not there or holds no keys. */
export function profileMissing({ profile, message, finding }: Failure): Diagnosis {
  const found =
    /^could not resolve credentials using profile: \[(.+)\] in |^profile '?(.+?)'? (?:could not|was not)/i.exec(
      message,
    );
  const source = found?.[1] ?? found?.[2];
  return source === undefined || source === profile
    ? { reason: "credentialsMissing", params: { profile, finding }, actions: renameOr(finding) }
    : {
        reason: "sourceProfileMissing",
        params: { profile, source, finding },
        actions: renameOr(finding),
      };
}

/** Nobody that was asked had credentials. */
export function credentialsMissing({ profile, finding }: Failure): Diagnosis {
  return { reason: "credentialsMissing", params: { profile, finding }, actions: renameOr(finding) };
}

/** The message names no cause. */
export function credentialsFailed({ profile, finding }: Failure): Diagnosis {
  return { reason: "credentialsFailed", params: { profile, finding }, actions: renameOr(finding) };
}

function renameOr(finding: Failure["finding"]): readonly RemedyAction[] {
  return [...openMisnamed(finding), ...switchOrRetry];
}
