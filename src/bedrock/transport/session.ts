import { BedrockRuntimeClient } from "@aws-sdk/client-bedrock-runtime";
import { caBundleOf } from "../aws/caBundle.ts";
import type { Connection } from "../aws/connection.ts";
import type { AwsContext } from "../aws/context.ts";
import { fileStamp } from "../aws/fileStamp.ts";
import { signInStamp } from "../credentials/files.ts";
import type { Identity } from "../credentials/identity.ts";
import { reusableUntil } from "../credentials/identity.ts";
import { forgetRole } from "../credentials/roles.ts";
import { eventStreamSerdeProvider } from "./eventStream.ts";
import type { Watches } from "./observe.ts";
import { observe } from "./observe.ts";
import type { OpenOptions, FoundEndpoint } from "./openClient.ts";
import { openClient } from "./openClient.ts";
import { Retries } from "./retries.ts";

/** A client, and what it was made of. */
export interface Session {
  readonly key: string;
  readonly place: FoundEndpoint;
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

/** Makes a session; rejects with what `openClient` rejects with. Give it back with `release`. */
export async function openSession(
  key: string,
  connection: Connection,
  place: FoundEndpoint,
  context: AwsContext,
  options: OpenOptions,
): Promise<Session> {
  const stamp = signInStamp(context.variables);
  const opened = await openClient(connection, place, context, options);
  const { identity, handler, limits, configuration } = opened;
  const retries = new Retries(limits);
  const client = new BedrockRuntimeClient({
    ...configuration,
    retryStrategy: retries,
    cacheMiddleware: true,
    eventStreamSerdeProvider,
  });
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
