import { caBundleOf } from "../aws/caBundle.ts";
import type { Connection } from "../aws/connection.ts";
import type { AwsContext } from "../aws/context.ts";
import { fileStamp } from "../aws/fileStamp.ts";
import { signInStamp } from "../credentials/files.ts";
import type { Identity } from "../credentials/identity.ts";
import { reusableUntil } from "../credentials/identity.ts";
import { forgetRole } from "../credentials/roles.ts";

/** An identity, and what it was made of. */
interface KeptIdentity {
  readonly key: string;
  readonly identity: Identity;
  readonly usableUntil: number; // ms since 1970
  /** The sign-ins' token files as they were; undefined for keys that do not pass away: to look at them takes its time. */
  readonly signIn: string | undefined;
}

/** The last identity, kept because a sign-in or a role takes calls of its own. */
let kept: KeptIdentity | undefined;

/**
 * Returns the identity of the last run if it still holds, else what `resolve` resolves with, which is kept for the next
 * run where it may be used again. It holds while nothing it was made of has changed: connection, environment, both
 * files, token files. Rejects as `resolve` does.
 */
export async function keptIdentity(
  connection: Connection,
  context: AwsContext,
  resolve: () => Promise<Identity>,
): Promise<Identity> {
  const key = identityKey(connection, context);
  if (kept?.key === key && holds(kept, context)) return kept.identity;
  const stamp = signInStamp(context.variables);
  const identity = await resolve();
  const usableUntil = reusableUntil(identity);
  const signIn = Number.isFinite(usableUntil) ? stamp : undefined;
  if (usableUntil > Date.now()) kept = { key, identity, usableUntil, signIn };
  return identity;
}

/** Takes an identity out of reuse: the service has refused it. */
export function forgetIdentity(identity: Identity): void {
  if (kept?.identity === identity) kept = undefined;
  if (identity.kind === "keys") forgetRole(identity.keys);
}

function holds({ usableUntil, signIn }: KeptIdentity, { variables }: AwsContext): boolean {
  return Date.now() < usableUntil && (signIn === undefined || signIn === signInStamp(variables));
}

function identityKey(connection: Connection, context: AwsContext): string {
  const caBundle = caBundleOf(connection, context);
  return JSON.stringify([connection, context, caBundle && fileStamp(caBundle.value)]);
}
