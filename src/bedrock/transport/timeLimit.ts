import type { Clock } from "../failures/clock.ts";
import { startClock } from "../failures/clock.ts";
import type { LocalFailure } from "../failures/localFailure.ts";
import { failureOf } from "../failures/localFailure.ts";

/** Ends a call with the user's signal and, where there is a limit, when it has taken as long as it may. */
export class TimeLimit {
  /** Aborts when the user does, or when the time is over. */
  readonly signal: AbortSignal;
  /** Why the call ended, where it was the limit and not the user. */
  failure: LocalFailure | undefined;
  readonly #totalMs: number;
  readonly #over: AbortController | undefined;
  readonly #ofUser: AbortSignal;
  readonly #onAbort = () => this.#over?.abort();
  #clock: Clock | undefined;

  /** 0 or undefined: no limit, at no cost. */
  constructor(ofUser: AbortSignal, totalMs: number | undefined) {
    this.#ofUser = ofUser;
    this.#totalMs = totalMs ?? 0;
    this.#over = totalMs ? new AbortController() : undefined;
    this.signal = this.#over?.signal ?? ofUser;
    if (this.#over) ofUser.addEventListener("abort", this.#onAbort, { once: true });
  }

  /** The time counts from now on. */
  start(): void {
    if (!this.#over || this.#ofUser.aborted) return;
    const onTime = () => {
      this.failure = failureOf("TotalTimeout", { timeoutMs: this.#totalMs });
      this.#over?.abort();
    };
    this.#clock = startClock(this.#totalMs, onTime);
  }

  /** Runs what waits for the user without counting it. */
  async untimed<T>(ask: () => Promise<T>): Promise<T> {
    this.#clock?.pause();
    try {
      return await ask();
    } finally {
      if (!this.signal.aborted) this.#clock?.go();
    }
  }

  end(): void {
    if (!this.#over) return;
    this.#clock?.pause();
    this.#clock = undefined;
    this.#ofUser.removeEventListener("abort", this.#onAbort);
  }
}
