import type { CredentialReasons } from "../diagnosis/reasons.ts";
import { signInCommand } from "../signInCommand.ts";
import { describeFinding, describeFix } from "./findings.ts";
import { appendSentence, capitalize, describeProfile, type MessagesOf } from "./words.ts";

/** Messages for credentials that could not be loaded. */
export const credentialMessages: MessagesOf<CredentialReasons> = {
  ssoSessionEnded: ({ profile }) =>
    `Your SSO session has expired or is missing. Sign in (\`${signInCommand("ssoLogin", profile)}\`), then retry.`,
  loginSessionEnded: ({ profile }) =>
    `Your sign-in session has expired or is missing. Sign in (\`${signInCommand("awsLogin", profile)}\`), then retry.`,
  ssoSettingsIncomplete: ({ profile }) =>
    `The SSO settings of ${describeProfile(profile)} are incomplete or contradict each other. The profile needs sso_account_id, sso_role_name and sso_session; the [sso-session …] section needs sso_start_url and sso_region. Values set in both places must match. Fix the config file (\`aws configure sso\` can do it), then retry.`,
  ssoSessionMissing: ({ section, finding }) =>
    finding
      ? `${describeFinding(finding)} Rename the section, or choose another profile, then retry.`
      : `Add [${section}] to the config file (\`aws configure sso\` can do it), correct sso_session, or choose another profile, then retry.`,
  mfaCodeRefused: () =>
    "AWS did not accept the MFA code. Each code works once and for 30 seconds: retry with the next one, and check that it comes from the device in mfa_serial.",
  mfaCodeMissing: ({ profile }) =>
    `${capitalize(describeProfile(profile))} needs an MFA code, and none was entered. Retry and enter the 6-digit code from your device. Where you cannot be asked, put temporary keys (aws sts get-session-token) into another profile.`,
  credentialProcessFailed: ({ profile, how }) =>
    `The credential_process of ${describeProfile(profile)} ${processFailures[how]}. Run it in a terminal to see why (its output is not shown here), then retry.`,
  sourceProfileCycle: () =>
    "The source_profile entries of the profiles form a loop. Break the loop or choose another profile, then retry.",
  webIdentityFailed: ({ profile }) =>
    `Could not get credentials for the web identity of ${describeProfile(profile)}. Check that the file in web_identity_token_file (AWS_WEB_IDENTITY_TOKEN_FILE) exists, that its token has not expired, and that the role in role_arn trusts its issuer. Then retry.`,
  roleRefused: ({ profile }) =>
    `AWS STS refused the role of ${describeProfile(profile)}. The role's trust policy must name this identity, and this identity needs sts:AssumeRole on the role. Check role_arn and external_id too, then retry.`,
  stsRegionDisabled: () =>
    "AWS STS is disabled in this region for the account, so the role could not be assumed. Enable it in the IAM console (account settings), or use another region.",
  containerCredentialsFailed: () =>
    "Could not get credentials from the container's metadata service. AWS_CONTAINER_CREDENTIALS_RELATIVE_URI or AWS_CONTAINER_CREDENTIALS_FULL_URI must point to it, and the task or pod needs a role. Fix that and retry, or choose a profile.",
  instanceCredentialsFailed: () =>
    "Could not get credentials from the instance metadata service. The instance needs an instance profile, and the service must be enabled and reachable (from a container: with a hop limit of 2). Fix that and retry, or choose a profile.",
  sourceProfileInvalid: ({ profile }) =>
    `The source_profile or credential_source of ${describeProfile(profile)} gives no credentials. Check its value in the config file (credential_source can be Environment, Ec2InstanceMetadata or EcsContainer) or choose another profile, then retry.`,
  sourceProfileMissing: ({ profile, source, finding }) =>
    `Profile ${source}, the source_profile of ${describeProfile(profile)}, does not exist or has no credentials.${appendSentence(describeFinding(finding))} Fix it or choose another profile, then retry.`,
  profileUnknown: ({ profile, finding }) =>
    `${describeFinding(finding)} ${describeFix(finding, profile)}, then retry.`,
  environmentKeysIncomplete: ({ missing }) =>
    `The keys in the environment are incomplete. Set ${missing} too, or choose a profile, then retry.`,
  credentialsMissing: ({ profile, finding }) =>
    `${
      profile === undefined
        ? "No AWS credentials found."
        : `No credentials found for profile ${profile}.`
    }${appendSentence(describeFinding(finding))} ${describeFix(finding, profile)}, then retry.`,
  credentialsInvalid: ({ profile }) =>
    `The credentials of ${describeProfile(profile)} cannot be used. Correct them where they come from, or choose another profile, then retry.`,
  credentialsFailed: ({ profile, finding }) =>
    `Could not load credentials from ${describeProfile(profile)}.${appendSentence(describeFinding(finding))} The message above may say why. Check the profile or choose another, then retry.`,
  credentialsUnreachable: ({ host, profile, certificateRefused }) =>
    `Could not reach ${host ?? "the service"} to get credentials for ${describeProfile(profile)}. ${
      certificateRefused
        ? "Its certificate was not accepted: check the CA bundle and whether a proxy intercepts the connection"
        : "Check the network, the VPN, the proxy and the profile's region (sso_region, region)"
    }, then retry.`,
  credentialsAnswerInvalid: ({ host, profile }) =>
    `${host ?? "A server"} answered, but it did not return credentials for ${describeProfile(profile)}. Likely causes: a proxy, gateway or sign-in page, or a wrong endpoint_url. Sign in to the network in a browser or correct the endpoint, then retry.`,
  credentialsTimeout: ({ profile }) =>
    `Timed out waiting for the credentials of ${describeProfile(profile)}. Its credential_process or sign-in may be waiting for input: run it in a terminal, then retry.`,
  signingRequired: () =>
    "Unsigned requests can be sent only to localhost. Choose a profile, or an endpoint on localhost.",
};

const processFailures = {
  notJson: "did not print valid JSON",
  incomplete: "did not print Version 1 with an AccessKeyId and a SecretAccessKey",
  invalid: "printed credentials that cannot be used",
  expired: "returned expired credentials",
  failed: "failed",
} as const;
