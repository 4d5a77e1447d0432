import { longestTimerMs } from "./handler.ts";
import { LocalFailure } from "./localFailure.ts";

/** Ends a call with the user's signal, and when it has taken as long as it may. */
export class TimeLimit {
  /** Why the call ended, where it was the limit and not the user. */
  failure: LocalFailure | undefined;
  readonly #over = new AbortController();
  readonly #ofUser: AbortSignal;
  readonly #onAbort = () => this.#over.abort();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(ofUser: AbortSignal) {
    this.#ofUser = ofUser;
    ofUser.addEventListener("abort", this.#onAbort, { once: true });
  }

  get signal(): AbortSignal {
    return this.#over.signal;
  }

  /** The time counts from now on; undefined or 0 sets no limit. */
  start(totalMs: number | undefined): void {
    if (!totalMs || this.#ofUser.aborted) return;
    const onTime = () => {
      const message = `The call took longer than the ${totalMs / 1000} s it may take in all.`;
      this.failure = new LocalFailure("TotalTimeout", message);
      this.#over.abort();
    };
    this.#timer = setTimeout(onTime, Math.min(totalMs, longestTimerMs));
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#ofUser.removeEventListener("abort", this.#onAbort);
  }
}
