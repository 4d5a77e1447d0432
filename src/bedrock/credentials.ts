import { readFile } from "node:fs/promises";
import { fromIni, fromNodeProviderChain } from "@aws-sdk/credential-providers";
import type { NodeHttpHandler } from "@smithy/node-http-handler";
import type { Environment } from "./awsFiles.ts";
import { awsFilePaths, profileSection, readAwsFiles } from "./awsFiles.ts";
import type { Connection } from "./connection.ts";
import { LocalFailure } from "./localFailure.ts";
import { profileKind } from "./profiles.ts";

type AwsCredentials = Awaited<ReturnType<ReturnType<typeof fromIni>>>;

/** What a request is signed with. */
export type Identity =
  | { readonly kind: "keys"; readonly keys: AwsCredentials }
  | { readonly kind: "bearer"; readonly token: string }
  | { readonly kind: "none" };

/**
 * Returns the identity the user chose. A named profile never gives way to the environment; the default chain takes
 * AWS_BEARER_TOKEN_BEDROCK first, as the AWS CLI does. Rejects with the SDK's CredentialsProviderError.
 * Files are read past the SDK's cache; `handler` carries the calls to SSO and STS, for its CA bundle.
 */
export async function resolveIdentity(
  credentials: Connection["credentials"],
  env: Environment,
  handler: NodeHttpHandler,
): Promise<Identity> {
  if (credentials.kind === "none") return { kind: "none" };
  const paths = awsFilePaths(env);
  const init = {
    ignoreCache: true,
    filepath: paths.credentials,
    configFilepath: paths.config,
    clientConfig: { requestHandler: handler },
    logger: silent,
  };
  if (credentials.kind === "profile") {
    return { kind: "keys", keys: await fromIni({ ...init, profile: credentials.profile })() };
  }
  const token = env["AWS_BEARER_TOKEN_BEDROCK"];
  if (token) return { kind: "bearer", token };
  return { kind: "keys", keys: await fromNodeProviderChain(init)() };
}

/** Rejects with CredentialsTimeout after `timeoutMs`, or at the abort: a hanging credential_process never returns by itself. */
export async function withinTime<T>(
  work: Promise<T>,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<T> {
  let end: (() => void) | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    const timer = setTimeout(() => {
      reject(
        new LocalFailure("CredentialsTimeout", `No credentials within ${timeoutMs / 1000} s.`),
      );
    }, timeoutMs);
    const onAbort = () => reject(new LocalFailure("Aborted", "Aborted."));
    signal.addEventListener("abort", onAbort, { once: true });
    // A signal that has aborted already tells nobody any more.
    if (signal.aborted) onAbort();
    end = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", onAbort);
    };
  });
  return Promise.race([work, limit]).finally(() => end?.());
}

/** Returns what is wrong with the ~/.aws files, as the SDK has one text for all of it; undefined when they look well. */
export async function credentialsFinding(
  profile: string | undefined,
  env: Environment,
): Promise<string | undefined> {
  const paths = Object.values(awsFilePaths(env));
  const readings = await Promise.all(
    paths.map(async (path) => ({ path, problem: await unreadable(path) })),
  );
  const broken = readings.find(({ problem }) => problem !== undefined && problem !== "ENOENT");
  if (broken) return `${broken.path} cannot be read (${broken.problem}).`;
  if (readings.every(({ problem }) => problem === "ENOENT"))
    return `There is neither ${paths.join(" nor ")}.`;
  if (profile === undefined) return undefined;
  const section = profileSection(await readAwsFiles(env), profile);
  if (!section) return "It stands in neither file.";
  return profileKind(section) === "none"
    ? "Its section holds no keys, role, process or sign-in."
    : undefined;
}

async function unreadable(path: string): Promise<string | undefined> {
  return readFile(path).then(
    () => undefined,
    (error: unknown) =>
      error instanceof Error && "code" in error ? String(error.code) : "unreadable",
  );
}

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

/** Keeps the SDK's warnings off the console, where they could meet a face's output. */
const silent = {
  trace() {},
  debug() {},
  info() {},
  warn() {},
  error() {},
};
