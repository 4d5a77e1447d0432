import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { startUrl, writeSsoToken } from "../../fakes/awsSignIn.ts";
import { keys, role, source } from "../../fakes/credentialCell.ts";

/** What both command lines are given: the same files, the same variables, the same arguments. */
export interface Case {
  readonly what: string;
  readonly config?: string;
  readonly credentials?: string;
  readonly variables?: Readonly<Record<string, string>>;
  readonly arguments?: readonly string[];
  readonly prepare?: (home: string) => Promise<unknown>;
  /** Where both go: `runtime` (AWS_ENDPOINT_URL_BEDROCK_RUNTIME) if not said. */
  readonly endpoint?: "runtime" | "other";
  /** What is expected of both, so that both being wrong does not pass: key id or bearer, and region. */
  readonly signs: RegExp;
  readonly region?: string;
}

export const picked = ["--profile", "p"];
export const region = "region = eu-west-1\n";
const sso = `[profile p]\n${region}sso_session = s\nsso_account_id = 123456789012\nsso_role_name = dev\n[sso-session s]\nsso_start_url = ${startUrl}\nsso_region = eu-central-1\nsso_registration_scopes = sso:account:access\n`;
const processProfile = `[profile p]\n${region}credential_process = ${JSON.stringify(process.execPath)} -e "console.log(JSON.stringify({Version:1,AccessKeyId:'AKIAPROC',SecretAccessKey:'s'}))"\n`;
const environment = { AWS_ACCESS_KEY_ID: "AKIAENV", AWS_SECRET_ACCESS_KEY: "x" };
const issued = /^ASIA[0-9A-F]{16}$/;
const base = keys("AKIABASE", "base");

