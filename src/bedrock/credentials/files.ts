import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Environment } from "../aws/awsFiles.ts";
import { homeFolder } from "../aws/awsFiles.ts";
import type { AwsContext } from "../aws/context.ts";
import { fileStamp } from "../aws/fileStamp.ts";
import { meantSection } from "../aws/meantSection.ts";
import type { Section } from "../aws/parseIni.ts";
import { startOfPlainFile } from "../aws/plainFile.ts";
import { profileChain } from "../aws/sections.ts";

/** A text that changes when a sign-in (`aws sso login`, `aws login`) leaves new tokens behind. */
export function signInStamp(env: Environment): string {
  return tokenFiles(env).map(fileStamp).join("|");
}

/**
 * Returns every key, token and command line in the files that credentials come from, to be taken out of an error
 * that quotes them.
 */
export function fileSecrets({ files, variables: env }: AwsContext): readonly string[] {
  const profiles = Object.values(files.profiles).flatMap(({ config, credentials }) => [
    config ?? {},
    credentials ?? {},
  ]);
  const written = [...profiles, ...Object.values(files.strays)];
  const sections = [...written, ...written.map(meantSection)];
  return [
    ...sections.flatMap((section) => secretKeys.flatMap((key) => section[key] ?? [])),
    ...namedTokenFiles(sections, env).map((path) => textOf(path).trim()),
    ...tokenFiles(env).flatMap((path) => secretsInJson(textOf(path))),
  ];
}

/** Returns every file beside the shared ones that the SDK may read on the way to a profile's or the environment's keys. */
export function filesOfCredentials(context: AwsContext): readonly string[] {
  const { profile, variables } = context;
  const sections = profileChain(context, profile.name).map(({ section }) => section);
  return [...namedTokenFiles(sections, variables), ...tokenFiles(variables)];
}

function namedTokenFiles(sections: readonly Section[], env: Environment): readonly string[] {
  return [
    ...sections.map((section) => section["web_identity_token_file"]),
    env["AWS_WEB_IDENTITY_TOKEN_FILE"],
    env["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"],
  ].flatMap((path) => path ?? []);
}

const secretKeys = [
  "aws_access_key_id",
  "aws_secret_access_key",
  "aws_session_token",
  "aws_security_token",
  "credential_process",
];

/** The caches of both sign-ins, where the SDK looks for them. */
function tokenFiles(env: Environment): readonly string[] {
  const home = homeFolder(env);
  const folders = [
    join(home, ".aws", "sso", "cache"),
    env["AWS_LOGIN_CACHE_DIRECTORY"] || join(home, ".aws", "login", "cache"),
  ];
  return folders.flatMap((folder) =>
    namesIn(folder)
      .filter((name) => name.endsWith(".json"))
      .map((name) => join(folder, name)),
  );
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

/** The beginning of a file, which a token fits into; empty where it cannot be read. */
function textOf(path: string): string {
  return startOfPlainFile(path, 100_000);
}

/** The values of members that are named for what they hide, however deep they stand. */
function secretsInJson(text: string): readonly string[] {
  const member =
    /"(?:accessToken|refreshToken|clientSecret|idToken|dpopKey|accessKeyId|secretAccessKey|sessionToken)"\s*:\s*("(?:[^"\\]|\\.)*")/g;
  return [...text.matchAll(member)].flatMap(([, quoted = ""]) => {
    try {
      const value: unknown = JSON.parse(quoted);
      return typeof value === "string" ? [value] : [];
    } catch {
      return [];
    }
  });
}
