import type { AwsFinding } from "../../core/diagnosis/ownFailures.ts";
import { getOwn } from "../../core/getOwn.ts";
import type { AwsFiles } from "./awsFiles.ts";

/** The kinds of sections in the config file that have a name, by their prefix. */
type Kind = "profile" | "sso-session" | "services";

/**
 * Returns the section of the config file that the AWS CLI does not see although it is meant, such as [dev] for
 * [profile dev], or [sso-session my org] without quotes; undefined where there is none.
 */
export function misnamedInConfig(
  files: AwsFiles,
  kind: Kind,
  name: string,
): AwsFinding | undefined {
  const section = Object.keys(files.strays).find((header) => {
    return header === name || header.trim().replace(prefixes[kind], "") === name;
  });
  const { path } = files.read[0];
  const correct = sectionHeader(kind, name);
  return section === undefined ? undefined : { kind: "sectionMisnamed", section, path, correct };
}

/** Returns the section [profile dev] of the credentials file, where [dev] is meant; undefined where there is none. */
export function misnamedInCredentials(files: AwsFiles, name: string): AwsFinding | undefined {
  const section = `profile ${name}`;
  const { path } = files.read[1];
  const isThere = getOwn(files.profiles, section)?.credentials !== undefined;
  return isThere ? { kind: "sectionMisnamed", section, path, correct: name } : undefined;
}

/** Returns what the config file has between brackets for a section: a name with blanks is quoted, as in a shell. */
export function sectionHeader(kind: Kind, name: string): string {
  const isPlain = /^[^\s"'\\]+$/.test(name);
  return `${kind} ${isPlain ? name : `"${name.replace(/["\\]/g, String.raw`\$&`)}"`}`;
}

const prefixes: Readonly<Record<Kind, RegExp>> = {
  profile: /^profile\s+/i,
  "sso-session": /^sso[-_ ]?session\s+/i,
  services: /^services?\s+/i,
};
