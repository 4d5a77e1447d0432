import { type Known, type Row, testTable } from "./diagnosisTable.ts";

const credentials = (message: string, more: Partial<Known> = {}): Known => ({
  name: "CredentialsProviderError",
  message,
  profile: "dev",
  ...more,
});
const sso = ["ssoLogin dev", "retry", "switchProfile"];
const retryOrSwitch = ["retry", "switchProfile"];
const switchOrRetry = ["switchProfile", "retry"];

const finding = { kind: "filesAbsent", paths: ["a", "b"] } as const;

describe("the remedy of a failure on this side", () => {
  describe("of credentials", () => {
    testTable([
      [
        "an SSO session without a token",
        credentials(
          "The SSO session token associated with profile=dev was not found or is invalid. To refresh this SSO session run 'aws sso login' with the corresponding profile.",
        ),
        { reason: "ssoSessionEnded", params: { profile: "dev" } },
        sso,
      ],
      [
        "an SSO session that cannot be refreshed",
        credentials(
          "Value not present for 'clientId' in SSO Token. Cannot refresh. To refresh this SSO session run 'aws sso login' with the corresponding profile.",
        ),
        { reason: "ssoSessionEnded", params: { profile: "dev" } },
        sso,
      ],
      [
        "an SSO session that is over",
        credentials(
          "Token is expired. To refresh this SSO session run 'aws sso login' with the corresponding profile.",
        ),
        { reason: "ssoSessionEnded", params: { profile: "dev" } },
        sso,
      ],
      [
        "a legacy SSO profile",
        credentials(
          "The SSO session associated with this profile has expired. To refresh this SSO session run aws sso login with the corresponding profile.",
        ),
        { reason: "ssoSessionEnded", params: { profile: "dev" } },
        sso,
      ],
      [
        "an SSO session that was revoked",
        {
          name: "UnauthorizedException",
          message: "Session token not found or invalid",
          profile: "dev",
          httpStatus: 401,
        },
        { reason: "ssoSessionEnded", params: { profile: "dev" } },
        sso,
      ],
      [
        "an SSO session that was revoked, as the SDK wraps it",
        credentials("UnauthorizedException: Session token not found or invalid"),
        { reason: "ssoSessionEnded", params: { profile: "dev" } },
        sso,
      ],
      [
        "SSO settings with a gap",
        credentials("Sso session 's' is missing required property 'sso_region'.", {
          name: "TokenProviderError",
        }),
        { reason: "ssoSettingsIncomplete", params: { profile: "dev" } },
        switchOrRetry,
      ],
      [
        "SSO settings that contradict each other",
        credentials("Conflicting SSO region"),
        { reason: "ssoSettingsIncomplete", params: { profile: "dev" } },
        switchOrRetry,
      ],
      [
        "a sign-in session that is missing",
        credentials("Failed to load token from /home/u/.aws/login/cache/abc.json: ENOENT"),
        { reason: "loginSessionEnded", params: { profile: "dev" } },
        ["awsLogin dev", "retry", "switchProfile"],
      ],
      [
        "a sign-in session that is over",
        credentials("Failed to refresh token: x. Please re-authenticate using aws login"),
        { reason: "loginSessionEnded", params: { profile: "dev" } },
        ["awsLogin dev", "retry", "switchProfile"],
      ],
      [
        "MFA that nobody was asked for, or that was cancelled",
        credentials(
          "Profile dev requires multi-factor authentication, but no MFA code callback was provided.",
        ),
        { reason: "mfaCodeMissing", params: { profile: "dev" } },
        retryOrSwitch,
      ],
      [
        "MFA that was refused",
        {
          name: "AccessDenied",
          message: "MultiFactorAuthentication failed with invalid MFA one time pass code.",
          profile: "dev",
          httpStatus: 403,
        },
        { reason: "mfaCodeRefused", params: {} },
        retryOrSwitch,
      ],
      [
        "a credential_process that fails",
        credentials("Command failed: [redacted]"),
        { reason: "credentialProcessFailed", params: { profile: "dev", how: "failed" } },
        retryOrSwitch,
      ],
      [
        "a credential_process that prints no JSON",
        credentials("Profile dev credential_process returned invalid JSON."),
        { reason: "credentialProcessFailed", params: { profile: "dev", how: "notJson" } },
        retryOrSwitch,
      ],
      [
        "a credential_process of another version",
        credentials("Profile dev credential_process did not return Version 1."),
        { reason: "credentialProcessFailed", params: { profile: "dev", how: "incomplete" } },
        retryOrSwitch,
      ],
      [
        "a credential_process with old keys",
        credentials("Profile dev credential_process returned expired credentials."),
        { reason: "credentialProcessFailed", params: { profile: "dev", how: "expired" } },
        retryOrSwitch,
      ],
      [
        "roles that lead in a circle",
        credentials(
          "Detected a cycle attempting to resolve credentials for profile dev. Profiles visited: a, dev",
        ),
        { reason: "sourceProfileCycle", params: {} },
        switchOrRetry,
      ],
      [
        "a profile that is not there",
        credentials(
          "Could not resolve credentials using profile: [dev] in configuration/credentials file(s).",
          { finding },
        ),
        { reason: "credentialsMissing", params: { profile: "dev", finding } },
        switchOrRetry,
      ],
      [
        "a profile with a blank that is not there",
        credentials(
          "Could not resolve credentials using profile: [my dev] in configuration/credentials file(s).",
          { profile: "my dev" },
        ),
        { reason: "credentialsMissing", params: { profile: "my dev", finding: undefined } },
        switchOrRetry,
      ],
      [
        "a source_profile that is not there",
        credentials(
          "Could not resolve credentials using profile: [base] in configuration/credentials file(s).",
        ),
        {
          reason: "sourceProfileMissing",
          params: { profile: "dev", source: "base", finding: undefined },
        },
        switchOrRetry,
      ],
      [
        "a credential_source that is none",
        credentials(
          "Unsupported credential source in profile dev. Got Moon, expected EcsContainer or Ec2InstanceMetadata or Environment.",
        ),
        { reason: "sourceProfileInvalid", params: { profile: "dev" } },
        switchOrRetry,
      ],
      [
        "a web identity without a token",
        credentials("Web identity configuration not specified"),
        { reason: "webIdentityFailed", params: { profile: "dev" } },
        retryOrSwitch,
      ],
      [
        "a web identity that the issuer refuses",
        {
          name: "InvalidIdentityToken",
          message: "No OpenIDConnect provider found",
          profile: "dev",
          httpStatus: 400,
        },
        { reason: "webIdentityFailed", params: { profile: "dev" } },
        retryOrSwitch,
      ],
      [
        "a web identity whose token is over",
        {
          name: "ExpiredTokenException",
          message:
            "Token expired: current date/time must be before the expiration of the web identity token",
          httpStatus: 400,
        },
        { reason: "webIdentityFailed", params: { profile: undefined } },
        retryOrSwitch,
      ],
      [
        "a role that is not given",
        {
          name: "AccessDenied",
          message:
            "User: arn:aws:iam::1:user/me is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::1:role/x",
          profile: "dev",
          httpStatus: 403,
        },
        { reason: "roleRefused", params: { profile: "dev" } },
        switchOrRetry,
      ],
      [
        "a role that is not given, whatever its name",
        {
          name: "AccessDenied",
          message:
            "User: arn:aws:iam::1:user/mfa-sso is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::1:role/mfa-admin",
          profile: "r",
          httpStatus: 403,
        },
        { reason: "roleRefused", params: { profile: "r" } },
        switchOrRetry,
      ],
      ...["my sso", "mfa", "ecs-task", "my cycle", "AssumeRole", "bob's", "a]b"].map(
        (source): Row => [
          `a source_profile that is not there and is called ${source}`,
          credentials(
            `Could not resolve credentials using profile: [${source}] in configuration/credentials file(s).`,
          ),
          {
            reason: "sourceProfileMissing",
            params: { profile: "dev", source, finding: undefined },
          },
          switchOrRetry,
        ],
      ),
      [
        "a container without credentials",
        credentials(
          "The container metadata credential provider cannot be used unless the AWS_CONTAINER_CREDENTIALS_RELATIVE_URI or AWS_CONTAINER_CREDENTIALS_FULL_URI environment variable is set",
          { profile: undefined },
        ),
        { reason: "containerCredentialsFailed", params: {} },
        switchOrRetry,
      ],
      [
        "an instance without credentials",
        credentials("EC2 Instance Metadata Service access disabled", { profile: undefined }),
        { reason: "instanceCredentialsFailed", params: {} },
        switchOrRetry,
      ],
      [
        "that there is nothing",
        credentials("Could not load credentials from any providers", {
          profile: undefined,
          finding,
        }),
        { reason: "credentialsMissing", params: { profile: undefined, finding } },
        switchOrRetry,
      ],
      [
        "a profile that gives nothing",
        credentials("Could not load credentials from any providers"),
        { reason: "credentialsMissing", params: { profile: "dev", finding: undefined } },
        switchOrRetry,
      ],
      [
        "nothing, where the words only hold those of other causes",
        credentials("MFA, SSO, a cycle, web identity, ECS and EC2 are mentioned."),
        { reason: "credentialsFailed", params: { profile: "dev", finding: undefined } },
        switchOrRetry,
      ],
      [
        "nothing, where the words show no cause",
        credentials("The moon was in the way."),
        { reason: "credentialsFailed", params: { profile: "dev", finding: undefined } },
        switchOrRetry,
      ],
    ]);
  });
});
