import { connect as connectTls } from "node:tls";
import { HttpsProxyAgent } from "https-proxy-agent";
import { thrownMessage } from "../core/thrownMessage.ts";
import type { Connection } from "../bedrock/aws/connection.ts";
import { usageError } from "./exitCodes.ts";

type Environment = Readonly<Record<string, string | undefined>>;
type MakeAgent = NonNullable<Connection["httpsAgent"]>;
type AgentOptions = Parameters<MakeAgent>[0];
type TlsOptions = Omit<AgentOptions, "connectTimeoutMs">;
type Connect = HttpsProxyAgent<string>["connect"];

/**
 * Returns what makes the agent of https connections where HTTPS_PROXY names a proxy, as the AWS CLI reads it: the
 * variable in small letters goes first, NO_PROXY lists exceptions. HTTP_PROXY has no say: what is sent without TLS
 * stays on this machine, which is no proxy's business. Throws a usage error.
 */
export function proxyAgent(env: Environment): MakeAgent | undefined {
  const text = variable(env, "https_proxy")?.trim();
  if (!text) return undefined;
  const url = proxyUrl(text);
  const exceptions = (variable(env, "no_proxy") ?? "").split(",").map((name) => name.trim());
  return (options) => new ProxyAgent(url, exceptions, options);
}

/** Returns the proxy's host and port in words to show, without user and password; undefined where there is none. */
export function proxyHost(env: Environment): string | undefined {
  const text = variable(env, "https_proxy")?.trim();
  return text ? proxyUrl(text).host : undefined;
}

function variable(env: Environment, name: string): string | undefined {
  return env[name] ?? env[name.toUpperCase()];
}

function proxyUrl(text: string): URL {
  // As the AWS CLI completes it: "proxy:3128", "//proxy:3128".
  const whole = /^https?:/i.test(text) ? text : `http:${text.startsWith("//") ? "" : "//"}${text}`;
  const isOther = /^[a-z][a-z\d+.-]*:\/\//i.test(text) && whole !== text;
  if (!isOther && URL.canParse(whole)) {
    const url = new URL(whole);
    if (url.hostname && !/%(?![\da-f]{2})/i.test(url.username + url.password)) return url;
  }
  // Not repeated: it may hold a password.
  throw usageError("HTTPS_PROXY is not the URL of a proxy, http://host:port.");
}

const marginMs = 100;

/** Tunnels through the proxy to all but the exceptions and this machine. */
class ProxyAgent extends HttpsProxyAgent<string> {
  readonly #exceptions: readonly string[];
  readonly #tls: TlsOptions;
  readonly #connectTimeoutMs: number;

  constructor(
    url: URL,
    exceptions: readonly string[],
    { connectTimeoutMs, ...options }: AgentOptions,
  ) {
    // The user and password go into the header alone: the agent prints and tells its URL.
    const plain = new URL(url.origin);
    super(plain, { ...options, headers: authorization(url) });
    this.#connectTimeoutMs = connectTimeoutMs;
    this.#exceptions = exceptions;
    this.#tls = options;
  }

  override async connect(...[request, options]: Parameters<Connect>): ReturnType<Connect> {
    const host = "host" in options ? (options.host ?? "") : "";
    const trusting = { ...options, ...this.#tls };
    if (isException(host, options.port, this.#exceptions)) {
      return connectTls({ ...trusting, ...(isAddress(host) ? {} : { servername: host }) });
    }
    // A proxy that never answers to CONNECT: nobody else has this socket. The limit of the request itself goes first.
    const overdue = new AbortController();
    const onTime = () => overdue.abort();
    const limitMs = this.#connectTimeoutMs + marginMs;
    const timer = limitMs > marginMs ? setTimeout(onTime, limitMs) : undefined;
    this.connectOpts = { ...this.connectOpts, signal: overdue.signal };
    try {
      return await super.connect(request, trusting);
    } catch (error) {
      const reason = thrownMessage(error);
      const code: unknown = error instanceof Error && "code" in error ? error.code : undefined;
      const failure = new Error(`The proxy ${this.proxy.host} cannot be reached: ${reason}`);
      throw Object.assign(failure, { code, proxyHost: this.proxy.host });
    } finally {
      clearTimeout(timer);
    }
  }
}

function authorization(url: URL): Record<string, string> {
  if (!url.username && !url.password) return {};
  const words = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  return { "Proxy-Authorization": `Basic ${Buffer.from(words).toString("base64")}` };
}

/**
 * As Python reads NO_PROXY, and so the AWS CLI: a name stands for itself and all below it, "*" for every host. This
 * machine is always an exception: behind a proxy the name would mean the proxy's own.
 */
function isException(host: string, port: number, exceptions: readonly string[]): boolean {
  const name = host.toLowerCase();
  if (/^(localhost|.+\.localhost|127(\.\d{1,3}){3}|::1)$/.test(name)) return true;
  if (exceptions.length === 1 && exceptions[0] === "*") return true;
  const ends = exceptions.map((each) => each.toLowerCase().replace(/^\.+/, "")).filter(Boolean);
  return [name, `${name}:${port}`].some((each) =>
    ends.some((end) => each === end || each.endsWith(`.${end}`)),
  );
}

function isAddress(host: string): boolean {
  return /^[\d.]+$|:/.test(host);
}
