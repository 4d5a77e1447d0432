import { once } from "node:events";
import type { IncomingMessage, RequestListener, Server, ServerResponse } from "node:http";
import { createServer } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo, Socket } from "node:net";

/** A request as it came over the wire: the path with its escapes, header names as sent, the body's bytes. */
interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly httpVersion: string;
  readonly headers: Readonly<Record<string, string>>; // names in lower case
  readonly headerNames: readonly string[];
  readonly body: Buffer;
}

/** Answers one request; `attempt` counts from 1 over all requests. */
export type Answer = (
  response: ServerResponse,
  request: SeenRequest,
  attempt: number,
) => void | Promise<void>;

export interface FaultServer {
  readonly url: string;
  readonly port: number;
  readonly requests: readonly SeenRequest[];
  /** Resolves when a client has closed its connection. */
  readonly connectionClosed: Promise<void>;
  close(): Promise<void>;
}

/** Starts an HTTP/1.1 server on a free loopback port that does to each request what `answer` says. */
export async function startFaultServer(
  answer: Answer,
  tls?: { readonly key: string; readonly cert: string },
): Promise<FaultServer> {
  const requests: SeenRequest[] = [];
  const sockets = new Set<Socket>();
  let tellClosed: (() => void) | undefined;
  const connectionClosed = new Promise<void>((resolve) => (tellClosed = resolve));
  const listener: RequestListener = (message, response) => {
    const answered = read(message).then((request) => {
      requests.push(request);
      return answer(response, request, requests.length);
    });
    // A client that gives up while it is still sending is part of the game.
    answered.catch(() => response.destroy());
  };
  const server: Server = tls ? createTlsServer(tls, listener) : createServer(listener);
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.once("close", () => {
      sockets.delete(socket);
      tellClosed?.();
    });
  });
  server.on("tlsClientError", () => {});
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, "close");
  };
  const url = `${tls ? "https" : "http"}://127.0.0.1:${port}`;
  return { url, port, requests, connectionClosed, close };
}

/** Runs the body against a server of its own and closes it, however the body ends. */
export async function withFaultServer<T>(
  answer: Answer,
  body: (server: FaultServer) => Promise<T>,
  tls?: { readonly key: string; readonly cert: string },
): Promise<T> {
  const server = await startFaultServer(answer, tls);
  try {
    return await body(server);
  } finally {
    await server.close();
  }
}

/** Answers with JSON, as the service does. */
export function json(status: number, value: unknown, headers: Record<string, string> = {}): Answer {
  return (response) => {
    response.writeHead(status, {
      "content-type": "application/json",
      "x-amzn-requestid": "req-1",
      ...headers,
    });
    response.end(JSON.stringify(value));
  };
}

/** Answers with an exception, as the service does. */
export function exception(
  status: number,
  name: string,
  members: Record<string, unknown> = {},
  headers: Record<string, string> = {},
): Answer {
  return json(
    status,
    { message: `${name} happened`, ...members },
    {
      "x-amzn-errortype": `${name}:http://internal.amazon.com/coral/com.amazon.bedrock/`,
      ...headers,
    },
  );
}

async function read(message: IncomingMessage): Promise<SeenRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  return {
    method: message.method ?? "",
    path: message.url ?? "",
    httpVersion: message.httpVersion,
    headers: Object.fromEntries(
      Object.entries(message.headers).map(([name, value]) => [name, String(value)]),
    ),
    headerNames: message.rawHeaders.filter((_, index) => index % 2 === 0),
    body: Buffer.concat(chunks),
  };
}
