import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  loginSession,
  startUrl,
  writeLoginToken,
  writeSsoToken,
} from "../../../fakes/awsSignIn.ts";
import type { Cell, Row, World } from "../../../fakes/credentialCell.ts";
import { role } from "../../../fakes/credentialCell.ts";

type Prepare = NonNullable<Cell["prepare"]>;

/** The region of the sign-in is another than Bedrock's and than the profile's. */
const sso = (name: string, profile = "p") =>
  `[profile ${profile}]\nregion = eu-west-1\nsso_session = s\nsso_account_id = 123456789012\nsso_role_name = ${name}\n[sso-session s]\nsso_start_url = ${startUrl}\nsso_region = eu-central-1\n`;
const legacy = (name: string) =>
  `[profile p]\nsso_start_url = ${startUrl}\nsso_region = eu-central-1\nsso_account_id = 123456789012\nsso_role_name = ${name}\n`;
const ssoToken =
  (token: Parameters<typeof writeSsoToken>[2], of = "s"): Prepare =>
  ({ home }) =>
    writeSsoToken(home, of, token);
const login = `[profile p]\nregion = eu-west-1\nlogin_session = ${loginSession}\n`;
const loginToken =
  (token: Parameters<typeof writeLoginToken>[1]): Prepare =>
  ({ home }) =>
    writeLoginToken(home, token);
const web = (name: string) => (world: World) => ({
  AWS_ROLE_ARN: `arn:aws:iam::123456789012:role/${name}`,
  AWS_WEB_IDENTITY_TOKEN_FILE: join(world.home, "token"),
});
const webToken =
  (text: string): Prepare =>
  async ({ home }) => {
    await writeFile(join(home, "token"), text);
    const config = role("dev", `web_identity_token_file = ${join(home, "token")}`);
    await writeFile(join(home, ".aws", "config"), config);
  };
const webRole =
  (name: string): Prepare =>
  async ({ home }) => {
    await writeFile(join(home, "token"), "good");
    const config = role(name, `web_identity_token_file = ${join(home, "token")}`);
    await writeFile(join(home, ".aws", "config"), config);
  };
const chain = { kind: "default" } as const;
const container =
  (path: string) =>
  (world: World): Record<string, string> => ({
    AWS_CONTAINER_CREDENTIALS_FULL_URI: `${world.container}/${path}`,
  });
const issued = /Credential=ASIA[0-9A-F]{16}\//;
const signInAgain = ["CredentialsProviderError", "ssoSessionEnded"] as const;
const notInTime = ["CredentialsTimeout", "credentialsTimeout"] as const;
const noAnswer = ["CredentialsAnswerInvalid", "credentialsAnswerInvalid"] as const;

