import type { Environment } from "../../bedrock/awsFiles.ts";

/**
 * Returns what the environment has for the default credentials, in the order in which it is looked at; never a value
 * that is secret. "" when it has nothing.
 */
export function environmentWords(env: Environment): string {
  const set = (name: string) => Boolean(env[name]);
  const facts = [
    ...(set("AWS_BEARER_TOKEN_BEDROCK") ? ["AWS_BEARER_TOKEN_BEDROCK is set"] : []),
    ...(set("AWS_PROFILE") ? [`AWS_PROFILE=${env["AWS_PROFILE"]}`] : []),
    ...(set("AWS_ACCESS_KEY_ID") ? ["AWS_ACCESS_KEY_ID is set"] : []),
    ...(set("AWS_WEB_IDENTITY_TOKEN_FILE") ? ["AWS_WEB_IDENTITY_TOKEN_FILE is set"] : []),
    ...(set("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI") || set("AWS_CONTAINER_CREDENTIALS_FULL_URI")
      ? ["container credentials"]
      : []),
  ];
  return facts.join(", ");
}
