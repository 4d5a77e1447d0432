import { getOwn } from "../core/getOwn.ts";
import type { AwsContext } from "./aws/context.ts";
import { profileChain } from "./aws/context.ts";
import type { Connection } from "./connection.ts";
import { profileKind } from "./profiles.ts";

/** Returns what is wrong with the ~/.aws files, as the SDK has one text for all of it; undefined when they look well. */
export function credentialsFinding({ files, profile }: AwsContext): string | undefined {
  const [config] = files.read;
  const broken = files.read.find(({ state }) => state === "unreadable");
  if (broken) return `${broken.path} cannot be read (${broken.problem}).`;
  const { name, source, section } = profile;
  if (!section && getOwn(files.strays, name))
    return `The section [${name}] of ${config.path} must be named [profile ${name}].`;
  if (files.read.every(({ state }) => state === "absent"))
    return `There is neither ${files.read.map(({ path }) => path).join(" nor ")}.`;
  if (source === "default") return undefined;
  if (!section) return "It stands in neither file.";
  return profileKind(section) === "none"
    ? "Its section holds no keys, role, process or sign-in."
    : undefined;
}

/** Returns the profile to name in a failure: the one that was picked, and one of the environment that neither file has. */
export function namedProfile(
  { kind }: Connection["credentials"],
  { profile: { name, source, section } }: AwsContext,
): string | undefined {
  const isUnknown = kind === "default" && source !== "default" && !section;
  return source === "chosen" || isUnknown ? name : undefined;
}

/** How to sign in anew, and with which profile: a role's keys come from the profile at the end of its chain. */
export interface SignIn {
  readonly by: "ssoLogin" | "awsLogin";
  readonly profile: string;
}

/** Returns how the profile in force signs in; undefined where it does not. */
export function signInOf(context: AwsContext): SignIn | undefined {
  for (const { name, section } of profileChain(context, context.profile.name)) {
    const kind = profileKind(section);
    if (kind === "sso") return { by: "ssoLogin", profile: name };
    if (kind === "login") return { by: "awsLogin", profile: name };
    if (kind !== "role") return undefined;
  }
  return undefined;
}