/** Kinds that rest on a sign-in of the user, or on a token that somebody puts there. */
export const signInRows: readonly Row[] = [
  {
    kind: "sso-session",
    good: { config: sso("dev"), prepare: ssoToken({}), ends: issued },
    missing: { config: sso("dev"), ends: signInAgain },
    expired: { config: sso("dev"), prepare: ssoToken({ expiresIn: -60 }), ends: signInAgain },
    hanging: { config: sso("hang"), prepare: ssoToken({}), ends: notInTime },
    lying: { config: sso("html"), prepare: ssoToken({}), ends: noAnswer },
  },
  {
    kind: "legacy SSO",
    good: { config: legacy("dev"), prepare: ssoToken({}, startUrl), ends: issued },
    missing: { config: legacy("dev"), ends: signInAgain },
    expired: {
      config: legacy("dev"),
      prepare: ssoToken({ expiresIn: -60 }, startUrl),
      ends: signInAgain,
    },
    hanging: { config: legacy("hang"), prepare: ssoToken({}, startUrl), ends: notInTime },
    lying: { config: legacy("empty"), prepare: ssoToken({}, startUrl), ends: noAnswer },
  },
  {
    kind: "SSO token that was revoked",
    good: {
      config: sso("dev"),
      prepare: ssoToken({ expiresIn: 60, refreshToken: "fresh" }),
      ends: issued,
    },
    missing: {
      config: "[profile p]\nsso_session = nowhere\nsso_account_id = 1\nsso_role_name = r\n",
      ends: ["SsoSessionMissing", "ssoSessionMissing"],
    },
    expired: {
      config: sso("dev"),
      prepare: ssoToken({ accessToken: "revoked" }),
      ends: signInAgain,
    },
    hanging: {
      config: sso("dev")
        .replaceAll("sso_session = s", "sso_session = h")
        .replace("session s]", "session h]"),
      prepare: ssoToken({ expiresIn: -60, refreshToken: "hang" }, "h"),
      ends: notInTime,
    },
    lying: {
      config: sso("denied"),
      prepare: ssoToken({}),
      ends: ["CredentialsProviderError", "credentialsFailed"],
    },
  },
  {
    kind: "role over SSO",
    good: {
      config: role("dev", "source_profile = q") + sso("dev", "q"),
      prepare: ssoToken({}),
      ends: issued,
    },
    missing: {
      config: role("dev", "source_profile = q") + sso("dev", "q"),
      ends: ["CredentialsProviderError", "ssoSessionEnded"],
    },
    expired: {
      config: role("expired", "source_profile = q") + sso("dev", "q"),
      prepare: ssoToken({}),
      ends: ["ExpiredTokenException", "credentialsExpired"],
    },
    hanging: {
      config: role("dev", "source_profile = q") + sso("hang", "q"),
      prepare: ssoToken({}),
      ends: notInTime,
    },
    lying: {
      config: role("denied", "source_profile = q") + sso("dev", "q"),
      prepare: ssoToken({}),
      ends: ["AccessDenied", "roleRefused"],
    },
  },
  {
    kind: "login_session",
    good: { config: login, prepare: loginToken({}), ends: /Credential=ASIALOGIN\// },
    missing: { config: login, ends: ["CredentialsProviderError", "loginSessionEnded"] },
    expired: {
      config: login,
      prepare: loginToken({ expiresIn: -60, refreshToken: "expired" }),
      ends: ["CredentialsProviderError", "loginSessionEnded"],
    },
    hanging: {
      config: login,
      prepare: loginToken({ expiresIn: -60, refreshToken: "hang" }),
      ends: notInTime,
    },
    lying: {
      config: login,
      prepare: loginToken({ expiresIn: -60, refreshToken: "html" }),
      ends: noAnswer,
    },
  },
  {
    kind: "web identity of a profile",
    good: { prepare: webToken("good"), ends: issued },
    missing: {
      config: role("dev", "web_identity_token_file = /nowhere/token"),
      ends: ["WebIdentityTokenUnreadable", "webIdentityFailed"],
    },
    expired: {
      prepare: webToken("expired"),
      ends: ["ExpiredTokenException", "webIdentityFailed"],
    },
    hanging: { prepare: webRole("hang"), ends: notInTime },
    lying: {
      prepare: webToken("invalid"),
      ends: ["InvalidIdentityTokenException", "webIdentityFailed"],
    },
  },
  {
    kind: "web identity of the environment",
    good: { as: chain, variables: web("dev"), prepare: webToken("good"), ends: issued },
    missing: {
      as: chain,
      variables: web("dev"),
      ends: ["WebIdentityTokenUnreadable", "webIdentityFailed"],
    },
    expired: {
      as: chain,
      variables: web("dev"),
      prepare: webToken("expired"),
      ends: ["ExpiredTokenException", "webIdentityFailed"],
    },
    hanging: { as: chain, variables: web("hang"), prepare: webToken("good"), ends: notInTime },
    lying: { as: chain, variables: web("html"), prepare: webToken("good"), ends: noAnswer },
  },
  {
    kind: "container",
    good: { as: chain, variables: container("good"), ends: /Credential=ASIACONTAINER\// },
    missing: {
      as: chain,
      variables: container("absent"),
      ends: ["ContainerCredentialsFailed", "containerCredentialsFailed"],
    },
    expired: {
      as: chain,
      variables: container("expired"),
      ends: ["ExpiredTokenException", "credentialsExpired"],
    },
    hanging: { as: chain, variables: container("hang"), ends: notInTime },
    lying: {
      as: chain,
      variables: container("html"),
      ends: ["ContainerCredentialsFailed", "containerCredentialsFailed"],
    },
  },
];
