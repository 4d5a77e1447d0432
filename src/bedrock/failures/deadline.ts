import { failureOf, LocalFailure } from "./localFailure.ts";

/** A timer of Node that is given more than 2^31-1 ms fires at once; the SDK adds two seconds of its own to one of them. */
export const longestTimerMs = 2_147_480_000;

/** What ends a piece of work before it ends by itself. */
interface Limit {
  /** The caller's signal. */
  readonly signal?: AbortSignal | undefined;
  /** 0 or undefined: no limit of time. */
  readonly timeoutMs: number | undefined;
  /** Returns the failure of work that takes longer. */
  readonly timedOut: () => Error;
}

/** What work under a deadline is given. */
export interface Deadline {
  /** Aborts when the time is over, when the caller aborts, and when the work fails: what it started is not wanted any more. */
  readonly signal: AbortSignal;
  /** Runs what waits for the user without counting the time. */
  readonly untimed: <T>(ask: () => Promise<T>) => Promise<T>;
}

/**
 * Resolves as the work does. Rejects as soon as the time is over, with `timedOut()`, or the caller aborts, with the
 * caller's reason if it is a LocalFailure, else with `Aborted`; nothing that hangs is waited for. Leaves no timer and no
 * listener behind. `AbortSignal.any` and `AbortSignal.timeout` do not serve: ARCHITECTURE.md, "Deadlines".
 */
export async function withDeadline<T>(
  { signal, timeoutMs, timedOut }: Limit,
  work: (deadline: Deadline) => Promise<T>,
): Promise<T> {
  if (signal?.aborted) throw reasonOf(signal);
  const over = new AbortController();
  const ended = new Promise<never>((_resolve, reject) => {
    over.signal.addEventListener("abort", () => reject(over.signal.reason), { once: true });
  });
  // Work that fails at once leaves nobody who waits for it.
  ended.catch(() => {});
  const onAbort = () => signal && over.abort(reasonOf(signal));
  signal?.addEventListener("abort", onAbort, { once: true });
  const clock = startClock(timeoutMs, () => over.abort(timedOut()));
  try {
    return await Promise.race([work({ signal: over.signal, untimed: clock.untimed }), ended]);
  } catch (error) {
    // Whatever the abort has made of the work says less than the reason for it.
    over.abort(error);
    throw over.signal.reason;
  } finally {
    clock.stop();
    signal?.removeEventListener("abort", onAbort);
  }
}

function reasonOf({ reason }: AbortSignal): LocalFailure {
  return reason instanceof LocalFailure ? reason : failureOf("Aborted", {});
}

/** Calls `onTime` once it has run for so many ms in all; it does not run while something is `untimed`. */
function startClock(timeoutMs: number | undefined, onTime: () => void) {
  let leftMs = Math.min(timeoutMs || Infinity, longestTimerMs);
  let startedAt = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isStopped = !timeoutMs;
  let waiting = 0;
  const go = () => {
    if (isStopped || waiting > 0) return;
    startedAt = performance.now();
    timer = setTimeout(onTime, leftMs);
  };
  const pause = () => {
    if (timer === undefined) return;
    clearTimeout(timer);
    timer = undefined;
    leftMs -= performance.now() - startedAt;
  };
  go();
  return {
    stop: () => {
      isStopped = true;
      pause();
    },
    untimed: async <T>(ask: () => Promise<T>): Promise<T> => {
      waiting++;
      pause();
      try {
        return await ask();
      } finally {
        waiting--;
        go();
      }
    },
  };
}
