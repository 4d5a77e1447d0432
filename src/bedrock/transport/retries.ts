import { setTimeout as wait } from "node:timers/promises";
import type { StandardRetryStrategy } from "@smithy/core/retry";
import { MAXIMUM_RETRY_DELAY, Retry } from "@smithy/core/retry";
import type { AttemptLimits } from "../aws/maxAttempts.ts";
import { networkFailureName } from "../failures/networkFailure.ts";
import type { RunReporter } from "./run.ts";
import { safeWord } from "../credentials/secrets.ts";

type Token = Awaited<ReturnType<StandardRetryStrategy["acquireInitialRetryToken"]>>;
type Failed = Parameters<StandardRetryStrategy["refreshRetryTokenForRetry"]>[1];

/** A service that asks for more patience than this is not waited for: the error says when to come back. */
const longestWaitMs = 60_000;

/**
 * When the client of a run sends again: after the same failures and with the same pauses as its own standard strategy,
 * but a model that is being loaded is asked more often, Retry-After is kept to, the wait ends with the run's signal,
 * and the run is told. The SDK's own waits unseen and to the end, and cuts Retry-After to five seconds.
 */
export class Retries {
  readonly mode = "standard";
  readonly #limits: AttemptLimits;
  readonly #run: RunReporter;
  readonly #signal: AbortSignal;

  constructor(limits: AttemptLimits, run: RunReporter, signal: AbortSignal) {
    this.#limits = limits;
    this.#run = run;
    this.#signal = signal;
  }

  /** How many tries the SDK is to name in the request's header. */
  get usual(): number {
    return this.#limits.usual;
  }

  acquireInitialRetryToken(): Promise<Token> {
    return Promise.resolve(tokenOf(0));
  }

  /** Resolves when it is time for the next try; rejects when there is to be none. */
  async refreshRetryTokenForRetry(token: Token, info: Failed): Promise<Token> {
    const { error, errorType, retryAfterHint } = info;
    const tries = token.getRetryCount() + 1;
    const most =
      error?.name === "ModelNotReadyException" ? this.#limits.notReady : this.#limits.usual;
    const asked = retryAfterHint && Math.max(0, retryAfterHint.getTime() - Date.now());
    const passes = errorType === "THROTTLING" || errorType === "TRANSIENT";
    if (!passes || tries >= most || (asked ?? 0) > longestWaitMs) throw new Error("not retried");
    const delayMs = asked ?? pauseMs(errorType, token.getRetryCount());
    const run = this.#run;
    // The run may have been sent before, with credentials that were too old.
    const before = run.attempts - tries;
    const [attempt, maxAttempts] = [run.attempts + 1, before + most];
    const reason = safeWord(reasonOf(error, run), run.secrets);
    run.tell({ type: "retry", attempt, maxAttempts, reason, delayMs });
    await wait(delayMs, undefined, { signal: this.#signal });
    return tokenOf(tries);
  }

  recordSuccess(): void {}
}

/** The SDK's own pauses: doubled from try to try, of random length so that clients do not come back as one. */
function pauseMs(errorType: Failed["errorType"], retries: number): number {
  const base = errorType === "THROTTLING" ? Retry.throttlingDelay() : Retry.delay();
  return Math.floor(Math.random() * Math.min(base * 2 ** retries, MAXIMUM_RETRY_DELAY));
}

function reasonOf(error: Failed["error"], run: RunReporter): string {
  if (!error) return "Unknown";
  const { name } = error;
  const isNamed = name.endsWith("Exception") || run.head === undefined;
  return networkFailureName(error) ?? (isNamed ? name : `HTTP ${run.head?.status}`);
}

function tokenOf(retries: number): Token {
  return { getRetryCount: () => retries, getRetryDelay: () => 0, getRetryCost: () => undefined };
}
