import { statSync } from "node:fs";
import { devNull, homedir } from "node:os";
import { join } from "node:path";
import { loadSharedConfigFiles } from "@smithy/shared-ini-file-loader";
import { getOwn } from "../core/getOwn.ts";
import { isPlainFile, readPlainFile } from "./plainFile.ts";

/** The environment as Node gives it; passed in so that what is read from it can be tested. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** One section of an ini file; the keys of a nested block are `block.key`. */
export type IniSection = Readonly<Record<string, string | undefined>>;

/** Both shared files, parsed. Sections of the config file other than profiles are named `services.x`, `sso-session.x`. */
export interface AwsFiles {
  readonly config: Readonly<Record<string, IniSection>>;
  readonly credentials: Readonly<Record<string, IniSection>>;
}

/** Returns where the two shared files are, AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE honoured. */
export function awsFilePaths(env: Environment): { config: string; credentials: string } {
  const home = env["HOME"] || env["USERPROFILE"] || homedir();
  const absolute = (path: string) => (path.startsWith("~/") ? join(home, path.slice(2)) : path);
  return {
    config: absolute(env["AWS_CONFIG_FILE"] || join(home, ".aws", "config")),
    credentials: absolute(env["AWS_SHARED_CREDENTIALS_FILE"] || join(home, ".aws", "credentials")),
  };
}

/** One of the shared files, and whether it was there to be read. */
export interface AwsFileRead {
  readonly file: "config" | "credentials";
  readonly path: string;
  readonly state: "read" | "absent" | "unreadable";
}

/** Returns which files profiles are read from, on the machine that this runs on. */
export async function describeAwsFiles(env: Environment): Promise<readonly AwsFileRead[]> {
  const paths = awsFilePaths(env);
  return Promise.all(
    (["config", "credentials"] as const).map(async (file) => {
      const path = paths[file];
      const state = await readPlainFile(path).then(
        () => "read" as const,
        (error: NodeJS.ErrnoException) => (error.code === "ENOENT" ? "absent" : "unreadable"),
      );
      return { file, path, state };
    }),
  );
}

/** Reads both files anew, past the SDK's once-per-process cache; a missing or broken file, or a pipe, is empty. */
export async function readAwsFiles(env: Environment): Promise<AwsFiles> {
  const paths = awsFilePaths(env);
  const [hasConfig, hasCredentials] = await Promise.all([
    isPlainFile(paths.config),
    isPlainFile(paths.credentials),
  ]);
  const files = await loadSharedConfigFiles({
    filepath: hasCredentials ? paths.credentials : devNull,
    configFilepath: hasConfig ? paths.config : devNull,
    ignoreCache: true,
  });
  return { config: files.configFile, credentials: files.credentialsFile };
}

/** Returns one profile as the SDK sees it, the credentials file's keys over the config file's; undefined when in neither. */
export function profileSection(files: AwsFiles, name: string): IniSection | undefined {
  const inConfig = getOwn(files.config, name);
  const inCredentials = getOwn(files.credentials, name);
  return inConfig || inCredentials ? { ...inConfig, ...inCredentials } : undefined;
}

/** Returns the profile's section and those that its keys come from, by source_profile. */
export function profileChain(files: AwsFiles, name: string): readonly IniSection[] {
  const chain: IniSection[] = [];
  const seen = new Set<string>();
  for (let next: string | undefined = name; next !== undefined && !seen.has(next);) {
    seen.add(next);
    const section = profileSection(files, next);
    if (section) chain.push(section);
    next = section?.["source_profile"];
  }
  return chain;
}

/** A text that changes when either file is written, created or removed. */
export function awsFilesStamp(env: Environment): string {
  const paths = awsFilePaths(env);
  return `${fileStamp(paths.config)}|${fileStamp(paths.credentials)}`;
}

/** A text that changes when the file is written, created or removed; "-" when it cannot be looked at. */
export function fileStamp(path: string): string {
  try {
    const stat = statSync(path, { throwIfNoEntry: false });
    return stat ? `${stat.mtimeMs}.${stat.size}.${stat.ino}` : "-";
  } catch {
    return "-";
  }
}
