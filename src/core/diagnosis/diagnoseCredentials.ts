import {
  containerCredentialsFailed,
  credentialProcessFailed,
  credentialsFailed,
  credentialsMissing,
  instanceCredentialsFailed,
  loginSessionEnded,
  mfaCodeMissing,
  mfaCodeRefused,
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

/** Returns why there are no credentials, by the sentences of the SDK and of STS. */
export function diagnoseCredentials(failure: Failure): Diagnosis {
  return knownCredentialFailure(failure) ?? credentialsFailed(failure);
}

/** Returns the cause that a message about credentials states; undefined where it is none of the known sentences. */
export function knownCredentialFailure(failure: Failure): Diagnosis | undefined {
  // The SDK puts the name of an error before the message that it wraps.
  const statement = failure.message.replace(/^(?:\w{1,80}(?:Exception|Error): )+/, "");
  return table.find(([sentence]) => sentence.test(statement))?.[1](failure);
}

/** Each pattern begins where the sentence begins: profiles, roles and files that it names can hold any words. */
const table: readonly (readonly [RegExp, (failure: Failure) => Diagnosis])[] = [
  [/^MultiFactorAuthentication failed\b/i, mfaCodeRefused],
  [
    /^(?:profile .+|temporary credential) requires multi-factor authentication, but no MFA code\b/i,
    mfaCodeMissing,
  ],
  [/^command failed: /i, credentialProcessFailed],
  [/^profile .+ credential_process (?:returned|did not|failed)\b/i, credentialProcessFailed],
  [/^failed to load a token for session .+, please re-?authenticate\b/i, loginSessionEnded],
  [/^failed to load token from .*[/\\]login[/\\]cache[/\\]/i, loginSessionEnded],
  [
    /^failed to refresh token: .*\bplease re-?authenticate using .?aws login\b/is,
    loginSessionEnded,
  ],
  [
    /^(?:your session has expired|unable to refresh credentials\b.*?)\. please re-?authenticate\b/i,
    loginSessionEnded,
  ],
  [/^token validation failed, missing fields: /i, loginSessionEnded],
  [/^profile .+ does not contain login_session\b/i, loginSessionEnded],
  [
    /^sso session '.*' (?:could not be found|is missing required property)\b/i,
    ssoSettingsIncomplete,
  ],
  [/^profile is configured with invalid SSO credentials\b/i, ssoSettingsIncomplete],
  [/^profile '.*' is missing required property 'sso_session'/i, ssoSettingsIncomplete],
  [/^conflicting SSO (?:region|start_url)\b/i, ssoSettingsIncomplete],
  [
    /^the SSO session (?:token )?associated with .+ (?:was not found|is invalid|has expired)\b/i,
    ssoSessionEnded,
  ],
  [
    /^(?:token is expired|value not present for '\w+' in SSO token)\b.*\baws sso login\b/i,
    ssoSessionEnded,
  ],
  [/^session token not found or invalid\b/i, ssoSessionEnded],
  [/^detected a cycle attempting to resolve credentials\b/i, sourceProfileCycle],
  [/^web identity configuration not specified\b/i, webIdentityFailed],
  [/^(?:user: .+ is )?not authorized to perform:? sts:AssumeRole/i, roleRefused],
  [/^unsupported credential source in profile .+\. got\b/i, sourceProfileInvalid],
  [
    /^(?:the container metadata credential provider cannot be used|HTTP credential provider response not of the required format)\b/i,
    containerCredentialsFailed,
  ],
  [
    /^\S+ is not a valid container metadata service (?:URL|protocol|hostname)\b/i,
    containerCredentialsFailed,
  ],
  [
    /^(?:EC2 instance metadata service access disabled|(?:unable to connect to|timeouterror from|(?:error|invalid) response received from) instance metadata service)\b/i,
    instanceCredentialsFailed,
  ],
  [/^could not resolve credentials using profile: \[.*\]/i, profileMissing],
  [
    /^profile .+ (?:could not be found in shared credentials file|was not found)\b/i,
    profileMissing,
  ],
  [/^could not load credentials from any providers\b/i, credentialsMissing],
];
