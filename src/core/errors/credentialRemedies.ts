import { retry, signIn, signInCommand, switchProfile } from "./actions.ts";
import type { Failure, Remedy } from "./remedy.ts";

/** Whether an error without a name of its own is about how credentials are had: the SDK wraps some in plain errors. */
export function isAboutCredentials({ httpStatus, message }: Failure): boolean {
  return (
    httpStatus === undefined &&
    /aws (sso )?login|credential_process|web identity|container metadata|instance metadata|\bIMDS\b|\bMFA\b/i.test(
      message,
    )
  );
}

/** What to do about credentials that could not be had; the first line that knows the SDK's or STS's words counts. */
export function credentials(failure: Failure): Remedy {
  const { message } = failure;
  for (const [words, remedy] of table) if (words.test(message)) return remedy(failure);
  return nothingFound(failure);
}

/** The order matters: a message can hold the words of two. */
const table: readonly (readonly [RegExp, (failure: Failure) => Remedy])[] = [
  [/\bMFA\b|multi-?factor|one time pass ?code/i, mfa],
  [/Command failed|credential_process/i, process],
  [
    /please re-?authenticate|login[/\\]cache|login session|(?<!sso )aws login|login_session/i,
    awsLogin,
  ],
  [
    /Sso session '.*' (could not be found|is missing)|invalid SSO credentials|Conflicting SSO/i,
    ssoSettings,
  ],
  [/aws sso login|SSO|Session token not found or invalid/i, sso],
  [/cycle/i, cycle],
  [/web ?identity|identity token|OIDC|AssumeRoleWithWebIdentity/i, webIdentity],
  [/sts:AssumeRole|AssumeRole/i, assumeRole],
  [/source_profile|credential_source|Unsupported credential source/i, sourceProfile],
  [/container|HTTP credential provider|ECS|Server responded with status/i, container],
  [/instance metadata|\bIMDS\b|EC2/i, instance],
  [/could not resolve credentials using profile|could not be found|was not found/i, missingProfile],
];

/** What to do about an SSO session that is missing, over or revoked. */
export function sso({ profile, signInProfile = profile }: Failure): Remedy {
  return {
    remedy: `The SSO session is missing, over or revoked. Sign in (\`${signInCommand("ssoLogin", signInProfile)}\`), then retry.`,
    actions: [signIn("ssoLogin", signInProfile), retry, switchProfile],
  };
}

function awsLogin({ profile, signInProfile = profile }: Failure): Remedy {
  return {
    remedy: `The sign-in session is missing or over. Sign in (\`${signInCommand("awsLogin", signInProfile)}\`), then retry.`,
    actions: [signIn("awsLogin", signInProfile), retry, switchProfile],
  };
}

function ssoSettings({ profile }: Failure): Remedy {
  return {
    remedy: `The SSO settings of ${named(profile)} are not whole: a profile needs sso_account_id, sso_role_name and an sso_session, and [sso-session …] an sso_start_url and an sso_region, the same in both places. Mend ~/.aws/config (\`aws configure sso\` does it), then retry.`,
    actions: [switchProfile, retry],
  };
}

function mfa({ profile, message }: Failure): Remedy {
  const refused = /invalid MFA|failed with|MultiFactorAuthentication/i.test(message);
  return {
    remedy: refused
      ? `The MFA code was refused. Each code works once and for half a minute: retry with the next one, and check that the device is the one in mfa_serial.`
      : `${capital(named(profile))} asks for an MFA code, and none was given. Retry and enter the six digits that the device shows. Where nobody can be asked, put temporary keys (aws sts get-session-token) into another profile.`,
    actions: [retry, switchProfile],
  };
}

function process({ profile, message }: Failure): Remedy {
  const why = /invalid JSON/i.test(message)
    ? "printed something that is not JSON"
    : /did not return Version 1|missing.*(key|credential)/i.test(message)
      ? "did not print Version 1 with an AccessKeyId and a SecretAccessKey"
      : /expired/i.test(message)
        ? "gave credentials that have expired already"
        : "failed";
  return {
    remedy: `The credential_process of ${named(profile)} ${why}. Run it in a terminal to see why (what it printed is hidden here), then retry.`,
    actions: [retry, switchProfile],
  };
}

function cycle(): Remedy {
  return {
    remedy:
      "The source_profile entries in ~/.aws/config lead in a circle. Break it, or choose another profile, then retry.",
    actions: [switchProfile, retry],
  };
}

function webIdentity({ profile }: Failure): Remedy {
  return {
    remedy: `The web identity of ${named(profile)} gave no credentials. Check that the file of web_identity_token_file (AWS_WEB_IDENTITY_TOKEN_FILE) is there and its token not expired, and that the role (role_arn) trusts its issuer; then retry.`,
    actions: [retry, switchProfile],
  };
}

/** STS said no to a role of the profile. */
export function assumeRole({ profile }: Failure): Remedy {
  return {
    remedy: `STS did not give the role of ${named(profile)}. The role's trust policy has to name this identity, and the identity needs sts:AssumeRole on it; check role_arn and external_id too. Then retry.`,
    actions: [switchProfile, retry],
  };
}

function container(): Remedy {
  return {
    remedy:
      "The container's credentials could not be had. AWS_CONTAINER_CREDENTIALS_RELATIVE_URI or _FULL_URI must lead to the service that gives them, and the task or pod needs a role. Choose a profile, or mend it and retry.",
    actions: [switchProfile, retry],
  };
}

function instance(): Remedy {
  return {
    remedy:
      "The instance's credentials could not be had. This machine needs an instance profile, and its metadata service must be switched on and reachable (from a container: a hop limit of 2). Choose a profile, or mend it and retry.",
    actions: [switchProfile, retry],
  };
}

function sourceProfile({ profile }: Failure): Remedy {
  return {
    remedy: `${capital(named(profile))} takes its keys from a source_profile or credential_source that gives none. Check that name in ~/.aws/config (Environment, Ec2InstanceMetadata and EcsContainer are the sources there are), or choose another profile, then retry.`,
    actions: [switchProfile, retry],
  };
}

function missingProfile({ profile, message, finding }: Failure): Remedy {
  const found = /profile: \[([^\]]+)\]|profile '([^']+)'|profile (\S+)/i.exec(message);
  const name = found?.[1] ?? found?.[2] ?? found?.[3] ?? profile;
  if (name === undefined || name === profile)
    return nothingFound({ ...failureOf(profile), message, finding });
  return {
    remedy: `The profile ${name}, which ${named(profile)} takes its keys from (source_profile), is not in ~/.aws/config or ~/.aws/credentials, or holds no keys.${also(finding)} Mend it, or choose another profile, then retry.`,
    actions: [switchProfile, retry],
  };
}

function nothingFound({ profile, finding }: Failure): Remedy {
  return {
    remedy:
      profile === undefined
        ? `No credentials were found.${also(finding)} Choose a profile, or sign in (aws configure, aws sso login, aws login), then retry.`
        : `The profile ${profile} gave no credentials.${also(finding)} Check it in ~/.aws/config and ~/.aws/credentials, or choose another, then retry.`,
    actions: [switchProfile, retry],
  };
}

function failureOf(profile: string | undefined): Failure {
  return { name: "", message: "", members: {}, profile };
}

function also(finding: string | undefined): string {
  return finding === undefined ? "" : ` ${finding}`;
}

/** The profile in words, or where the SDK looks without one. */
export function named(profile: string | undefined): string {
  return profile === undefined ? "the default chain" : `the profile ${profile}`;
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
