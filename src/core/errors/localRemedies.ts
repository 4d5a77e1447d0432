import { openLink, openSettings, retry, showLog, switchProfile, switchRegion } from "./actions.ts";
import type { Failure, Remedy } from "./remedy.ts";

/** What to do about each failure that is not the service's: names of ours, and the SDK's for credentials. */
export const localRemedies: Readonly<Record<string, (failure: Failure) => Remedy>> = {
  CredentialsProviderError: credentials,
  TokenProviderError: credentials,
  CredentialsTimeout: ({ profile }) => ({
    remedy: `The credentials of ${named(profile)} did not come in time. Its credential_process or sign-in may be waiting for you; run it in a terminal, then retry.`,
    actions: [retry, switchProfile],
  }),
  SigningRequired: () => ({
    remedy:
      "Requests without a signature go to this machine alone (localhost). Choose a profile, or an endpoint on localhost.",
    actions: [switchProfile, openSettings],
  }),
  RegionMissing: () => ({
    remedy: "Choose a region, or put one into the request file, AWS_REGION or the profile.",
    actions: [switchRegion],
  }),
  RegionInvalid: () => ({
    remedy: "Choose a region by its name, such as us-east-1.",
    actions: [switchRegion],
  }),
  EndpointInvalid: () => ({
    remedy:
      "Mend the endpoint URL: https://host[:port], or http:// for localhost. Without one, AWS's own endpoint of the region is used.",
    actions: [openSettings],
  }),
  MaxAttemptsInvalid: () => ({
    remedy:
      "Give a whole number from 1, or take the value out: then a request is sent 3 times at most.",
    actions: [openSettings],
  }),
  CaBundleInvalid: () => ({
    remedy: "Check the path of the CA bundle in the settings: it must be a readable PEM file.",
    actions: [openSettings],
  }),
  ContentTypeMissing: () => ({
    remedy: "Set the content type to application/json, or take the member out of the request.",
    actions: [],
  }),
  HeaderInvalid: () => ({
    remedy:
      "A member that travels as a header (request metadata, guardrail, content type …) holds a character that HTTP headers cannot carry, such as a line break or a letter beyond ASCII. Take it out or, in JSON, escape it as \\uXXXX.",
    actions: [],
  }),
  DnsFailure: ({ region, endpointHost }) => ({
    remedy: `The name ${endpointHost ?? "of the endpoint"} could not be resolved. Are you online (VPN, DNS)? Is Bedrock offered in ${region ?? "this region"}?`,
    actions: [retry, switchRegion],
  }),
  ConnectionRefused: ({ endpointHost }) => ({
    remedy: `Nothing listens at ${endpointHost ?? "the endpoint"}. Start the server, or mend the endpoint URL.`,
    actions: [retry, openSettings],
  }),
  NetworkUnreachable: () => ({
    remedy:
      "There is no way to the endpoint from here. Check the network, the VPN and the proxy, then retry.",
    actions: [retry],
  }),
  ConnectionReset: () => ({
    remedy:
      "The connection was closed before the answer was whole. What had arrived is kept. The model may have answered all the same: a retry may be billed again.",
    actions: [retry, showLog],
  }),
  ConnectTimeout: ({ endpointHost }) => ({
    remedy: `${endpointHost ?? "The endpoint"} could not be reached in time. Check the network, VPN and proxy, or raise the connect timeout.`,
    actions: [retry, openSettings],
  }),
  ReadTimeout: () => ({
    remedy:
      "Nothing was heard for longer than the read timeout allows. Big models can be silent for minutes: raise the timeout (0 waits for ever) or stream the answer. It was not sent again, as it may be billed already.",
    actions: [openSettings, retry],
  }),
  TlsError: tls,
  ProtocolError: ({ endpointHost }) => ({
    remedy: `${endpointHost ?? "The endpoint"} does not answer in HTTP. Check the endpoint's port and whether it wants https.`,
    actions: [openSettings, retry],
  }),
  UnexpectedContent: ({ httpStatus, endpointHost, members }) => ({
    remedy:
      httpStatus === 407
        ? "A proxy on the way wants you to sign in. Put its user name and password into your proxy settings, then retry."
        : members["bodyBytes"] === 0 && httpStatus !== undefined && httpStatus < 300
          ? `${endpointHost ?? "The endpoint"} said that all went well, but no body came. The model may have answered all the same: a retry may be billed again. Check the endpoint URL, and what stands in between.`
          : `What came from ${endpointHost ?? "the endpoint"} is not an answer of Bedrock but a page of something in between: a proxy, a gateway or a login page. Open a browser to sign in to the network, or check the proxy and the endpoint URL.`,
    actions: [retry, openSettings],
  }),
  InternalError: () => ({
    remedy:
      "Something failed in Bedrock Invoke itself, not in the service. Retry; if it goes on, report it with the log.",
    actions: [retry, showLog],
  }),
  StreamBroken: () => ({
    remedy:
      "The stream was damaged on its way; what had arrived is kept. Retry; if it goes on, a proxy or gateway may be rewriting the answer.",
    actions: [retry, showLog],
  }),
};

