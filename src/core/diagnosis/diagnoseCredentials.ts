import {
  containerCredentialsFailed,
  credentialProcessFailed,
  credentialsFailed,
  credentialsMissing,
  instanceCredentialsFailed,
  loginSessionEnded,
  mfaCode,
  profileMissing,
  roleRefused,
  sourceProfileCycle,
  sourceProfileInvalid,
  ssoSessionEnded,
  ssoSettingsIncomplete,
  webIdentityFailed,
} from "./credentials.ts";
import type { Diagnosis } from "./diagnosis.ts";
import type { Failure } from "./failure.ts";

/** Returns why there are no credentials; the first line that knows the SDK's or STS's words counts. */
export function diagnoseCredentials(failure: Failure): Diagnosis {
  const { message } = failure;
  for (const [words, diagnose] of table) if (words.test(message)) return diagnose(failure);
  return credentialsFailed(failure);
}

/** The order matters: a message can hold the words of two. */
const table: readonly (readonly [RegExp, (failure: Failure) => Diagnosis])[] = [
  [/\bMFA\b|multi-?factor|one time pass ?code/i, mfaCode],
  [/Command failed|credential_process/i, credentialProcessFailed],
  [
    /please re-?authenticate|login[/\\]cache|login session|(?<!sso )aws login|login_session/i,
    loginSessionEnded,
  ],
  [
    /Sso session '.*' (could not be found|is missing)|invalid SSO credentials|Conflicting SSO/i,
    ssoSettingsIncomplete,
  ],
  [/aws sso login|SSO|Session token not found or invalid/i, ssoSessionEnded],
  [/cycle/i, sourceProfileCycle],
  [/web ?identity|identity token|OIDC|AssumeRoleWithWebIdentity/i, webIdentityFailed],
  [/sts:AssumeRole|AssumeRole/i, roleRefused],
  [/source_profile|credential_source|Unsupported credential source/i, sourceProfileInvalid],
  [
    /container|HTTP credential provider|ECS|Server responded with status/i,
    containerCredentialsFailed,
  ],
  [/instance metadata|\bIMDS\b|EC2/i, instanceCredentialsFailed],
  [/could not resolve credentials using profile|could not be found|was not found/i, profileMissing],
  [/could not load credentials from any providers/i, credentialsMissing],
];
