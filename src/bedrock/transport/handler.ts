import { addAbortSignal, Readable } from "node:stream";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import type { Connection } from "../aws/connection.ts";
import { limitAnswer, maxAnswerBytes, maxErrorBytes } from "../failures/answerLimit.ts";
import { longestTimerMs } from "../failures/deadline.ts";
import type { Agents } from "./agents.ts";
import { headersLimitMs, protocolSwitched, withinHeadersLimit } from "./headersLimit.ts";

type Request = Parameters<NodeHttpHandler["handle"]>[0];
type Options = Parameters<NodeHttpHandler["handle"]>[1];
type Limits = Pick<Connection, "connectTimeoutMs" | "readTimeoutMs" | "maxAnswerBytes">;

/**
 * The HTTP/1.1 handler of one client over shared connections, whose answers have limits of time and size. The SDK's
 * default here is HTTP/2, which goes past every proxy and ends broken streams as if they were whole.
 */
export class Handler extends NodeHttpHandler {
  readonly #limits: Limits;
  readonly #ofRun: AbortSignal | undefined;

  /** `ofRun` ends the requests of a run, which limits the size of its answer itself; others end with the SDK's signals. */
  constructor({ http, https }: Agents, limits: Limits, ofRun?: AbortSignal) {
    super({
      connectionTimeout: Math.min(limits.connectTimeoutMs, longestTimerMs),
      // An idle limit covers a server that never answers as well as a stream that stalls.
      socketTimeout: Math.min(limits.readTimeoutMs, longestTimerMs),
      httpAgent: http,
      httpsAgent: https,
    });
    this.#limits = limits;
    this.#ofRun = ofRun;
  }

  override async handle(
    request: Request,
    options?: Options,
  ): ReturnType<NodeHttpHandler["handle"]> {
    const signal = this.#ofRun ?? ofOptions(options);
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
    if (!(body instanceof Readable)) return handled;
    if (signal) addAbortSignal(signal, body);
    if (!this.#ofRun) limitAnswer(body, this.maxBytes(statusCode));
    return handled;
  }

  /** The largest answer that is taken with this HTTP status. */
  maxBytes(statusCode: number): number {
    const most = this.#limits.maxAnswerBytes ?? maxAnswerBytes;
    return statusCode < 300 ? most : Math.min(most, maxErrorBytes);
  }

  /** Other clients share the connections; a request that hangs ends with its signal. */
  override destroy(): void {}
}

function ofOptions(options: Options): AbortSignal | undefined {
  return options?.abortSignal instanceof AbortSignal ? options.abortSignal : undefined;
}