function credentials({ message, profile, finding }: Failure): Remedy {
  const found = finding === undefined ? "" : ` ${finding}`;
  if (/aws sso login|SSO/i.test(message)) {
    return {
      remedy: `The SSO session is missing or over. Run \`aws sso login${flag(profile)}\` in a terminal, then retry.`,
      actions: [retry, switchProfile],
    };
  }
  if (/login[/\\]cache|aws login/i.test(message)) {
    return {
      remedy: `The sign-in session is missing or over. Run \`aws login${flag(profile)}\` in a terminal, then retry.`,
      actions: [retry, switchProfile],
    };
  }
  if (/multi-factor|MFA/i.test(message)) {
    return {
      remedy: `${capital(named(profile))} asks for an MFA code. Get temporary keys with the code (aws sts assume-role or get-session-token) into another profile, and choose that one.`,
      actions: [switchProfile],
    };
  }
  if (/Command failed|credential_process/i.test(message)) {
    return {
      remedy: `The credential_process of ${named(profile)} did not give credentials. Run it in a terminal to see why (what it printed is hidden here), then retry.`,
      actions: [retry, switchProfile],
    };
  }
  if (/cycle/i.test(message)) {
    return {
      remedy: `The source_profile entries in ~/.aws/config lead in a circle. Break it, then retry.`,
      actions: [switchProfile],
    };
  }
  return {
    remedy:
      profile === undefined
        ? `No credentials were found.${found} Choose a profile, or sign in (aws configure, aws sso login, aws login), then retry.`
        : `The profile ${profile} gave no credentials.${found} Check it in ~/.aws/config and ~/.aws/credentials, or choose another, then retry.`,
    actions: [switchProfile, retry],
  };
}

function tls({ members, endpointHost }: Failure): Remedy {
  const code = typeof members["code"] === "string" ? members["code"] : "";
  const host = endpointHost ?? "the endpoint";
  if (code === "ERR_TLS_CERT_ALTNAME_INVALID") {
    return {
      remedy: `The certificate is for another host than ${host}. Check the endpoint URL; a proxy may stand in between.`,
      actions: [openSettings],
    };
  }
  if (code === "CERT_HAS_EXPIRED" || code === "CERT_NOT_YET_VALID") {
    return {
      remedy: `The certificate of ${host} is out of its time. Check this machine's clock, then the server.`,
      actions: [retry],
    };
  }
  if (/^(EPROTO|ERR_SSL_)/.test(code)) {
    return {
      remedy: `${host} does not speak TLS there. Check the port, and whether the endpoint wants http.`,
      actions: [openSettings],
    };
  }
  return {
    remedy:
      "The certificate is signed by an authority this machine does not know: often a company proxy that looks into TLS. Set the CA bundle to that authority's PEM file (or NODE_EXTRA_CA_CERTS, or http.systemCertificates in VS Code).",
    actions: [
      openSettings,
      openLink(
        "About CA Bundles",
        "https://docs.aws.amazon.com/sdkref/latest/guide/feature-gen-config.html",
      ),
    ],
  };
}

function named(profile: string | undefined): string {
  return profile === undefined ? "the default chain" : `the profile ${profile}`;
}

function flag(profile: string | undefined): string {
  return profile === undefined ? "" : ` --profile ${profile}`;
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
