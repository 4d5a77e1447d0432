import type { fromIni } from "@aws-sdk/credential-providers";
import type { AwsContext } from "../aws/context.ts";

/** Keys as the SDK's providers give them. */
export type AwsCredentials = Awaited<ReturnType<ReturnType<typeof fromIni>>>;

/** What a request is signed with. */
export type Identity =
  | { readonly kind: "keys"; readonly keys: AwsCredentials }
  | { readonly kind: "bearer"; readonly token: string }
  | { readonly kind: "none" };

/** Until when the identity may be used again without asking anew, in ms since 1970; 0 when it is for one call only. */
export function reusableUntil(identity: Identity): number {
  if (identity.kind !== "keys") return Number.POSITIVE_INFINITY;
  const { expiration } = identity.keys;
  // The SDK's own margin: renewed five minutes before the end.
  if (expiration) return expiration.getTime() - 300_000;
  const sources = sourcesOf(identity.keys);
  const fromFilesOrEnvironment = sources.every((source) => stable.has(source));
  return sources.length > 0 && fromFilesOrEnvironment ? Number.POSITIVE_INFINITY : 0;
}

/** The SDK notes on the keys, besides what their type says, which of its providers they came from. */
function sourcesOf(keys: object): readonly string[] {
  const source: unknown = "$source" in keys ? keys.$source : undefined;
  return typeof source === "object" && source !== null ? Object.keys(source) : [];
}

/** Sources whose every change shows in a file's stamp or in the environment. */
const stable = new Set(["CREDENTIALS_PROFILE", "CREDENTIALS_ENV_VARS"]);

/** True when both would sign alike. */
export function sameIdentity(a: Identity, b: Identity): boolean {
  if (a.kind !== "keys" || b.kind !== "keys")
    return a.kind === b.kind && (a.kind !== "bearer" || b.kind !== "bearer" || a.token === b.token);
  return (
    a.keys.accessKeyId === b.keys.accessKeyId &&
    a.keys.secretAccessKey === b.keys.secretAccessKey &&
    a.keys.sessionToken === b.keys.sessionToken
  );
}

/** What the environment offers to sign with, and by which variables: only their names, never their values. */
export interface EnvironmentIdentity {
  /** What comes first by the AWS CLI's order; `none` leaves it to the default profile and the instance. */
  readonly kind: "apiKey" | "keys" | "profile" | "webIdentity" | "container" | "none";
  readonly variables: readonly string[];
}

/** Returns what a run without a chosen profile would take from the environment. */
export function identityInEnvironment({ variables, profile }: AwsContext): EnvironmentIdentity {
  const isSet = (name: string) => variables[name] !== undefined;
  const { source } = profile;
  for (const [kind, groups] of offers) {
    const found =
      kind === "profile"
        ? source !== "default" && source !== "chosen" && [source]
        : groups.find((names) => names.every(isSet));
    if (!found) continue;
    const others = tokens.filter((name) => kind === "keys" && isSet(name));
    return { kind, variables: [...found, ...others] };
  }
  return { kind: "none", variables: [] };
}

const tokens = ["AWS_SECURITY_TOKEN", "AWS_SESSION_TOKEN"];

const offers: readonly (readonly [EnvironmentIdentity["kind"], readonly (readonly string[])[]])[] =
  [
    ["apiKey", [["AWS_BEARER_TOKEN_BEDROCK"]]],
    ["keys", [["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"]]],
    ["webIdentity", [["AWS_ROLE_ARN", "AWS_WEB_IDENTITY_TOKEN_FILE"]]],
    ["profile", []],
    [
      "container",
      [["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"], ["AWS_CONTAINER_CREDENTIALS_FULL_URI"]],
    ],
  ];
