import type { AwsFiles } from "./awsFiles.ts";
import type { AwsContext } from "./context.ts";
import type { Section } from "./parseIni.ts";
import { profileChain, profileSection, servicesSection, ssoSessionSection } from "./sections.ts";

/** Where a profile's credentials come from; `none` when the section holds nothing to sign with. */
export type ProfileKind = "keys" | "role" | "webIdentity" | "process" | "sso" | "login" | "none";

export interface AwsProfile {
  readonly name: string;
  readonly region: string | undefined;
  readonly kind: ProfileKind;
  /** The files that have it. */
  readonly files: readonly ("config" | "credentials")[];
  /** Whose sign-in page its SSO has, without the path. */
  readonly ssoStartHost: string | undefined;
  readonly wantsMfa: boolean;
  /** Whether requests to Bedrock go elsewhere than to AWS, by its endpoint_url or its services section. */
  readonly hasEndpointUrl: boolean;
}

/** Returns every profile of both ~/.aws files, `default` first, then by name. */
export function listProfiles({ files }: AwsContext): readonly AwsProfile[] {
  return Object.entries(files.profiles)
    .sort(([a], [b]) => Number(b === "default") - Number(a === "default") || a.localeCompare(b))
    .map(([name, profile]) => {
      const section = profileSection(files, name) ?? {};
      return {
        name,
        region: section["region"],
        kind: profileKind(section),
        files: (["config", "credentials"] as const).filter((file) => profile[file]),
        ssoStartHost: ssoStartHost(files, section),
        wantsMfa: section["mfa_serial"] !== undefined,
        hasEndpointUrl: hasEndpointUrl(files, section),
      };
    });
}

function ssoStartHost(files: AwsFiles, section: Section): string | undefined {
  const session = section["sso_session"];
  const inSession = session ? ssoSessionSection(files, session) : undefined;
  const url = inSession?.["sso_start_url"] ?? section["sso_start_url"] ?? "";
  return URL.canParse(url) ? new URL(url).host : undefined;
}

function hasEndpointUrl(files: AwsFiles, section: Section): boolean {
  const services = section["services"] ? servicesSection(files, section["services"]) : undefined;
  return Boolean(section["endpoint_url"] ?? services?.["bedrock_runtime.endpoint_url"]);
}

/** Returns the kind of a merged profile, which has one kind besides a role (`mergeProfile`). A web identity has no source. */
export function profileKind(section: Section): ProfileKind {
  const has = (...keys: string[]) => keys.some((key) => section[key] !== undefined);
  if (has("role_arn") && has("source_profile", "credential_source")) return "role";
  if (has("aws_access_key_id") && has("aws_secret_access_key")) return "keys";
  if (has("role_arn") && has("web_identity_token_file")) return "webIdentity";
  if (has("credential_process")) return "process";
  if (has("sso_session", "sso_start_url", "sso_account_id", "sso_role_name")) return "sso";
  return has("login_session") ? "login" : "none";
}

/** Returns whether a profile says where its credentials come from, rightly or not: the AWS CLI then asks nobody else. */
export function namesCredentials(section: Section): boolean {
  const halves = ["role_arn", "web_identity_token_file", "aws_access_key_id"];
  return profileKind(section) !== "none" || halves.some((key) => section[key] !== undefined);
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
