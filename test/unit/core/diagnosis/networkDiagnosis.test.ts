import { type Known, testTable } from "./diagnosisTable.ts";

const sso = ["ssoLogin dev", "retry", "switchProfile"];
const proxy = "openSettings http.proxy";
const endpoint = "openSettings bedrockInvoke.endpointUrl";
const tls = (code: string): Known => ({
  name: "TlsError",
  members: { code },
  endpointHost: "h.example",
});

describe("the remedy of a failure on this side", () => {
  describe("of the request", () => {
    testTable([
      [
        "a header that cannot be sent",
        { name: "HeaderInvalid" },
        { reason: "headerInvalid", params: { member: undefined } },
        ["goToBody"],
      ],
    ]);
  });

  describe("of the network", () => {
    testTable([
      [
        "a name that is not resolved",
        { name: "DnsFailure", endpointHost: "h.example" },
        { reason: "dnsFailure", params: { host: "h.example", region: "eu-west-1" } },
        ["retry", "switchRegion", endpoint],
      ],
      [
        "a port where nobody listens",
        { name: "ConnectionRefused", endpointHost: "h.example" },
        { reason: "connectionRefused", params: { host: "h.example" } },
        ["retry", endpoint, proxy],
      ],
      [
        "no way at all",
        { name: "NetworkUnreachable" },
        { reason: "networkUnreachable", params: {} },
        ["retry", proxy],
      ],
      [
        "a connection that was cut",
        { name: "ConnectionReset" },
        { reason: "connectionReset", params: {} },
        ["retry", "showLog"],
      ],
      [
        "a connection that takes too long",
        { name: "ConnectTimeout" },
        { reason: "connectTimeout", params: { host: undefined } },
        ["retry", "openSettings bedrockInvoke.connectTimeoutSeconds", proxy],
      ],
      [
        "silence",
        { name: "ReadTimeout", operation: "InvokeModel" },
        { reason: "readTimeout", params: { streaming: false } },
        [
          "openSettings bedrockInvoke.readTimeoutSeconds",
          "setMember operation=InvokeModelWithResponseStream",
          "retry",
        ],
      ],
      [
        "silence in a stream",
        { name: "ReadTimeout", operation: "InvokeModelWithResponseStream" },
        { reason: "readTimeout", params: { streaming: true } },
        ["openSettings bedrockInvoke.readTimeoutSeconds", "retry"],
      ],
      [
        "a certificate for another host",
        tls("ERR_TLS_CERT_ALTNAME_INVALID"),
        { reason: "certificateForOtherHost", params: { host: "h.example" } },
        [endpoint, "retry"],
      ],
      [
        "a certificate out of its time",
        tls("CERT_HAS_EXPIRED"),
        { reason: "certificateOutOfDate", params: { host: "h.example", which: "expired" } },
        ["retry", endpoint],
      ],
      [
        "a port without TLS",
        tls("EPROTO"),
        { reason: "tlsNotSpoken", params: { host: "h.example" } },
        [endpoint, "retry"],
      ],
      [
        "a certificate that is not yet valid",
        tls("CERT_NOT_YET_VALID"),
        { reason: "certificateOutOfDate", params: { host: "h.example", which: "notYetValid" } },
        ["retry", endpoint],
      ],
      [
        "a secure connection that failed in another way",
        tls("CERT_REVOKED"),
        { reason: "tlsFailed", params: { host: "h.example", code: "CERT_REVOKED" } },
        [
          "openSettings bedrockInvoke.caBundle",
          "openSettings http.systemCertificates",
          "link caBundles",
          "retry",
        ],
      ],
      [
        "an authority that nobody knows",
        tls("SELF_SIGNED_CERT_IN_CHAIN"),
        { reason: "certificateNotTrusted", params: { host: "h.example" } },
        [
          "openSettings bedrockInvoke.caBundle",
          "openSettings http.systemCertificates",
          "link caBundles",
          "retry",
        ],
      ],
      [
        "an answer that is no HTTP",
        { name: "ProtocolError" },
        { reason: "protocolInvalid", params: { host: undefined } },
        [endpoint, "retry"],
      ],
      [
        "a stream that was damaged",
        { name: "StreamBroken" },
        { reason: "streamBroken", params: {} },
        ["retry", proxy, "showLog"],
      ],
    ]);
  });

  describe("without a name of its own", () => {
    testTable(
      [
        [
          "a proxy that wants a name",
          { name: "Unknown", httpStatus: 407 },
          { reason: "proxySignInNeeded", params: {} },
          [proxy, "retry"],
        ],
        [
          "a redirect",
          { name: "Unknown", httpStatus: 302 },
          { reason: "redirected", params: { host: undefined } },
          [endpoint, proxy, "retry"],
        ],
        [
          "a refusal",
          { name: "Unknown", httpStatus: 403 },
          { reason: "refused", params: { host: undefined } },
          ["switchProfile", endpoint, "retry"],
        ],
        [
          "a refusal of an API key",
          { name: "Unknown", httpStatus: 403, message: "API Key is not valid" },
          { reason: "apiKeyRefused", params: { region: "eu-west-1" } },
          ["switchProfile", "retry"],
        ],
        [
          "a refusal that only speaks of access",
          { name: "Unknown", httpStatus: 403, message: "Access denied by policy 7 of the proxy." },
          { reason: "refused", params: { host: undefined } },
          ["switchProfile", endpoint, "retry"],
        ],
        [
          "a model that is not there",
          { name: "Unknown", httpStatus: 404, message: "The model x could not be found." },
          { reason: "resourceNotFound", params: { region: "eu-west-1" } },
          ["chooseModel", "switchRegion", "switchProfile", "link troubleshooting"],
        ],
        [
          "an address with nothing, whatever words its page holds",
          { name: "Unknown", httpStatus: 404, message: "Learn more about our models." },
          { reason: "addressNotFound", params: { host: undefined } },
          [endpoint, "retry"],
        ],
        [
          "an address with nothing",
          { name: "Unknown", httpStatus: 404, message: "Not Found" },
          { reason: "addressNotFound", params: { host: undefined } },
          [endpoint, "retry"],
        ],
        [
          "a body over a limit",
          { name: "Unknown", httpStatus: 413 },
          { reason: "requestTooLarge", params: {} },
          ["goToBody"],
        ],
        [
          "too many requests",
          { name: "SlowDown", httpStatus: 429 },
          {
            reason: "throttled",
            params: { unit: undefined, daily: false, retryAfterSeconds: undefined },
          },
          ["retry", "link quotas", "chooseModel", "switchRegion", "link troubleshooting"],
        ],
        [
          "a fault on the way",
          { name: "Unknown", httpStatus: 504, endpointHost: "h.example" },
          { reason: "serverFailed", params: { host: "h.example" } },
          ["retry", "showLog"],
        ],
        [
          "SSO in a plain error",
          { name: "Error", message: "Session token not found or invalid", profile: "dev" },
          { reason: "ssoSessionEnded", params: { profile: "dev" } },
          sso,
        ],
        [
          "a name nobody has documented",
          { name: "WhateverException", httpStatus: 418 },
          { reason: "undocumented", params: { name: "WhateverException" } },
          ["retry", "showLog"],
        ],
      ],
      true,
    );
  });
});
