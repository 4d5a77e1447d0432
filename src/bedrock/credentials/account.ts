import { createHash } from "node:crypto";
import type { AwsContext } from "../aws/context.ts";
import { profileChain } from "../aws/sections.ts";
import type { Connection } from "../aws/connection.ts";

/**
 * Returns a short text that is another one for another account, by all that can be known without asking anybody: one
 * profile's name, the environment and the API key lead elsewhere once they are changed. It holds no secret, and stays
 * where keys are only renewed.
 */
export function accountMark(credentials: Connection["credentials"], context: AwsContext): string {
  const { kind } = credentials;
  if (kind === "none") return "";
  if (kind === "apiKey") return digest(credentials.apiKey);
  const { variables } = context;
  if (kind === "default") {
    const token = variables["AWS_BEARER_TOKEN_BEDROCK"];
    if (token) return digest(token);
    if (variables["AWS_ACCESS_KEY_ID"]) return digest(ofKeyId(variables["AWS_ACCESS_KEY_ID"]));
  }
  const role = kind === "default" ? variables["AWS_ROLE_ARN"] : undefined;
  return digest(JSON.stringify([role ?? "", ...factsOf(context)]));
}

/** What a profile's section, and those that its keys come from, say of the account. */
function factsOf(context: AwsContext): readonly string[] {
  return profileChain(context, context.profile.name).flatMap(({ section }) => [
    ...telling.map((key) => section[key] ?? ""),
    ofKeyId(section["aws_access_key_id"] ?? ""),
  ]);
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
