import type { Environment } from "./awsFiles.ts";
import type { Identity } from "./credentials.ts";

/** The values of an identity that must not stand in any error. */
export function secretsOf(identity: Identity): readonly string[] {
  if (identity.kind === "bearer") return [identity.token];
  if (identity.kind === "none") return [];
  const { accessKeyId, secretAccessKey, sessionToken } = identity.keys;
  return [accessKeyId, secretAccessKey, ...(sessionToken === undefined ? [] : [sessionToken])];
}

/** The credentials that stand in the environment: an error may quote them although another identity signs. */
export function environmentSecrets(env: Environment): readonly string[] {
  return ["AWS_BEARER_TOKEN_BEDROCK", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"].flatMap(
    (name) => env[name] ?? [],
  );
}
