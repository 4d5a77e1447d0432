import { homedir } from "node:os";
import { join } from "node:path";
import type { FileProblem } from "../../core/diagnosis/ownFailures.ts";
import { fileProblem, readPlainFile } from "./plainFile.ts";
import type { Section } from "./parseIni.ts";
import { IniSyntaxError, parseIni } from "./parseIni.ts";
import { shellWords } from "./pythonText.ts";

/** The environment as Node gives it; passed in so that what is read from it can be tested. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** One of the shared files, and whether it was there to be read. */
interface AwsFileRead {
  readonly file: "config" | "credentials";
  readonly path: string;
  readonly state: "read" | "absent" | "unreadable";
  /** Why it cannot be read. */
  readonly problem?: FileProblem | undefined;
}

/** A profile's options as they are written in each of the files that it is in. */
type Profile = Readonly<Partial<Record<AwsFileRead["file"], Section>>>;

/** Both shared files, read. Names are those that the AWS CLI finds. */
export interface AwsFiles {
  readonly read: readonly [config: AwsFileRead, credentials: AwsFileRead];
  readonly profiles: Readonly<Record<string, Profile>>;
  readonly ssoSessions: Readonly<Record<string, Section>>;
  readonly services: Readonly<Record<string, Section>>;
  /** Sections of the config file that the AWS CLI ignores, such as [dev] where [profile dev] is meant. */
  readonly strays: Readonly<Record<string, Section>>;
}

/**
 * Reads both files anew, as the AWS CLI does (botocore's configloader and session). A file that is absent or cannot be read
 * holds nothing; `read` says which it is.
 */
export async function readAwsFiles(env: Environment): Promise<AwsFiles> {
  const paths = awsFilePaths(env);
  const [config, credentials] = await Promise.all([
    readIni("config", paths.config),
    readIni("credentials", paths.credentials),
  ]);
  const found = { profile: new Map(), "sso-session": new Map(), services: new Map() } as Readonly<
    Record<"profile" | "sso-session" | "services", Map<string, Section>>
  >;
  const strays = new Map<string, Section>();
  for (const [header, section] of config.sections) {
    const kind = (["profile", "sso-session", "services"] as const).find((each) =>
      header.startsWith(each),
    );
    const [, name, ...more] = kind ? (shellWords(header) ?? []) : ["profile", header];
    const isStray = (!kind && header !== "default") || name === undefined || more.length > 0;
    // Of two sections that name one profile, as [profile a] and [profile "a"], the AWS CLI takes the last.
    if (isStray) strays.set(header, section);
    else found[kind ?? "profile"].set(name, section);
  }
  return {
    read: [config.read, credentials.read],
    profiles: profilesOf(found.profile, credentials.sections),
    ssoSessions: Object.fromEntries(found["sso-session"]),
    services: Object.fromEntries(found.services),
    strays: Object.fromEntries(strays),
  };
}

/** Where the two shared files are, by AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE or in the home folder. */
function awsFilePaths(env: Environment): Readonly<Record<AwsFileRead["file"], string>> {
  const home = homeFolder(env);
  return {
    config: expanded(env["AWS_CONFIG_FILE"], env) ?? join(home, ".aws", "config"),
    credentials:
      expanded(env["AWS_SHARED_CREDENTIALS_FILE"], env) ?? join(home, ".aws", "credentials"),
  };
}

/** Returns the home folder, which the AWS CLI and the SDK look for `.aws` in. */
export function homeFolder(env: Environment): string {
  return env["HOME"] || env["USERPROFILE"] || homedir();
}

/** Returns a path with its variables and a leading `~/`, as Python's expandvars and expanduser; undefined for an empty one. */
export function expanded(path: string | undefined, env: Environment): string | undefined {
  if (!path) return undefined;
  const whole = path.replace(/\$(\w+|\{[^}]*\})/g, (text, name: string) => {
    return env[name.replace(/^\{|\}$/g, "")] ?? text;
  });
  return whole.startsWith("~/") ? join(homeFolder(env), whole.slice(2)) : whole;
}

async function readIni(
  file: AwsFileRead["file"],
  path: string,
): Promise<{ read: AwsFileRead; sections: ReadonlyMap<string, Section> }> {
  try {
    const sections = parseIni(textOf(await readPlainFile(path)));
    return { read: { file, path, state: "read" }, sections };
  } catch (error) {
    const problem = problemOf(error);
    const state = problem === undefined ? ("absent" as const) : ("unreadable" as const);
    return { read: { file, path, state, problem }, sections: new Map() };
  }
}

/**
 * The mark of UTF-16 or any byte that is not UTF-8 ends the reading: the AWS CLI refuses such a file too. The mark that
 * Windows puts before UTF-8 is left out here, where the AWS CLI refuses the file.
 */
function textOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  // Without a mark, the first character shows it: in every such file it is one of ASCII, which has a zero beside it.
  const isMarked = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  if (isMarked || first === 0 || second === 0) throw new IniSyntaxError({ kind: "utf16" });
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new IniSyntaxError({ kind: "notUtf8" });
  }
}

/** Undefined where there is no such file. */
function problemOf(error: unknown): FileProblem | undefined {
  if (error instanceof IniSyntaxError) return error.problem;
  const problem = fileProblem(error);
  const isAbsent = problem.kind === "code" && /^(ENOENT|ENOTDIR)$/.test(problem.code);
  return isAbsent ? undefined : problem;
}

function profilesOf(
  inConfig: ReadonlyMap<string, Section>,
  inCredentials: ReadonlyMap<string, Section>,
): Readonly<Record<string, Profile>> {
  const names = new Set([...inConfig.keys(), ...inCredentials.keys()]);
  return Object.fromEntries(
    [...names].map((name) => {
      const config = inConfig.get(name);
      const credentials = inCredentials.get(name);
      return [name, { ...(config && { config }), ...(credentials && { credentials }) }];
    }),
  );
}
