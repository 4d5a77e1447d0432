import { addAbortSignal, Readable } from "node:stream";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import { limitAnswer, maxAnswerBytes, maxErrorBytes } from "../failures/answerLimit.ts";
import type { AwsContext } from "../aws/context.ts";
import { trustedCertificates } from "../aws/caBundle.ts";
import { longestTimerMs } from "../failures/deadline.ts";
import type { Connection } from "../aws/connection.ts";
import { headersLimitMs, protocolSwitched, withinHeadersLimit } from "./headersLimit.ts";
import { TlsAgent } from "./tlsAgent.ts";

type Request = Parameters<NodeHttpHandler["handle"]>[0];
type Options = Parameters<NodeHttpHandler["handle"]>[1];
type Timeouts = Pick<Connection, "connectTimeoutMs" | "readTimeoutMs" | "maxAnswerBytes">;

/**
 * The HTTP/1.1 handler of a connection, each of whose requests can be aborted, and whose answers have limits of time and
 * size. A signal among the SDK's own options would make it build the command's whole stack anew for every call.
 */
export class Handler extends NodeHttpHandler {
  readonly #signals = new WeakMap<object, AbortSignal>();
  readonly #limits: Timeouts;

  constructor(options: ConstructorParameters<typeof NodeHttpHandler>[0], limits: Timeouts) {
    super(options);
    this.#limits = limits;
  }

  /** Closes the request's connection when the signal aborts. */
  abortWith(request: unknown, signal: AbortSignal): void {
    if (typeof request === "object" && request !== null) this.#signals.set(request, signal);
  }

  override async handle(
    request: Request,
    options?: Options,
  ): ReturnType<NodeHttpHandler["handle"]> {
    const ofRun = this.#signals.get(request);
    const signal = ofRun ?? ofOptions(options);
    const handled = await withinHeadersLimit(
      (abortSignal) => super.handle(request, { ...options, abortSignal }),
      headersLimitMs(this.#limits, request.body),
      signal,
    );
    const { body, statusCode } = handled.response;
    // Without an Upgrade header, Node takes a 101 for an answer whose body goes on until the connection closes.
    if (statusCode === 101) {
      if (body instanceof Readable) body.destroy();
      throw protocolSwitched();
    }
    if (signal && body instanceof Readable) addAbortSignal(signal, body);
    // A run looks after its own answer.
    if (!ofRun && body instanceof Readable) limitAnswer(body, this.maxBytes(statusCode));
    return handled;
  }

  /** The largest answer that is taken with this HTTP status. */
  maxBytes(statusCode: number): number {
    const most = this.#limits.maxAnswerBytes ?? maxAnswerBytes;
    return statusCode < 300 ? most : Math.min(most, maxErrorBytes);
  }
}

/** The SDK's own signals: those of the control plane's calls and of credentials. */
function ofOptions(options: Options): AbortSignal | undefined {
  return options?.abortSignal instanceof AbortSignal ? options.abortSignal : undefined;
}

/**
 * Returns the HTTP/1.1 handler of a connection. The SDK's default here is HTTP/2, which goes past every proxy and ends
 * broken streams as if they were whole. Rejects with CaBundleInvalid.
 */
export async function createHandler(connection: Connection, context: AwsContext): Promise<Handler> {
  const { verifySsl, readTimeoutMs, httpsAgent } = connection;
  const connectTimeoutMs = Math.min(connection.connectTimeoutMs, longestTimerMs);
  const ca = await trustedCertificates(connection, context);
  const agentOptions = {
    keepAlive: true,
    ...(ca === undefined ? {} : { ca }),
    ...(verifySsl ? {} : { rejectUnauthorized: false }),
  };
  const options = {
    connectionTimeout: connectTimeoutMs,
    // An idle limit covers a server that never answers as well as a stream that stalls.
    socketTimeout: Math.min(readTimeoutMs, longestTimerMs),
    // Node's own otherwise: VS Code carries its connections through the proxy of its settings.
    httpsAgent: httpsAgent
      ? httpsAgent(agentOptions)
      : new TlsAgent({ ...agentOptions, maxSockets: 50 }, connectTimeoutMs),
  };
  return new Handler(options, connection);
}
