import { isServiceException } from "./serviceException.ts";

/**
 * Returns our name for a failure of the network, TLS or HTTP, by the code that Node gives it;
 * undefined for anything else.
 */
export function networkFailureName(error: Error): string | undefined {
  // What a server sends becomes members of its exception: a code, a name, a host of a proxy.
  if (isServiceException(error)) return undefined;
  // The command line's agent marks what failed before there was a way through the proxy.
  if ("proxyHost" in error) return "ProxyUnreachable";
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  if (code === undefined) {
    if (error.name !== "TimeoutError") return undefined;
    // NodeHttpHandler has one name for both of its timeouts.
    return /did not establish a connection/.test(error.message) ? "ConnectTimeout" : "ReadTimeout";
  }
  if (Object.hasOwn(byCode, code)) return byCode[code];
  if (
    /^(EPROTO$|ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED|HOSTNAME_MISMATCH|CRL_|INVALID_CA|PATH_LENGTH)/.test(
      code,
    )
  ) {
    return "TlsError";
  }
  return code.startsWith("HPE_") ? "ProtocolError" : undefined;
}

/** True when the request had been sent and nothing was heard for too long: it may have been billed. */
export function isReadTimeout(error: unknown): boolean {
  return error instanceof Error && networkFailureName(error) === "ReadTimeout";
}

const byCode: Readonly<Record<string, string>> = {
  ENOTFOUND: "DnsFailure",
  EAI_AGAIN: "DnsFailure",
  EAI_NODATA: "DnsFailure",
  ECONNREFUSED: "ConnectionRefused",
  ECONNRESET: "ConnectionReset",
  ECONNABORTED: "ConnectionReset",
  EPIPE: "ConnectionReset",
  ETIMEDOUT: "ConnectTimeout",
  EHOSTUNREACH: "NetworkUnreachable",
  ENETUNREACH: "NetworkUnreachable",
  ENETDOWN: "NetworkUnreachable",
  EADDRNOTAVAIL: "NetworkUnreachable",
  ERR_INVALID_CHAR: "HeaderInvalid",
  ERR_INVALID_HTTP_TOKEN: "HeaderInvalid",
};
