import { Readable } from "node:stream";
import type { NodeHttpHandler } from "@smithy/node-http-handler";
import { limitAnswer, maxCredentialsBytes } from "../failures/answerLimit.ts";
import type { AwsContext } from "../aws/context.ts";
import { isLoopbackHost } from "../../core/loopback.ts";
import { configuredUrl } from "../aws/endpoint.ts";
import { failureOf, LocalFailure } from "../failures/localFailure.ts";

type Request = Parameters<NodeHttpHandler["handle"]>[0];
type Options = Parameters<NodeHttpHandler["handle"]>[1];

/** The last call for credentials: whom it went to, and how the network failed it. The SDK tells only part of it. */
interface LastCall {
  readonly host: string;
  readonly error?: unknown;
}

/**
 * Carries the calls to STS and the sign-in services over the connection's own handler (proxy, CA bundle, timeouts),
 * ends them with the signal, and sends those that nobody signs to the endpoints that are configured: the SDK has one
 * endpoint for all the clients that it makes on the way.
 */
export class CredentialHandler {
  readonly #inner: NodeHttpHandler;
  readonly #endpoints: CredentialEndpoints;
  readonly #signal: AbortSignal;
  last: LastCall | undefined;

  constructor(inner: NodeHttpHandler, endpoints: CredentialEndpoints, signal: AbortSignal) {
    this.#inner = inner;
    this.#endpoints = endpoints;
    this.#signal = signal;
  }

  async handle(request: Request, options?: Options): ReturnType<NodeHttpHandler["handle"]> {
    this.#redirect(request);
    const { hostname, port } = request;
    const host = port ? `${hostname}:${port}` : hostname;
    this.last = { host };
    try {
      const handled = await this.#inner.handle(request, { ...options, abortSignal: this.#signal });
      const body: unknown = handled.response.body;
      if (body instanceof Readable) limitAnswer(body, maxCredentialsBytes);
      return handled;
    } catch (error) {
      this.last = { host, error };
      throw error;
    }
  }

  httpHandlerConfigs(): ReturnType<NodeHttpHandler["httpHandlerConfigs"]> {
    return this.#inner.httpHandlerConfigs();
  }

  /** The inner handler belongs to the session. */
  updateHttpClientConfig(): void {}

  #redirect(request: Request): void {
    const service = unsigned.find(([pattern]) => pattern.test(request.hostname))?.[1];
    const url = service && this.#endpoints[service];
    if (!url) return;
    request.protocol = url.protocol;
    request.hostname = url.hostname;
    if (url.port) request.port = Number(url.port);
    else delete request.port;
    request.path = url.pathname.replace(/\/$/, "") + request.path;
    request.headers["host"] = url.host;
  }
}

/** The hosts that the SDK's rules give these services, whatever the partition. */
const unsigned: readonly (readonly [RegExp, "sso" | "sso_oidc" | "signin"])[] = [
  [/^portal\.sso[.-]/, "sso"],
  [/^oidc[.-]/, "sso_oidc"],
  [/(^|\.)signin[.-]/, "signin"],
];

/** Services that credentials come from, by the names that they have in `[services …]` sections. */
type CredentialService = "sts" | "sso" | "sso_oidc" | "signin";

/** Where the services are that credentials come from; what is absent is at AWS's own place. */
export type CredentialEndpoints = Readonly<Partial<Record<CredentialService, URL>>>;

/**
 * Returns the endpoints of STS and the sign-in services as the AWS CLI resolves them: AWS_ENDPOINT_URL_STS and the
 * like, AWS_ENDPOINT_URL, the profile's services section, its endpoint_url. The SDK would look into AWS_PROFILE's
 * section even when another profile is picked. Throws EndpointInvalid.
 */
export function credentialEndpoints(context: AwsContext): CredentialEndpoints {
  const endpoints: Partial<Record<CredentialService, URL>> = {};
  for (const service of ["sts", "sso", "sso_oidc", "signin"] as const) {
    const found = configuredUrl(service, context);
    if (found instanceof LocalFailure) throw found;
    if (found) endpoints[service] = checked(found.value, found.source);
  }
  return endpoints;
}

/** Keys and tokens cross the network in these calls: what is not encrypted stays on this machine. */
function checked(text: string, source: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isSafe =
    url?.protocol === "https:" || (url?.protocol === "http:" && isLoopbackHost(url.hostname));
  if (url && isSafe && !url.username && !url.password) return url;
  throw failureOf("EndpointInvalid", { source, problem: { kind: "credentialsUnsafe" } });
}
