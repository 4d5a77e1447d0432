import { caBundleSetting, endpointSetting, openSetting, retry } from "./actions.ts";
import type { Diagnosis } from "./diagnosis.ts";
import type { Failure } from "./failure.ts";
import { caBundles } from "./links.ts";

/** Why no secure connection was made, by the code that Node gives. */
export function tlsFailure({ members, endpointHost: host }: Failure): Diagnosis {
  const code = typeof members["code"] === "string" ? members["code"] : "";
  const actions = [endpointSetting, retry];
  if (/ALTNAME_INVALID|HOSTNAME_MISMATCH/.test(code))
    return { reason: "certificateForOtherHost", params: { host }, actions };
  if (code === "CERT_HAS_EXPIRED" || code === "CERT_NOT_YET_VALID") {
    const which = code === "CERT_HAS_EXPIRED" ? "expired" : "notYetValid";
    return {
      reason: "certificateOutOfDate",
      params: { host, which },
      actions: [retry, endpointSetting],
    };
  }
  if (/^(EPROTO|ERR_SSL_)/.test(code)) return { reason: "tlsNotSpoken", params: { host }, actions };
  const trust = [caBundleSetting, openSetting("http.systemCertificates"), caBundles, retry];
  return untrusted.test(code)
    ? { reason: "certificateNotTrusted", params: { host }, actions: trust }
    : { reason: "tlsFailed", params: { host, code }, actions: trust };
}

/** OpenSSL's names for a chain that ends at an authority this machine does not know. */
const untrusted =
  /^(SELF_SIGNED_CERT|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_(GET_ISSUER|VERIFY_LEAF)|CERT_UNTRUSTED)/;
