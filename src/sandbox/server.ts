import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:http";
import { baseModelId } from "../core/models/family.ts";
import { checkCaller } from "./caller.ts";
import { answerControlPlane } from "./control/answer.ts";
import type { Catalogue, CatalogueOptions } from "./control/catalogue.ts";
import { catalogueOf } from "./control/catalogue.ts";
import type { Exchange } from "./exchange.ts";
import { openExchange, sendError, sendText } from "./exchange.ts";
import { answerInvoke } from "./invoke.ts";
import { aboutPage } from "./page.ts";
import { ServiceError, invalid } from "./serviceError.ts";
import { answerSignIn } from "./ssoSignIn.ts";
import { answerSts } from "./sts.ts";
import { callerOf } from "./stsKeys.ts";

export { controlPlaneCalls } from "./control/answer.ts";

/** How long a connection stays open between two calls. Node's own 5 s are shorter than a pause between two runs. */
const keepAliveMs = 60_000;

/** Where the sandbox listens: `port` 0 or none takes a free one, `host` is 127.0.0.1 unless said; and what it lists. */
export interface SandboxOptions extends CatalogueOptions {
  readonly port?: number;
  readonly host?: string;
}

/** A running sandbox. `close` ends open answers too, and resolves when the port is free. */
export interface Sandbox {
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Starts the sandbox: a local server that speaks the wire protocol of Bedrock Runtime (InvokeModel,
 * InvokeModelWithResponseStream) and the lists of the control plane on one port, over HTTP/1.1.
 *
 * It answers every real model id in the body shape of its family, says that it is no model, and
 * validates as the service does. A guardrail `sandbox` (DRAFT, 1) blocks the word “forbidden” and
 * masks e-mail addresses and ten-digit numbers. Directives in a prompt raise faults on demand:
 * `[sandbox:error=Name]`, `[sandbox:midstream=name]`, `delay`, `pace`, `words`, `tool`, `reasoning`,
 * `cut`, `html`, `silent`, `badcrc`, `noterminator`; directives.ts lists them, and so does `GET /`.
 *
 * STS, the SSO portal and the refreshing of sign-ins answer on the same port (AWS_ENDPOINT_URL_STS, _SSO, _SSO_OIDC,
 * _SIGNIN); keys given out there run out, and names of roles raise faults: stsFaults.ts lists them.
 *
 * Rejects when the port cannot be had.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const host = options.host ?? "127.0.0.1";
  const catalogue = catalogueOf(options);
  const server = createServer((request, response) => {
    // One request that cannot even be refused must not end the server for all others.
    answer(request, response, catalogue, host).catch(() => response.destroy());
  });
  // A client that sends again after a pause must not meet a connection that is just being closed.
  server.keepAliveTimeout = keepAliveMs;
  server.listen(options.port ?? 0, host);
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${port}`,
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  catalogue: Catalogue,
  host: string,
): Promise<void> {
  const exchange = openExchange(request, response);
  try {
    checkCaller(request, host);
    await route(exchange, catalogue);
  } catch (error) {
    if (exchange.gone.aborted || response.destroyed) return;
    request.resume();
    if (response.headersSent) response.destroy();
    else sendError(exchange, error instanceof URIError ? invalid(error.message) : error);
  }
}

async function route(exchange: Exchange, catalogue: Catalogue): Promise<void> {
  const { request, url } = exchange;
  if (request.method === "POST" && url.pathname === "/") {
    await answerSts(exchange);
    return;
  }
  if (await answerSignIn(exchange)) return;
  // Of keys, only that they have run out is looked at, and only of those that were given out here.
  callerOf(request.headers);
  const [, encodedId, operation] =
    /^\/model\/(.+)\/(invoke|invoke-with-response-stream)$/.exec(url.pathname) ?? [];
  if (request.method === "POST" && encodedId !== undefined) {
    const modelId = decoded(encodedId);
    if (catalogue.withoutAccess.includes(baseModelId(modelId))) {
      request.resume();
      throw new ServiceError("AccessDeniedException");
    }
    await answerInvoke(exchange, modelId, operation !== "invoke");
    return;
  }
  if (request.method === "GET" && url.pathname === "/") {
    sendText(
      exchange,
      200,
      "text/plain",
      aboutPage(`http://${request.headers.host ?? "127.0.0.1"}`),
    );
    return;
  }
  if (request.method === "GET" && answerControlPlane(exchange, catalogue)) return;
  request.resume();
  throw new ServiceError("UnknownOperationException");
}

function decoded(encodedId: string): string {
  try {
    return decodeURIComponent(encodedId);
  } catch {
    throw invalid("The provided model identifier is invalid.");
  }
}
