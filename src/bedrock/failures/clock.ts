/** A timer of Node that is given more than 2^31-1 ms fires at once; the SDK adds two seconds of its own to one of them. */
export const longestTimerMs = 2_147_480_000;

/** A time limit that can stand still. */
export interface Clock {
  pause(): void;
  go(): void;
}

/** Starts a clock that calls `onTimeout` once it has run for `timeoutMs` in all. */
export function startClock(timeoutMs: number, onTimeout: () => void): Clock {
  let leftMs = Math.min(timeoutMs, longestTimerMs);
  let startedAt = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const go = () => {
    if (timer !== undefined) return;
    startedAt = performance.now();
    timer = setTimeout(onTimeout, leftMs);
  };
  const pause = () => {
    if (timer === undefined) return;
    clearTimeout(timer);
    timer = undefined;
    leftMs -= performance.now() - startedAt;
  };
  go();
  return { go, pause };
}
