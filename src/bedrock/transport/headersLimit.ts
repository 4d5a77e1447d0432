import type { Connection } from "../aws/connection.ts";
import { longestTimerMs, withDeadline } from "../failures/deadline.ts";
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
 * Sends a request, and resolves with the headers of its answer. Rejects with a TimeoutError where they do not come in
 * time: a server can send one line after the other, or announce without end that it is working (HTTP 1xx). Rejects with
 * ProtocolError as soon as the server switches to another protocol (101), and with the reason of `signal`.
 */
export function withinHeadersLimit<T>(
  send: (signal: RequestSignal) => Promise<T>,
  timeoutMs: number,
  signal: AbortSignal | undefined,
): Promise<T> {
  const timedOut = () => {
    const message = `No response headers arrived within ${Math.round(timeoutMs) / 1000} s.`;
    return Object.assign(new Error(message), { name: "TimeoutError" });
  };
  return withDeadline(
    { signal, timeoutMs, timedOut },
    (deadline) =>
      new Promise((resolve, reject) => {
        // An answer or an error that came before the end settles the promise first.
        const onClosed = () => setImmediate(() => reject(protocolSwitched()));
        send(new RequestSignal(deadline.signal, onClosed)).then(resolve, reject);
      }),
  );
}

/** Returns the failure of a request that was answered with `101 Switching Protocols`. */
export function protocolSwitched(): LocalFailure {
  return failureOf("ProtocolError", {});
}

/**
 * The abort signal that the SDK's handler is given, which also tells when Node's request has closed: the handler stops
 * listening then. Where nothing else has been told by that time, Node has closed the connection of a 101 that nobody
 * wanted: it reports no error for that.
 */
class RequestSignal {
  onabort = null;
  readonly #signal: AbortSignal;
  readonly #onClosed: () => void;

  constructor(signal: AbortSignal, onClosed: () => void) {
    this.#signal = signal;
    this.#onClosed = onClosed;
  }

  get aborted(): boolean {
    return this.#signal.aborted;
  }

  get reason(): unknown {
    return this.#signal.reason;
  }

  addEventListener(type: "abort", listener: () => void, options: { once: boolean }): void {
    this.#signal.addEventListener(type, listener, options);
  }

  removeEventListener(type: "abort", listener: () => void): void {
    this.#signal.removeEventListener(type, listener);
    this.#onClosed();
  }
}
