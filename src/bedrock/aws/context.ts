import type { Connection } from "./connection.ts";
import type { AwsFinding } from "../../core/diagnosis/ownFailures.ts";
import type { LocalFailure } from "../failures/localFailure.ts";
import { failureOf } from "../failures/localFailure.ts";
import { getOwn } from "../../core/getOwn.ts";
import type { AwsFiles, Environment } from "./awsFiles.ts";
import { readAwsFiles } from "./awsFiles.ts";
import { misnamedInConfig, misnamedInCredentials } from "./misnamedSection.ts";
import type { Section } from "./parseIni.ts";
import { profileSection } from "./sections.ts";

/**
 * All that AWS's own settings say, read once: the environment's variables, both shared files, and the profile in force.
 * It is plain data, so that two readings are the same where their JSON is. It holds secrets.
 */
export interface AwsContext {
  /** The variables that AWS's tools read, without empty ones. */
  readonly variables: Environment;
  readonly files: AwsFiles;
  readonly profile: ActiveProfile;
}

/** The profile in force. */
interface ActiveProfile {
  readonly name: string;
  /** What names it; `default` where nothing does. */
  readonly source: "chosen" | "AWS_DEFAULT_PROFILE" | "AWS_PROFILE" | "default";
  /** False where no credentials are taken from AWS's settings: for an API key, and without signing. */
  readonly signs: boolean;
  /** Undefined where neither file has it. */
  readonly section: Section | undefined;
}

/** A setting of AWS's own, and where it comes from, in words to show. */
export interface AwsSetting {
  readonly value: string;
  readonly source: string;
}

/**
 * Reads the environment and both files, for the profile that the credentials choose, else the one that the environment
 * names. Whoever sends reads them once, and hands on what was read.
 */
export async function readAwsContext(
  { credentials }: Pick<Connection, "credentials">,
  env: Environment,
): Promise<AwsContext> {
  const files = await readAwsFiles(env);
  const variables = Object.fromEntries(
    Object.entries(env).filter(([name, value]) => value && isOfAws.test(name)),
  );
  return { variables, files, profile: activeProfile(credentials, variables, files) };
}

/** Returns a setting: the first of the variables that is set, else the profile's option. */
export function settingOf(
  { variables, profile }: AwsContext,
  names: readonly string[],
  option: string,
): AwsSetting | undefined {
  for (const source of names) {
    const value = variables[source]?.trim();
    if (value) return { value, source };
  }
  const value = profile.section?.[option]?.trim();
  return value ? { value, source: `profile ${profile.name}` } : undefined;
}

/** Returns whether a switch is on, by the variable, else the profile's option: `true` in any case, as the AWS CLI has it. */
export function isSwitchedOn(context: AwsContext, variable: string, option: string): boolean {
  return settingOf(context, [variable], option)?.value.toLowerCase() === "true";
}

/**
 * Returns the failure that must be reported before any other: a file that cannot be read, then a profile that neither file has, or
 * whose section in the config file is misnamed. Without it, settings such as an endpoint would be ignored without a word. Connections that take no credentials from AWS's
 * settings need no profile.
 */
export function contextFailure(context: AwsContext): LocalFailure | undefined {
  const broken = context.files.read.find(({ state }) => state === "unreadable");
  if (broken?.problem)
    return failureOf("AwsFileUnreadable", { path: broken.path, problem: broken.problem });
  const { name, source, signs, section } = context.profile;
  if (source === "default" || !signs) return undefined;
  const finding = section ? misnamedBeside(context.files, name) : profileFinding(context, name);
  return finding && failureOf("ProfileNotFound", { profile: name, source, finding });
}

/** The section of the config file for a profile that only the credentials file has by its right name. */
function misnamedBeside(files: AwsFiles, name: string): AwsFinding | undefined {
  const isInConfig = getOwn(files.profiles, name)?.config !== undefined;
  return isInConfig ? undefined : misnamedInConfig(files, "profile", name);
}

/** Returns what is there in place of a profile that neither file has. */
export function profileFinding({ files }: Pick<AwsContext, "files">, profile: string): AwsFinding {
  const misnamed =
    misnamedInConfig(files, "profile", profile) ?? misnamedInCredentials(files, profile);
  if (misnamed) return misnamed;
  const paths = files.read.map(({ path }) => path);
  const areAbsent = files.read.every(({ state }) => state === "absent");
  return { kind: areAbsent ? "filesAbsent" : "profileAbsent", paths };
}

function activeProfile(
  credentials: Connection["credentials"],
  variables: Environment,
  files: AwsFiles,
): ActiveProfile {
  const signs = credentials.kind === "profile" || credentials.kind === "default";
  const named = (name: string, source: ActiveProfile["source"]): ActiveProfile => {
    return { name, source, signs, section: profileSection(files, name) };
  };
  if (credentials.kind === "profile") return named(credentials.profile, "chosen");
  // In the AWS CLI's order.
  for (const source of ["AWS_DEFAULT_PROFILE", "AWS_PROFILE"] as const) {
    const name = variables[source];
    if (name) return named(name, source);
  }
  return named("default", "default");
}

const isOfAws = /^(AWS_.*|HOME|USERPROFILE|HOMEPATH|HOMEDRIVE)$/;
