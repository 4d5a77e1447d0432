import type { RunError } from "../../core/errors.ts";
import { getOwn } from "../../core/getOwn.ts";
import type { LocalFailure } from "../failures/localFailure.ts";
import { localFailure } from "../failures/localFailure.ts";
import type { AwsContext } from "./context.ts";
import { profileKind } from "./profiles.ts";

/** Returns the typed error of what AWS's own settings are told for, before anything was sent. */
export function contextError(
  { name, message, members }: LocalFailure,
  context: AwsContext,
): RunError {
  const finding = name === "CredentialsProviderError" ? credentialsFinding(context) : undefined;
  return localFailure(name, message, members, { profile: context.profile.name, finding });
}

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
export function namedProfile({
  profile: { name, source, signs, section },
}: AwsContext): string | undefined {
  const isUnknown = signs && source !== "default" && !section;
  return source === "chosen" || isUnknown ? name : undefined;
}
