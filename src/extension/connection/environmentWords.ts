import type { Environment } from "../../bedrock/aws/awsFiles.ts";
import type { EnvironmentIdentity } from "../../bedrock/credentials/identity.ts";

/** Returns what the environment has for the default credentials, never a value that is secret; "" when it has nothing. */
export function environmentWords(
  { kind, variables }: EnvironmentIdentity,
  env: Environment,
): string {
  if (kind === "none") return "";
  if (kind === "profile") return variables.map((name) => `${name}=${env[name]}`).join(", ");
  return `${variables.join(", ")} ${variables.length > 1 ? "are" : "is"} set`;
}
