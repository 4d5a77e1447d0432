import { createHook } from "node:async_hooks";

/** The timers that one module has started and that have neither run nor been cleared. */
export interface ActiveTimers {
  readonly count: () => Promise<number>;
  readonly stop: () => void;
}

/**
 * Starts to count the timers of the module whose path ends in `module`. Those of other modules do not count: a server or
 * an agent of an earlier suite has its own.
 */
export function watchTimersOf(module: string): ActiveTimers {
  const active = new Set<number>();
  const hook = createHook({
    init(id, type) {
      if (type === "Timeout" && new Error().stack?.includes(module)) active.add(id);
    },
    destroy(id) {
      active.delete(id);
    },
  }).enable();
  return {
    count: async () => {
      // Node tells that a timer has ended after the turn in which it ended.
      await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
      return active.size;
    },
    stop: () => hook.disable(),
  };
}
