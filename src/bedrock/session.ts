import type { BedrockRuntimeClient } from "@aws-sdk/client-bedrock-runtime";
import type { AwsContext } from "./aws/context.ts";
import { contextFailure } from "./aws/context.ts";
import { fileStamp } from "./aws/fileStamp.ts";
import { caBundleOf } from "./caBundle.ts";
import { createClient } from "./client.ts";
import type { Connection } from "./connection.ts";
import { signInStamp } from "./credentialFiles.ts";
import type { MfaPrompt } from "./credentialRoles.ts";
import { forgetRole } from "./credentialRoles.ts";
import { withinTime } from "./credentialTime.ts";
import { resolveIdentity } from "./credentials.ts";
import type { EffectiveEndpoint } from "./endpoint.ts";
import { createHandler } from "./handler.ts";
import type { Identity } from "./identity.ts";
import { reusableUntil } from "./identity.ts";
import { LocalFailure } from "./localFailure.ts";
import { attemptLimits } from "./maxAttempts.ts";
import type { Watches } from "./observe.ts";
import { observe } from "./observe.ts";
import { checkPlainFiles } from "./plainFile.ts";
import { Retries } from "./retries.ts";

export type Place = Extract<EffectiveEndpoint, { ok: true }>;

/** A client, and what it was made of. */
export interface Session {
  readonly key: string;
  readonly place: Place;
  readonly identity: Identity;
  readonly client: BedrockRuntimeClient;
  /** The runs that the client is to watch. */
  readonly watches: Watches;
  readonly usableUntil: number; // ms since 1970
  /** The sign-ins' token files as they were; undefined for keys that do not pass away: to look at them takes its time. */
  readonly signIn: string | undefined;
  uses: number;
}

/**
 * The last session, kept because a client and its connection cost more than a call to a near server.
 * It serves again only while nothing it was made of has changed: connection, environment, both files.
 */
let kept: Session | undefined;

/** A text that changes whenever a session would come out otherwise. */
export function sessionKey(connection: Connection, context: AwsContext): string {
  const caBundle = caBundleOf(connection, context);
  return JSON.stringify([connection, context, caBundle && fileStamp(caBundle.value)]);
}

/** Returns the kept session if it still holds for this key. Give it back with `release`. */
export function takeSession(key: string, { variables }: AwsContext): Session | undefined {
  if (kept?.key !== key || Date.now() >= kept.usableUntil) return undefined;
  if (kept.signIn !== undefined && kept.signIn !== signInStamp(variables)) return undefined;
  kept.uses++;
  return kept;
}

/** How long the way to the credentials may take, and who can be asked on it. */
export interface OpenOptions {
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  readonly mfaCode: MfaPrompt | undefined;
}

/** Makes a session; rejects with what the credentials or the CA bundle failed with. Give it back with `release`. */
export async function openSession(
  key: string,
  connection: Connection,
  place: Place,
  context: AwsContext,
  { timeoutMs, signal, mfaCode }: OpenOptions,
): Promise<Session> {
  if (connection.credentials.kind === "none" && !place.isLoopback) {
    throw new LocalFailure("SigningRequired", `${place.host} is not on this machine.`);
  }
  const isAside = connection.credentials.kind === "none" && connection.endpointUrl;
  const failure = isAside ? undefined : contextFailure(context, connection.credentials.kind);
  if (failure) throw failure;
  // The SDK reads them too, where nobody could end it.
  await checkPlainFiles(context.files.read.map(({ path }) => path));
  const retries = new Retries(attemptLimits(connection, context));
  const handler = await createHandler(connection, context);
  const stamp = signInStamp(context.variables);
  const identity = await withinTime(
    (time) => resolveIdentity(connection, context, { handler, time, mfaCode }),
    timeoutMs,
    signal,
  ).catch((error: unknown) => {
    // Also ends what is still under way for a sign-in that came too late.
    handler.destroy();
    throw error;
  });
  const client = createClient(connection, place.url, identity, handler, retries);
  const watches: Watches = new WeakMap();
  observe(client, watches, handler, retries);
  const usableUntil = reusableUntil(identity);
  const signIn = Number.isFinite(usableUntil) ? stamp : undefined;
  const session: Session = { key, place, identity, client, watches, usableUntil, signIn, uses: 1 };
  if (usableUntil > Date.now()) keep(session);
  return session;
}

/** Ends one use; a session that is no longer kept closes its sockets with its last use. */
export function release(session: Session): void {
  session.uses--;
  closeIfIdle(session);
}

/** Takes the session out of reuse: what it was made of may have changed where nobody looks, as a profile's CA bundle. */
export function retire(session: Session): void {
  if (kept === session) kept = undefined;
}

/** Takes the session out of reuse: its credentials were refused. */
export function forget(session: Session): void {
  retire(session);
  if (session.identity.kind === "keys") forgetRole(session.identity.keys);
}

function keep(session: Session): void {
  const former = kept;
  kept = session;
  if (former) closeIfIdle(former);
}

function closeIfIdle(session: Session): void {
  if (session !== kept && session.uses === 0) session.client.destroy();
}
