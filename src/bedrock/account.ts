import { createHash } from "node:crypto";
import type { AwsFiles, Environment } from "./awsFiles.ts";
import { profileSection, readAwsFiles } from "./awsFiles.ts";
import type { Connection } from "./connection.ts";

/**
 * Returns a short text that is another one for another account, by all that can be known without asking anybody: one
 * profile's name, the environment and the API key lead elsewhere once they are changed. It holds no secret, and stays
 * where keys are only renewed.
 */
export async function accountMark(
  credentials: Connection["credentials"],
  env: Environment,
): Promise<string> {
  const { kind } = credentials;
  if (kind === "none") return "";
  if (kind === "apiKey") return digest(credentials.apiKey);
  if (kind === "default") {
    const token = env["AWS_BEARER_TOKEN_BEDROCK"];
    if (token) return digest(token);
    if (env["AWS_ACCESS_KEY_ID"]) return digest(ofKeyId(env["AWS_ACCESS_KEY_ID"]));
  }
  const name = kind === "profile" ? credentials.profile : env["AWS_PROFILE"] || "default";
  const role = kind === "default" ? env["AWS_ROLE_ARN"] : undefined;
  const facts = factsOf(await readAwsFiles(env), name, new Set());
  return digest(JSON.stringify([role ?? "", ...facts]));
}

/** What a profile's section, and those that its keys come from, say of the account. */
function factsOf(files: AwsFiles, name: string, seen: Set<string>): readonly string[] {
  const section = profileSection(files, name);
  if (!section || seen.has(name)) return [];
  seen.add(name);
  const own = telling.map((key) => section[key] ?? "");
  const source = section["source_profile"];
  return [
    ...own,
    ofKeyId(section["aws_access_key_id"] ?? ""),
    ...(source ? factsOf(files, source, seen) : []),
  ];
}

const telling = [
  "role_arn",
  "sso_account_id",
  "sso_role_name",
  "sso_session",
  "sso_start_url",
  "login_session",
  "credential_process",
  "credential_source",
];

/**
 * The letters of an access key id that the account's number is in: new keys of the same account have them too
 * (https://medium.com/@TalBeerySec/a-short-note-on-aws-key-id-f88cc4317489).
 */
function ofKeyId(accessKeyId: string): string {
  return accessKeyId.slice(4, 12);
}

function digest(text: string): string {
  return text === "" ? "" : createHash("sha256").update(text).digest("hex").slice(0, 12);
}
