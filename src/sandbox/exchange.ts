import { randomUUID } from "node:crypto";
import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { maxBodyBytes } from "../core/request/types.ts";
import { sandboxServer } from "../core/sandboxMark.ts";
import { ServiceError, invalid } from "./serviceError.ts";

/** One request and its answer; `gone` aborts when the client hangs up or the server stops. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
  readonly startedAt: number; // performance.now()
  readonly gone: AbortSignal;
}

/** Sets the request id that every answer of the service carries and the sandbox's own mark, and watches for the client's end. */
export function openExchange(request: IncomingMessage, response: ServerResponse): Exchange {
  const controller = new AbortController();
  response.on("close", () => controller.abort());
  response.on("error", () => controller.abort());
  response.setHeader("x-amzn-RequestId", randomUUID());
  response.setHeader("Server", sandboxServer);
  return {
    request,
    response,
    url: urlOf(request.url ?? "/"),
    startedAt: performance.now(),
    gone: controller.signal,
  };
}

/** The path may begin with two slashes, which URL takes for a host; what is no URL at all names no operation. */
function urlOf(target: string): URL {
  const text = target.startsWith("/") ? `http://sandbox${target}` : target;
  return new URL(URL.canParse(text) ? text : "http://sandbox/*");
}

/** Milliseconds since the request came in, at least 1. */
export function elapsedMs({ startedAt }: Exchange): number {
  return Math.max(1, Math.round(performance.now() - startedAt));
}

/**
 * The request's body. Throws a ValidationException (400) past the service's limit of 25,000,000
 * bytes; the rest is read and dropped, so that a client still sending can read the answer.
 */
export async function readBody({ request }: Exchange): Promise<Buffer> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > maxBodyBytes) parts.length = 0;
    else parts.push(part);
  }
  if (bytes > maxBodyBytes)
    throw invalid(
      `1 validation error detected: Value at 'body' failed to satisfy constraint: Member must have length less than or equal to ${maxBodyBytes}`,
    );
  return Buffer.concat(parts);
}

/** Answers with JSON. */
export function sendJson({ response }: Exchange, status: number, body: unknown): void {
  sendBytes(
    response,
    status,
    "application/json",
    typeof body === "string" ? body : JSON.stringify(body),
  );
}

/** Answers with text of the given media type. */
export function sendText({ response }: Exchange, status: number, type: string, text: string): void {
  sendBytes(response, status, `${type}; charset=utf-8`, text);
}

/** Answers with an exception; what is no exception of the service becomes InternalServerException. */
export function sendError(exchange: Exchange, error: unknown): void {
  const raised =
    error instanceof ServiceError
      ? error
      : new ServiceError("InternalServerException", `The sandbox failed: ${String(error)}`);
  exchange.response.setHeader("x-amzn-ErrorType", raised.wireType);
  sendJson(exchange, raised.status, { message: raised.message, ...raised.members });
}

/** Writes a part of the answer and waits while the client reads slower than we write. */
export async function write({ response, gone }: Exchange, bytes: Uint8Array): Promise<void> {
  gone.throwIfAborted();
  if (!response.write(bytes)) await once(response, "drain", { signal: gone });
}

function sendBytes(response: ServerResponse, status: number, type: string, text: string): void {
  const bytes = Buffer.from(text);
  response.writeHead(status, { "Content-Type": type, "Content-Length": bytes.length });
  response.end(bytes);
}
