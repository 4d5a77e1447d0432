import { startClock } from "../failures/clock.ts";
import type { LocalFailure } from "../failures/localFailure.ts";
import { failureOf } from "../failures/localFailure.ts";

/** The time that the way to credentials may take; it stands still while the user is asked. */
export interface CredentialTime {
  /** Aborts when the time is up, the user aborts, or the work is done: nothing goes on behind it. */
  readonly signal: AbortSignal;
  /** Runs what waits for the user without counting it. */
  untimed<T>(ask: () => Promise<T>): Promise<T>;
}

/**
 * Resolves as the work does; rejects with CredentialsTimeout after `timeoutMs`, or at the abort: a hanging
 * credential_process never returns by itself.
 */
export async function withinTime<T>(
  work: (time: CredentialTime) => Promise<T>,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<T> {
  const over = new AbortController();
  let fail: ((failure: LocalFailure) => void) | undefined;
  const limit = new Promise<never>((_resolve, reject) => (fail = reject));
  const onAbort = () => fail?.(failureOf("Aborted", {}));
  const onTimeout = () => fail?.(failureOf("CredentialsTimeout", { timeoutMs }));
  const clock = startClock(timeoutMs, onTimeout);
  signal.addEventListener("abort", onAbort, { once: true });
  // A signal that has aborted already tells nobody any more.
  if (signal.aborted) onAbort();
  const time: CredentialTime = {
    signal: over.signal,
    untimed: async (ask) => {
      clock.pause();
      try {
        return await ask();
      } finally {
        if (!over.signal.aborted) clock.go();
      }
    },
  };
  try {
    return await Promise.race([work(time), limit]);
  } finally {
    clock.pause();
    signal.removeEventListener("abort", onAbort);
    over.abort();
  }
}
