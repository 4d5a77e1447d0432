import type { AwsFinding } from "../../core/diagnosis/ownFailures.ts";
import { getOwn } from "../../core/getOwn.ts";
import type { AwsContext } from "./context.ts";
import { profileFinding } from "./context.ts";
import { misnamedInCredentials } from "./misnamedSection.ts";
import type { Section } from "./parseIni.ts";
import { profileKind } from "./profiles.ts";
import { profileChain } from "./sections.ts";

/** Returns what is wrong with AWS's own settings, as the SDK has one text for all of it; undefined where they look well. */
export function credentialsFinding(context: AwsContext): AwsFinding | undefined {
  const { files, profile, variables } = context;
  const ofEnvironment = halfOf(variables, "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY");
  if (profile.source !== "chosen" && ofEnvironment) return ofEnvironment;
  const last = profileChain(context, profile.name).at(-1);
  const missing = last ? last.section["source_profile"] : profile.name;
  if (missing !== undefined && !getOwn(files.profiles, missing)) {
    const found = profileFinding(context, missing);
    // Nobody has to have a default profile.
    return missing === "default" && found.kind === "profileAbsent" ? undefined : found;
  }
  if (!last || profileKind(last.section) !== "none") return undefined;
  const misnamed = misnamedInCredentials(files, last.name);
  if (misnamed) return misnamed;
  const ofSection = halfOf(last.section, "aws_access_key_id", "aws_secret_access_key");
  if (ofSection) return ofSection;
  const ofRole = halfOf(last.section, "role_arn", "web_identity_token_file");
  if (ofRole?.set === "role_arn")
    return { ...ofRole, missing: "source_profile or credential_source" };
  if (ofRole) return ofRole;
  return profile.source === "default" ? undefined : { kind: "sectionWithoutCredentials" };
}

function halfOf(
  settings: Section,
  id: string,
  secret: string,
): Extract<AwsFinding, { kind: "keyMissing" }> | undefined {
  if (Boolean(settings[id]) === Boolean(settings[secret])) return undefined;
  const [set, missing] = settings[id] ? [id, secret] : [secret, id];
  return { kind: "keyMissing", set, missing };
}

/** Returns the profile to name in a failure: the one that was picked or that a variable names. */
export function namedProfile({ profile: { name, source } }: AwsContext): string | undefined {
  return source === "default" ? undefined : name;
}
