/** A send that waits for the typing to rest. `touch` says that there is something to send, `flush` sends it now. */
export interface Debounce {
  readonly touch: () => void;
  readonly flush: () => void;
  /** Whether there is something to send. */
  readonly isWaiting: () => boolean;
}

/** Returns a debounce that sends after `idleMs` without a touch and at the latest `latestMs` after the first. */
export function createDebounce(send: () => void, idleMs = 300, latestMs = 900): Debounce {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let firstTouch: number | undefined;

  function flush(): void {
    if (firstTouch === undefined) return;
    clearTimeout(timer);
    firstTouch = undefined;
    send();
  }

  function touch(): void {
    const now = Date.now();
    firstTouch ??= now;
    clearTimeout(timer);
    timer = setTimeout(flush, Math.max(0, Math.min(idleMs, firstTouch + latestMs - now)));
  }
  return { touch, flush, isWaiting: () => firstTouch !== undefined };
}
