import { readFile } from "node:fs/promises";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import type { Connection } from "./connection.ts";
import { LocalFailure } from "./localFailure.ts";

type Request = Parameters<NodeHttpHandler["handle"]>[0];
type Options = Parameters<NodeHttpHandler["handle"]>[1];

/**
 * The HTTP/1.1 handler of a connection, each of whose requests can be aborted. A signal among the SDK's own options
 * would make it build the command's whole stack anew for every call.
 */
export class Handler extends NodeHttpHandler {
  readonly #signals = new WeakMap<object, AbortSignal>();

  /** Closes the request's connection when the signal aborts. */
  abortWith(request: unknown, signal: AbortSignal): void {
    if (typeof request === "object" && request !== null) this.#signals.set(request, signal);
  }

  override handle(request: Request, options?: Options): ReturnType<NodeHttpHandler["handle"]> {
    const abortSignal = this.#signals.get(request);
    return super.handle(request, abortSignal ? { ...options, abortSignal } : options);
  }
}

/**
 * Returns the HTTP/1.1 handler of a connection. The SDK's default here is HTTP/2, which goes past every proxy and ends
 * broken streams as if they were whole. Rejects with CaBundleInvalid.
 */
export async function createHandler(connection: Connection): Promise<Handler> {
  const { caBundle, verifySsl, connectTimeoutMs, readTimeoutMs } = connection;
  const ca = caBundle ? await readCaBundle(caBundle) : undefined;
  return new Handler({
    connectionTimeout: Math.min(connectTimeoutMs, longestTimerMs),
    // An idle limit covers a server that never answers as well as a stream that stalls.
    socketTimeout: Math.min(readTimeoutMs, longestTimerMs),
    httpsAgent: {
      keepAlive: true,
      ...(ca === undefined ? {} : { ca }),
      ...(verifySsl ? {} : { rejectUnauthorized: false }),
    },
  });
}

/** A timer of Node that is given more than 2^31-1 ms fires at once; the SDK adds two seconds of its own to one of them. */
export const longestTimerMs = 2_147_480_000;

async function readCaBundle(path: string): Promise<string> {
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    throw new LocalFailure("CaBundleInvalid", `The CA bundle cannot be read (${code}).`, { code });
  });
  if (!text.includes("-----BEGIN CERTIFICATE-----")) {
    throw new LocalFailure("CaBundleInvalid", "The CA bundle holds no PEM certificate.");
  }
  return text;
}
