import { BedrockClient } from "@aws-sdk/client-bedrock";
import type { RunError } from "../../../core/errors.ts";
import type { Connection } from "../../aws/connection.ts";
import type { MfaPrompt } from "../../credentials/roles.ts";
import type { ControlPlane } from "../../engine.ts";
import {
  errorOfFailure,
  failureOf,
  LocalFailure,
  openControlPlane,
  withDeadline,
} from "../../engine.ts";

export interface AskOptions {
  readonly signal: AbortSignal;
  /** How long one list or call may take, all its pages and attempts; 20 seconds by default. */
  readonly timeoutMs?: number | undefined;
  /** How long a profile's credential_process or sign-in may take; 60 seconds by default. */
  readonly credentialsTimeoutMs?: number | undefined;
  /** Asks for an MFA code; without it only a role that a run has been given already can be used. */
  readonly mfaCode?: MfaPrompt | undefined;
}

export type Answered<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: RunError };

/** What a call is given: the client, and the signal that ends it. */
export interface Asking {
  readonly client: BedrockClient;
  readonly options: { readonly abortSignal: AbortSignal };
}

/** Asks one call within its time; never rejects. */
export type Ask = <T>(call: string, work: (asking: Asking) => Promise<T>) => Promise<Answered<T>>;

/** Asks one call of the control plane. Never rejects; an abort is the error `Aborted`. */
export async function askOnce<T>(
  connection: Connection,
  options: AskOptions,
  call: string,
  work: (asking: Asking) => Promise<T>,
): Promise<Answered<T>> {
  const asked = await withControlPlane(connection, options, (ask) => ask(call, work));
  return asked.ok ? asked.value : asked;
}

/**
 * Opens the control plane for the time of `work`. Never rejects unless `work` does; `ok` is false where there is no
 * control plane to ask: no credentials, no endpoint.
 */
export async function withControlPlane<T>(
  connection: Connection,
  options: AskOptions,
  work: (ask: Ask, safe: <Data>(data: Data) => Data) => Promise<T>,
): Promise<Answered<T>> {
  const { signal, timeoutMs = 20_000, credentialsTimeoutMs = 60_000, mfaCode } = options;
  const opened = await openControlPlane(connection, { signal, credentialsTimeoutMs, mfaCode });
  if (!opened.ok) return opened;
  const { controlPlane } = opened;
  const client = new BedrockClient(controlPlane.configuration);
  try {
    const value = await work(async (call, callWork) => {
      const timedOut = () => failureOf("ListTimeout", { call, timeoutMs });
      try {
        const answer = await withDeadline({ signal, timeoutMs, timedOut }, (deadline) =>
          callWork({ client, options: { abortSignal: deadline.signal } }),
        );
        return { ok: true, value: controlPlane.safe(answer) };
      } catch (thrown) {
        return { ok: false, error: errorOf(thrown, call, controlPlane) };
      }
    }, controlPlane.safe);
    return { ok: true, value };
  } finally {
    // Closes the sockets of what still hangs.
    client.destroy();
  }
}

/** What ended the call before it was answered says more than what the SDK made of it. */
function errorOf(thrown: unknown, call: string, controlPlane: ControlPlane): RunError {
  const isEnded = thrown instanceof LocalFailure && endings.has(thrown.name);
  if (!isEnded) return controlPlane.errorOf(thrown, call);
  return { ...errorOfFailure(thrown), retryable: thrown.name !== "Aborted" };
}

const endings = new Set(["Aborted", "ListTimeout"]);
