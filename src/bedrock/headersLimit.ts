import type { Connection } from "./connection.ts";
import { longestTimerMs } from "./clock.ts";

/** A line that carries less than this is as good as none; a large body is given the time to go up. */
const minUploadBytesPerMs = 10;

/** How long the operating system tries to connect where nobody sets a limit. */
const systemConnectMs = 150_000;

/**
 * Returns how long the headers of an answer may take from the moment that its request is handed over: to connect, to send
 * the body, and the longest silence. 0: no limit.
 */
export function headersLimitMs(
  { connectTimeoutMs, readTimeoutMs }: Pick<Connection, "connectTimeoutMs" | "readTimeoutMs">,
  body: unknown,
): number {
  if (readTimeoutMs === 0) return 0;
  const bytes = body instanceof Uint8Array || typeof body === "string" ? body.length : 0;
  const connectMs = connectTimeoutMs || systemConnectMs;
  return Math.min(connectMs + readTimeoutMs + bytes / minUploadBytesPerMs, longestTimerMs);
}

/**
 * Sends a request, and ends it with a TimeoutError where the headers do not come in time. A silence is not all that can
 * hold them up: a server can send one line after the other, announce without end that it is working (HTTP 1xx), or answer
 * in another protocol (101), which Node's client never tells. `signal` ends the request and, later, its answer.
 */
export function withinHeadersLimit<T>(
  send: (stop: Stop) => Promise<T>,
  limitMs: number,
  signal: AbortSignal | undefined,
): Promise<T> {
  const stop = new Stop(signal);
  if (limitMs === 0) return send(stop);
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      const message = `No headers of an answer came within ${Math.round(limitMs) / 1000} s.`;
      // Not left to the SDK: after a 101 the request has ended for it, without a word.
      reject(Object.assign(new Error(message), { name: "TimeoutError" }));
      stop.now();
    }, limitMs);
    send(stop)
      .then(resolve, reject)
      .finally(() => clearTimeout(timer));
  });
}

/** What the SDK's handler takes for an abort signal: the caller's, and ours. A controller for each request costs more. */
class Stop {
  onabort = null;
  readonly #signal: AbortSignal | undefined;
  #listener: (() => void) | undefined;

  constructor(signal: AbortSignal | undefined) {
    this.#signal = signal;
  }

  get aborted(): boolean {
    return this.#signal?.aborted ?? false;
  }

  get reason(): unknown {
    return this.#signal?.reason;
  }

  addEventListener(type: "abort", listener: () => void, options: { once: boolean }): void {
    this.#listener = listener;
    this.#signal?.addEventListener(type, listener, options);
  }

  removeEventListener(type: "abort", listener: () => void): void {
    this.#listener = undefined;
    this.#signal?.removeEventListener(type, listener);
  }

  /** Closes the request's connection. */
  now(): void {
    this.#listener?.();
  }
}