/** `OTHER` stands for the address of a second server. */
export const cases: readonly Case[] = [
  {
    what: "keys of a profile",
    config: `[profile p]\n${region}`,
    credentials: keys("AKIAFILE"),
    arguments: picked,
    signs: /^AKIAFILE$/,
  },
  {
    what: "keys in the config file",
    config: `[profile p]\n${region}aws_access_key_id = AKIACONFIG\naws_secret_access_key = x\n`,
    arguments: picked,
    signs: /^AKIACONFIG$/,
  },
  {
    what: "the default profile",
    config: `[default]\n${region}`,
    credentials: keys("AKIADEFAULT", "default"),
    signs: /^AKIADEFAULT$/,
  },
  {
    what: "AWS_PROFILE",
    config: `[profile p]\n${region}`,
    credentials: keys("AKIAFILE"),
    variables: { AWS_PROFILE: "p" },
    signs: /^AKIAFILE$/,
  },
  {
    what: "a picked profile before AWS_PROFILE",
    config: `[profile p]\n${region}[profile q]\nregion = eu-west-2\n`,
    credentials: keys("AKIAFILE") + keys("AKIAQ", "q"),
    variables: { AWS_PROFILE: "q" },
    arguments: picked,
    signs: /^AKIAFILE$/,
  },
  {
    what: "keys of the environment",
    config: `[default]\n${region}`,
    variables: environment,
    signs: /^AKIAENV$/,
  },
  {
    what: "keys of the environment before AWS_PROFILE",
    config: `[profile p]\n${region}`,
    credentials: keys("AKIAFILE"),
    variables: { ...environment, AWS_PROFILE: "p" },
    signs: /^AKIAENV$/,
  },
  {
    what: "a picked profile before keys of the environment",
    config: `[profile p]\n${region}`,
    credentials: keys("AKIAFILE"),
    variables: environment,
    arguments: picked,
    signs: /^AKIAFILE$/,
  },
  {
    what: "temporary keys of the environment",
    variables: { ...environment, AWS_SESSION_TOKEN: "t", AWS_DEFAULT_REGION: "eu-west-1" },
    signs: /^AKIAENV$/,
  },
  {
    what: "an API key of the environment",
    config: `[default]\n${region}`,
    variables: { AWS_BEARER_TOKEN_BEDROCK: "key-of-mine" },
    signs: /^Bearer key-of-mine$/,
    region: "",
  },
  {
    what: "an API key before keys of the environment",
    config: `[default]\n${region}`,
    variables: { ...environment, AWS_BEARER_TOKEN_BEDROCK: "key-of-mine" },
    signs: /^Bearer key-of-mine$/,
    region: "",
  },
  { what: "credential_process", config: processProfile, arguments: picked, signs: /^AKIAPROC$/ },
  {
    what: "a role",
    config: role("dev", source),
    credentials: base,
    arguments: picked,
    signs: issued,
  },
  {
    what: "a chain of roles",
    config: role("b", "source_profile = q") + role("a", source, "q"),
    credentials: base,
    arguments: picked,
    signs: issued,
  },
  {
    what: "a role with a credential_source",
    config: role("dev", "credential_source = Environment"),
    variables: environment,
    arguments: picked,
    signs: issued,
  },
  {
    what: "a role before a web identity of the environment",
    config: role("dev", source),
    credentials: base,
    variables: {
      AWS_PROFILE: "p",
      AWS_ROLE_ARN: "arn:aws:iam::123456789012:role/web",
      AWS_WEB_IDENTITY_TOKEN_FILE: "HOME/token",
    },
    prepare: (home) => writeFile(join(home, "token"), "good"),
    signs: issued,
  },
  {
    what: "a web identity of a profile",
    config: role("web", "web_identity_token_file = HOME/token"),
    prepare: (home) => writeFile(join(home, "token"), "good"),
    arguments: picked,
    signs: issued,
  },
  {
    what: "a web identity of the environment before the default profile's keys",
    config: `[default]\n${region}`,
    credentials: keys("AKIADEFAULT", "default"),
    variables: {
      AWS_ROLE_ARN: "arn:aws:iam::123456789012:role/web",
      AWS_WEB_IDENTITY_TOKEN_FILE: "HOME/token",
    },
    prepare: (home) => writeFile(join(home, "token"), "good"),
    signs: issued,
  },
  {
    what: "an sso-session",
    config: sso,
    prepare: (home) => writeSsoToken(home, "s", {}),
    arguments: picked,
    signs: issued,
  },
  {
    what: "an sso-session before the keys of the same profile",
    config: sso,
    credentials: keys("AKIAFILE"),
    prepare: (home) => writeSsoToken(home, "s", {}),
    arguments: picked,
    signs: issued,
  },
  {
    what: "an sso-session whose token is refreshed",
    config: sso,
    prepare: (home) => writeSsoToken(home, "s", { expiresIn: -60, refreshToken: "fresh" }),
    arguments: picked,
    signs: issued,
  },
  {
    what: "legacy SSO",
    config: `[profile p]\n${region}sso_start_url = ${startUrl}\nsso_region = eu-central-1\nsso_account_id = 123456789012\nsso_role_name = dev\n`,
    prepare: (home) => writeSsoToken(home, startUrl, {}),
    arguments: picked,
    signs: issued,
  },
  {
    what: "a role over SSO",
    config: `${role("dev", "source_profile = q")}${sso.replace("profile p", "profile q")}`,
    prepare: (home) => writeSsoToken(home, "s", {}),
    arguments: picked,
    signs: issued,
  },
  {
    what: "--region before all",
    config: `[profile p]\n${region}`,
    credentials: keys("AKIAFILE"),
    variables: { AWS_DEFAULT_REGION: "us-west-2" },
    arguments: [...picked, "--region", "ap-south-1"],
    signs: /^AKIAFILE$/,
    region: "ap-south-1",
  },
  {
    what: "the environment's region before the picked profile's",
    config: `[profile p]\n${region}`,
    credentials: keys("AKIAFILE"),
    variables: { AWS_DEFAULT_REGION: "us-west-2" },
    arguments: picked,
    signs: /^AKIAFILE$/,
    region: "us-west-2",
  },
  {
    what: "a region of another partition",
    config: "[profile p]\nregion = cn-north-1\n",
    credentials: keys("AKIAFILE"),
    arguments: picked,
    signs: /^AKIAFILE$/,
    region: "cn-north-1",
  },
  {
    what: "endpoint_url of the profile",
    config: `[profile p]\n${region}endpoint_url = OTHER\n`,
    credentials: keys("AKIAFILE"),
    variables: { AWS_ENDPOINT_URL_BEDROCK_RUNTIME: "" },
    arguments: picked,
    signs: /^AKIAFILE$/,
    endpoint: "other",
  },
  {
    what: "a services section",
    config: `[profile p]\n${region}services = mine\n[services mine]\nbedrock_runtime =\n  endpoint_url = OTHER\n`,
    credentials: keys("AKIAFILE"),
    variables: { AWS_ENDPOINT_URL_BEDROCK_RUNTIME: "" },
    arguments: picked,
    signs: /^AKIAFILE$/,
    endpoint: "other",
  },
  {
    what: "the environment's endpoint before the profile's",
    config: `[profile p]\n${region}endpoint_url = http://127.0.0.1:1\n`,
    credentials: keys("AKIAFILE"),
    arguments: picked,
    signs: /^AKIAFILE$/,
  },
  {
    what: "AWS_ENDPOINT_URL for all services",
    config: `[profile p]\n${region}`,
    credentials: keys("AKIAFILE"),
    variables: { AWS_ENDPOINT_URL_BEDROCK_RUNTIME: "", AWS_ENDPOINT_URL: "OTHER" },
    arguments: picked,
    signs: /^AKIAFILE$/,
    endpoint: "other",
  },
  {
    what: "--endpoint-url before all",
    config: `[profile p]\n${region}`,
    credentials: keys("AKIAFILE"),
    arguments: [...picked, "--endpoint-url", "OTHER"],
    signs: /^AKIAFILE$/,
    endpoint: "other",
  },
  {
    what: "files at other places",
    variables: { AWS_CONFIG_FILE: "HOME/c", AWS_SHARED_CREDENTIALS_FILE: "HOME/k" },
    prepare: async (home) => {
      await writeFile(join(home, "c"), `[profile p]\n${region}`);
      await writeFile(join(home, "k"), keys("AKIAELSE"));
    },
    arguments: picked,
    signs: /^AKIAELSE$/,
  },
  {
    what: "no signing",
    config: `[default]\n${region}`,
    arguments: ["--no-sign-request"],
    signs: /^none$/,
    region: "",
  },
];
