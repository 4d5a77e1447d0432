import type { Section } from "./parseIni.ts";

/**
 * Returns a profile's options, the credentials file's over the config file's, without those of credentials that are not
 * used: of several kinds in one profile the AWS CLI takes the first in its own order, and keys come with the session token
 * of their own file only (botocore's credentials.create_credential_resolver). A role's options stay beside another kind:
 * a role can take its keys from its own profile.
 */
export function mergeProfile(config: Section, credentials: Section): Section {
  const merged: Section = { ...config, ...credentials };
  const keys = [credentials, config].find(hasKeyId) ?? merged;
  const used = usedKind(merged, hasKeyId(credentials));
  const entries = Object.entries(merged).flatMap(([option, value]): [string, string][] => {
    const kind = kindOf.get(option);
    const text = kind === "keys" ? keys[option] : value;
    return text === undefined || (kind !== undefined && kind !== used) ? [] : [[option, text]];
  });
  const {
    source_profile: _profile,
    credential_source: _source,
    ...others
  } = Object.fromEntries(entries);
  return used === "webIdentity" ? others : Object.fromEntries(entries);
}

type Kind = "webIdentity" | "sso" | "keys" | "login" | "process";

/** In the AWS CLI's order. Undefined for a role without a source: the AWS CLI refuses it, whatever else is there. */
function usedKind(section: Section, areKeysInCredentials: boolean): Kind | undefined {
  const has = (...options: string[]) => options.some((option) => section[option] !== undefined);
  if (has("web_identity_token_file")) return "webIdentity";
  if (has("role_arn") && !has("source_profile", "credential_source")) return undefined;
  if (has("sso_account_id", "sso_role_name")) return "sso";
  if (areKeysInCredentials) return "keys";
  if (has("login_session")) return "login";
  if (has("credential_process")) return "process";
  return has(...options.keys) ? "keys" : "sso";
}

function hasKeyId(section: Section): boolean {
  return section["aws_access_key_id"] !== undefined;
}

const options: Readonly<Record<Kind, readonly string[]>> = {
  webIdentity: ["web_identity_token_file"],
  sso: ["sso_session", "sso_account_id", "sso_role_name", "sso_start_url", "sso_region"],
  keys: [
    "aws_access_key_id",
    "aws_secret_access_key",
    "aws_session_token",
    "aws_security_token",
    "aws_account_id",
  ],
  login: ["login_session"],
  process: ["credential_process"],
};

const kindOf: ReadonlyMap<string, string> = new Map(
  Object.entries(options).flatMap(([kind, names]) => names.map((name) => [name, kind])),
);
