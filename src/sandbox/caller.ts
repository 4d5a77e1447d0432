import { isIP } from "node:net";
import type { IncomingMessage } from "node:http";
import { isLoopbackHost } from "../core/loopback.ts";
import { ServiceError } from "./serviceError.ts";

/**
 * Throws an AccessDeniedException (403) for a request that a web page may have made: under a name that somebody else's
 * DNS leads here (the Host header is not this machine's then), or from a page of another origin. Programs send neither.
 * `host` is where the sandbox listens: what listens for other machines too is reached by its address or that name.
 */
export function checkCaller({ headers, method, url }: IncomingMessage, host: string): void {
  const { hostname = "", port = "" } = partsOf(headers.host);
  if (!isOurs(hostname, host)) throw refused(`The Host header names ${hostname || "no host"}`);
  // A browser that is led to the help page by a link or by the address bar.
  if (method === "GET" && url === "/" && headers.origin === undefined) return;
  const site = headers["sec-fetch-site"];
  if (headers.origin !== undefined || (site !== undefined && site !== "none"))
    throw refused(`A web page sent this request${port && ` to port ${port}`}`);
}

function isOurs(hostname: string, host: string): boolean {
  if (isLoopbackHost(hostname) || hostname === host) return true;
  // DNS can lead a name here, but no address.
  return !isLoopbackHost(host) && isIP(hostname.replace(/^\[|\]$/g, "")) !== 0;
}

function partsOf(host: string | undefined): { hostname?: string; port?: string } {
  const text = `http://${host ?? ""}`;
  return /^[\w.:[\]-]+$/.test(host ?? "") && URL.canParse(text) ? new URL(text) : {};
}

function refused(what: string): ServiceError {
  const message = `${what}: the sandbox answers programs on this machine, no web pages.`;
  return new ServiceError("AccessDeniedException", message);
}
