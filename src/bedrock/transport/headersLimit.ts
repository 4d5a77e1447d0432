import type { Connection } from "../aws/connection.ts";
import { longestTimerMs } from "../failures/clock.ts";
import type { LocalFailure } from "../failures/localFailure.ts";
import { failureOf } from "../failures/localFailure.ts";

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
 * Sends a request. Rejects with a TimeoutError where the headers do not come in time: a server can send one line after
 * the other, or announce without end that it is working (HTTP 1xx). Rejects with ProtocolError as soon as the server
 * switches to another protocol (101). `signal` ends the request and, later, its answer.
 */
export function withinHeadersLimit<T>(
  send: (stop: Stop) => Promise<T>,
  limitMs: number,
  signal: AbortSignal | undefined,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = new Stop(signal, () => {
      // An answer or an error that came before the end settles the promise first.
      setImmediate(() => reject(protocolSwitched()));
    });
    const onTime = () => {
      const message = `No headers of an answer came within ${Math.round(limitMs) / 1000} s.`;
      reject(Object.assign(new Error(message), { name: "TimeoutError" }));
      stop.now();
    };
    const timer = limitMs === 0 ? undefined : setTimeout(onTime, limitMs);
    send(stop)
      .then(resolve, reject)
      .finally(() => clearTimeout(timer));
  });
}

/** Returns the failure of a request that was answered with `101 Switching Protocols`. */
export function protocolSwitched(): LocalFailure {
  return failureOf("ProtocolError", {});
}

/**
 * What the SDK's handler takes for an abort signal: the caller's, and ours. A controller for each request costs more.
 * The handler stops listening when Node's request has closed. Where nothing else has been told by then, Node has closed
 * the connection of a 101 that nobody wanted: it reports no error for that.
 */
class Stop {
  onabort = null;
  readonly #signal: AbortSignal | undefined;
  readonly #onClosed: () => void;
  #listener: (() => void) | undefined;

  constructor(signal: AbortSignal | undefined, onClosed: () => void) {
    this.#signal = signal;
    this.#onClosed = onClosed;
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
    this.#onClosed();
  }

  /** Closes the request's connection. */
  now(): void {
    this.#listener?.();
  }
}
