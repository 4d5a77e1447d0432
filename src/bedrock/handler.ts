import { NodeHttpHandler } from "@smithy/node-http-handler";
import type { Environment } from "./awsFiles.ts";
import { trustedCertificates } from "./caBundle.ts";
import type { Connection } from "./connection.ts";

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
export async function createHandler(
  connection: Connection,
  env: Environment = process.env,
): Promise<Handler> {
  const { verifySsl, connectTimeoutMs, readTimeoutMs, httpsAgent } = connection;
  const ca = await trustedCertificates(connection, env);
  const agentOptions = {
    keepAlive: true,
    ...(ca === undefined ? {} : { ca }),
    ...(verifySsl ? {} : { rejectUnauthorized: false }),
  };
  return new Handler({
    connectionTimeout: Math.min(connectTimeoutMs, longestTimerMs),
    // An idle limit covers a server that never answers as well as a stream that stalls.
    socketTimeout: Math.min(readTimeoutMs, longestTimerMs),
    // Node's own otherwise: VS Code carries its connections through the proxy of its settings.
    httpsAgent: httpsAgent ? httpsAgent(agentOptions) : agentOptions,
  });
}

/** A timer of Node that is given more than 2^31-1 ms fires at once; the SDK adds two seconds of its own to one of them. */
export const longestTimerMs = 2_147_480_000;
