import type { AwsFiles, Environment } from "./awsFiles.ts";
import { awsFilePaths, profileSection, readAwsFiles } from "./awsFiles.ts";
import { readPlainFile } from "./plainFile.ts";
import { profileKind } from "./profiles.ts";

/** Returns what is wrong with the ~/.aws files, as the SDK has one text for all of it; undefined when they look well. */
export async function credentialsFinding(
  profile: string | undefined,
  env: Environment,
): Promise<string | undefined> {
  const paths = Object.values(awsFilePaths(env));
  const readings = await Promise.all(
    paths.map(async (path) => ({ path, problem: await unreadable(path) })),
  );
  const broken = readings.find(({ problem }) => problem !== undefined && problem !== "ENOENT");
  if (broken) return `${broken.path} cannot be read (${broken.problem}).`;
  if (readings.every(({ problem }) => problem === "ENOENT"))
    return `There is neither ${paths.join(" nor ")}.`;
  if (profile === undefined) return undefined;
  const section = profileSection(await readAwsFiles(env), profile);
  if (!section) return "It stands in neither file.";
  return profileKind(section) === "none"
    ? "Its section holds no keys, role, process or sign-in."
    : undefined;
}

/** How to sign in anew, and with which profile: a role's keys come from the profile at the end of its chain. */
export interface SignIn {
  readonly by: "ssoLogin" | "awsLogin";
  readonly profile: string;
}

/** Returns how the profile signs in; undefined where it does not. */
export async function signInOf(
  profile: string | undefined,
  env: Environment,
): Promise<SignIn | undefined> {
  const name = profile ?? (env["AWS_PROFILE"] || "default");
  return endOfChain(await readAwsFiles(env), name, new Set());
}

function endOfChain(files: AwsFiles, name: string, seen: Set<string>): SignIn | undefined {
  const section = profileSection(files, name);
  if (!section || seen.has(name)) return undefined;
  seen.add(name);
  const kind = profileKind(section);
  if (kind === "sso") return { by: "ssoLogin", profile: name };
  if (kind === "login") return { by: "awsLogin", profile: name };
  const source = section["source_profile"];
  return kind === "role" && source ? endOfChain(files, source, seen) : undefined;
}

async function unreadable(path: string): Promise<string | undefined> {
  return readPlainFile(path).then(
    () => undefined,
    (error: unknown) =>
      error instanceof Error && "code" in error ? String(error.code) : "unreadable",
  );
}
