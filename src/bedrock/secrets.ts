import type { Environment } from "./awsFiles.ts";
import type { Identity } from "./identity.ts";

/** The values of an identity that must not stand in any error. */
export function secretsOf(identity: Identity): readonly string[] {
  if (identity.kind === "bearer") return [identity.token];
  if (identity.kind === "none") return [];
  const { accessKeyId, secretAccessKey, sessionToken } = identity.keys;
  return [accessKeyId, secretAccessKey, ...(sessionToken === undefined ? [] : [sessionToken])];
}

/** The credentials that stand in the environment: an error may quote them although another identity signs. */
export function environmentSecrets(env: Environment): readonly string[] {
  return [
    ...secretVariables.flatMap((name) => env[name] ?? []),
    ...proxyVariables.flatMap((name) => passwordsIn(env[name] ?? "")),
  ];
}

const secretVariables = [
  "AWS_BEARER_TOKEN_BEDROCK",
  "AWS_ACCESS_KEY_ID",
  "AWS_SECRET_ACCESS_KEY",
  "AWS_SESSION_TOKEN",
  "AWS_SECURITY_TOKEN",
  "AWS_CONTAINER_AUTHORIZATION_TOKEN",
];

const proxyVariables = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy"];

/** The password of a URL, as it is written and as it is meant, and what a Proxy-Authorization header makes of it. */
function passwordsIn(text: string): readonly string[] {
  if (!URL.canParse(text)) return [];
  const { username, password } = new URL(text);
  if (password === "") return [];
  const meant = decoded(password);
  const basic = Buffer.from(`${decoded(username)}:${meant}`).toString("base64");
  return [password, meant, basic];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
