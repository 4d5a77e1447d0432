import type { fromIni } from "@aws-sdk/credential-providers";

/** Keys as the SDK's providers give them. */
export type AwsCredentials = Awaited<ReturnType<ReturnType<typeof fromIni>>>;

/** What a request is signed with. */
export type Identity =
  | { readonly kind: "keys"; readonly keys: AwsCredentials }
  | { readonly kind: "bearer"; readonly token: string }
  | { readonly kind: "none" };

/** Until when the identity may be used again without asking anew, in ms since 1970; 0 when it is for one call alone. */
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
