import { caBundleSetting, endpointSetting, openSetting, retry } from "./actions.ts";
import { caBundles } from "./links.ts";
import type { Failure, Remedy } from "./remedy.ts";

/** What to do when no secure connection came about, by the code that Node gives. */
export function tls({ members, endpointHost }: Failure): Remedy {
  const code = typeof members["code"] === "string" ? members["code"] : "";
  const host = endpointHost ?? "the endpoint";
  if (/ALTNAME_INVALID|HOSTNAME_MISMATCH/.test(code))
    return {
      remedy: `The certificate is for another host than ${host}. Check the endpoint URL; a proxy may stand in between.`,
      actions: [endpointSetting, retry],
    };
  if (code === "CERT_HAS_EXPIRED" || code === "CERT_NOT_YET_VALID")
    return {
      remedy: `The certificate of ${host} is out of its time. Check this machine's clock, then the server.`,
      actions: [retry, endpointSetting],
    };
  if (/^(EPROTO|ERR_SSL_)/.test(code))
    return {
      remedy: `${host} does not speak TLS there. Check the port, and whether the endpoint wants http.`,
      actions: [endpointSetting, retry],
    };
  return {
    remedy:
      "The certificate is signed by an authority this machine does not know: often a company proxy that looks into TLS. Set the CA bundle to that authority's PEM file (or NODE_EXTRA_CA_CERTS, or http.systemCertificates in VS Code).",
    actions: [caBundleSetting, systemCertificates, caBundles, retry],
  };
}

const systemCertificates = {
  ...openSetting("Open System Certificates Setting", ""),
  argument: "http.systemCertificates",
};
