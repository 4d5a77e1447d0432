import { type Known, testTable } from "./remedyTable.ts";

const sso = ["ssoLogin dev", "retry", "switchProfile"];
const proxy = "openSettings http.proxy";
const endpoint = "openSettings bedrockInvoke.endpointUrl";
const tls = (code: string): Known => ({
  name: "TlsError",
  members: { code },
  endpointHost: "h.example",
});

describe("the remedy of a failure on this side", () => {
  describe("of region and settings", () => {
    testTable([
      ["a missing region", { name: "RegionMissing" }, /Choose a region/, ["switchRegion"]],
      ["a region that is none", { name: "RegionInvalid" }, /us-east-1/, ["switchRegion"]],
      ["an endpoint that is none", { name: "EndpointInvalid" }, /https:\/\/host/, [endpoint]],
      [
        "attempts that are none",
        { name: "MaxAttemptsInvalid" },
        /whole number/,
        ["openSettings bedrockInvoke.maxAttempts"],
      ],
      [
        "a CA bundle that is none",
        { name: "CaBundleInvalid" },
        /PEM/,
        ["openSettings bedrockInvoke.caBundle"],
      ],
      [
        "an empty content type",
        { name: "ContentTypeMissing" },
        /application\/json/,
        ["setMember contentType=application/json"],
      ],
      ["a header that cannot be sent", { name: "HeaderInvalid" }, /\\uXXXX/, ["goToBody"]],
    ]);
  });

  describe("of the network", () => {
    testTable([
      [
        "a name that is not resolved",
        { name: "DnsFailure", endpointHost: "h.example" },
        /h\.example could not be resolved.*eu-west-1/,
        ["retry", "switchRegion", endpoint],
      ],
      [
        "a port where nobody listens",
        { name: "ConnectionRefused", endpointHost: "h.example" },
        /Nothing listens at h\.example/,
        ["retry", endpoint, proxy],
      ],
      ["no way at all", { name: "NetworkUnreachable" }, /VPN/, ["retry", proxy]],
      [
        "a connection that was cut",
        { name: "ConnectionReset" },
        /billed again/,
        ["retry", "showLog"],
      ],
      [
        "a connection that takes too long",
        { name: "ConnectTimeout" },
        /connect timeout/,
        ["retry", "openSettings bedrockInvoke.connectTimeoutSeconds", proxy],
      ],
      [
        "silence",
        { name: "ReadTimeout", operation: "InvokeModel" },
        /raise the timeout.*or stream/,
        [
          "openSettings bedrockInvoke.readTimeoutSeconds",
          "setMember operation=InvokeModelWithResponseStream",
          "retry",
        ],
      ],
      [
        "silence in a stream",
        { name: "ReadTimeout", operation: "InvokeModelWithResponseStream" },
        /raise the timeout/,
        ["openSettings bedrockInvoke.readTimeoutSeconds", "retry"],
      ],
      [
        "a call that takes too long in all",
        { name: "TotalTimeout" },
        /in all/,
        ["openSettings bedrockInvoke.totalTimeoutSeconds", "retry"],
      ],
      [
        "a certificate for another host",
        tls("ERR_TLS_CERT_ALTNAME_INVALID"),
        /another host than h\.example/,
        [endpoint, "retry"],
      ],
      [
        "a certificate out of its time",
        tls("CERT_HAS_EXPIRED"),
        /out of its time/,
        ["retry", endpoint],
      ],
      ["a port without TLS", tls("EPROTO"), /does not speak TLS/, [endpoint, "retry"]],
      [
        "an authority that nobody knows",
        tls("SELF_SIGNED_CERT_IN_CHAIN"),
        /company proxy.*CA bundle/,
        [
          "openSettings bedrockInvoke.caBundle",
          "openSettings http.systemCertificates",
          "link About CA Bundles",
          "retry",
        ],
      ],
      [
        "an answer that is no HTTP",
        { name: "ProtocolError" },
        /does not answer requests in HTTP/,
        [endpoint, "retry"],
      ],
      [
        "a stream that was damaged",
        { name: "StreamBroken" },
        /damaged/,
        ["retry", proxy, "showLog"],
      ],
      [
        "a page of a proxy",
        { name: "UnexpectedContent", httpStatus: 502, endpointHost: "h.example" },
        /^What came from h\.example/,
        ["retry", proxy, endpoint],
      ],
      [
        "an empty answer",
        { name: "UnexpectedContent", httpStatus: 200, members: { bodyBytes: 0 } },
        /no body came/,
        ["retry", proxy, endpoint],
      ],
      [
        "a page of a proxy that wants a name",
        { name: "UnexpectedContent", httpStatus: 407 },
        /proxy on the way wants/,
        [proxy, "retry"],
      ],
      [
        "a page that says too large",
        { name: "UnexpectedContent", httpStatus: 413 },
        /25,000,000/,
        ["goToBody"],
      ],
      [
        "a fault of our own",
        { name: "InternalError" },
        /Bedrock Invoke itself/,
        ["retry", "showLog"],
      ],
    ]);
  });

  describe("without a name of its own", () => {
    testTable(
      [
        [
          "a proxy that wants a name",
          { name: "Unknown", httpStatus: 407 },
          /proxy/,
          [proxy, "retry"],
        ],
        [
          "a redirect",
          { name: "Unknown", httpStatus: 302 },
          /redirect/,
          [endpoint, proxy, "retry"],
        ],
        [
          "a refusal",
          { name: "Unknown", httpStatus: 403 },
          /not accepted/,
          ["switchProfile", endpoint, "retry"],
        ],
        [
          "a refusal of an API key",
          { name: "Unknown", httpStatus: 403, message: "API Key is not valid" },
          /API key/,
          ["switchProfile", "retry"],
        ],
        [
          "an address with nothing",
          { name: "Unknown", httpStatus: 404, message: "Not Found" },
          /nothing at this address/,
          [endpoint, "retry"],
        ],
        ["a body over a limit", { name: "Unknown", httpStatus: 413 }, /25,000,000/, ["goToBody"]],
        [
          "too many requests",
          { name: "SlowDown", httpStatus: 429 },
          /quota/,
          [
            "retry",
            "link Open Service Quotas",
            "chooseModel",
            "switchRegion",
            "link Troubleshooting",
          ],
        ],
        [
          "a fault on the way",
          { name: "Unknown", httpStatus: 504, endpointHost: "h.example" },
          /^h\.example failed/,
          ["retry", "showLog"],
        ],
        [
          "SSO in a plain error",
          { name: "Error", message: "run aws sso login", profile: "dev" },
          /aws sso login/,
          sso,
        ],
        [
          "a name nobody has documented",
          { name: "WhateverException", httpStatus: 418 },
          /WhateverException is not among/,
          ["retry", "showLog"],
        ],
      ],
      true,
    );
  });
});
