import { redactSecrets } from "../../core/secrets/redact.ts";
import type { Environment } from "../aws/awsFiles.ts";
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

/**
 * Returns headers of an answer as they may be told: what is sent to a server can come back in them. Looked at closely
 * only where there is something to be found, as every call waits for it.
 */
export function safeHeaders(
  headers: Readonly<Record<string, string>>,
  secrets: readonly string[],
): Readonly<Record<string, string>> {
  const entries = Object.entries(headers);
  if (!entries.some((header) => header.some((text) => quotes(text, secrets)))) return headers;
  return Object.fromEntries(
    entries.map(([name, value]) => [safeWord(name, secrets), safeWord(value, secrets)]),
  );
}

/** Returns a short text of a server's, such as the name of an event, as it may be told. */
export function safeWord(text: string, secrets: readonly string[]): string {
  return quotes(text, secrets) ? redactSecrets(text, secrets) : text;
}

/** Returns bytes that are no answer of a model's, such as a gateway's page, as they may be told: the same where they quote nothing. */
export function safeBytes(bytes: Uint8Array, secrets: readonly string[]): Uint8Array {
  const text = Buffer.from(bytes).toString();
  return quotes(text, secrets) ? Buffer.from(redactSecrets(text, secrets)) : bytes;
}

/** Returns plain data of a server's, such as a list of models, as it may be told, kept and logged. */
export function safeData<T>(data: T, secrets: readonly string[]): T {
  const text = JSON.stringify(data);
  if (text === undefined || !quotes(text, secrets)) return data;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same data, but for texts that stay texts.
  return JSON.parse(text, (_key, value: unknown) =>
    typeof value === "string" ? safeWord(value, secrets) : value,
  ) as T;
}

function quotes(text: string, secrets: readonly string[]): boolean {
  const holds = (words: string) => secrets.some((secret) => words.includes(secret));
  return holds(text) || (text.includes("%") && holds(decoded(text)));
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
  // A proxy may stand without its scheme; "user:password@proxy" would be a URL of the scheme "user" then.
  const whole = text.includes("://") ? text : `http://${text.replace(/^\/\//, "")}`;
  if (!URL.canParse(whole)) return [];
  const { username, password } = new URL(whole);
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
