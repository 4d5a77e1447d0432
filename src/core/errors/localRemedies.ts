import {
  goToBody,
  openSetting,
  retry,
  setMember,
  showLog,
  switchProfile,
  switchRegion,
} from "./actions.ts";
import { attemptsSetting, caBundleSetting, endpointSetting, proxySetting } from "./actions.ts";
import { credentialsAnswerInvalid, credentialsUnreachable } from "./credentialHostRemedies.ts";
import { credentials, named } from "./credentialRemedies.ts";
import { readTimeout } from "./modelRemedies.ts";
import type { Failure, Remedy } from "./remedy.ts";
import { proxySignIn, tooLarge } from "./statusRemedy.ts";
import { tls } from "./tlsRemedy.ts";

/** What to do about each failure that is not the service's: names of ours, and the SDK's for credentials. */
export const localRemedies: Readonly<Record<string, (failure: Failure) => Remedy>> = {
  CredentialsProviderError: credentials,
  TokenProviderError: credentials,
  MfaCancelled: credentials,
  ApiKeyInvalid: () => ({
    remedy:
      "Copy the Bedrock API key anew from the Bedrock console, whole and without line breaks, or choose a profile.",
    actions: [switchProfile, retry],
  }),
  CredentialsUnreachable: credentialsUnreachable,
  CredentialsAnswerInvalid: credentialsAnswerInvalid,
  CredentialsTimeout: ({ profile }) => ({
    remedy: `The credentials of ${named(profile)} did not come in time. Its credential_process or sign-in may be waiting for you; run it in a terminal, then retry.`,
    actions: [retry, switchProfile],
  }),
  SigningRequired: () => ({
    remedy:
      "Requests without a signature go to this machine alone (localhost). Choose a profile, or an endpoint on localhost.",
    actions: [switchProfile, endpointSetting],
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
    actions: [endpointSetting],
  }),
  MaxAttemptsInvalid: () => ({
    remedy:
      "Give a whole number from 1, or take the value out: then a request is sent 3 times at most.",
    actions: [attemptsSetting],
  }),
  CaBundleInvalid: () => ({
    remedy: "Check the path of the CA bundle: it must be a readable file of PEM certificates.",
    actions: [caBundleSetting],
  }),
  AwsFileUnreadable: () => ({
    remedy:
      "Profiles, tokens, and sign-ins are read from UTF-8 text files of up to 16 MB. Correct the file, or its path in the profile or in the environment variable, then retry.",
    actions: [switchProfile, retry],
  }),
  AnswerTooLarge: () => ({
    remedy:
      "What arrived is kept and can be saved. Ask for a shorter answer, or use a program that writes the answer to a file as it arrives. The model has answered: a retry may be billed again.",
    actions: [showLog],
  }),
  ContentTypeMissing: () => ({
    remedy: "Set the content type to application/json, or take the member out of the request.",
    actions: [setMember("Use application/json", "contentType", "application/json")],
  }),
  HeaderInvalid: () => ({
    remedy:
      "A member that travels as a header (request metadata, guardrail, content type …) holds a character that HTTP headers cannot carry, such as a line break or a letter beyond ASCII. Take it out or, in JSON, escape it as \\uXXXX.",
    actions: [goToBody(undefined)],
  }),
  DnsFailure: ({ region, endpointHost }) => ({
    remedy: `The name ${endpointHost ?? "of the endpoint"} could not be resolved. Are you online (VPN, DNS)? Is Bedrock offered in ${region ?? "this region"}? Check both, then retry.`,
    actions: [retry, switchRegion, endpointSetting],
  }),
  ConnectionRefused: ({ endpointHost }) => ({
    remedy: `Nothing listens at ${endpointHost ?? "the endpoint"}. Start the server, or mend the endpoint URL; a proxy that is not there says the same.`,
    actions: [retry, endpointSetting, proxySetting],
  }),
  ProxyUnreachable: ({ members, endpointHost }) => ({
    remedy: `Check HTTPS_PROXY (its host, port and scheme) and that the proxy ${typeof members["proxyHost"] === "string" ? `${members["proxyHost"]} ` : ""}runs; or put ${endpointHost ?? "the endpoint's host"} into NO_PROXY.`,
    actions: [retry, proxySetting],
  }),
  NetworkUnreachable: () => ({
    remedy:
      "There is no way to the endpoint from here. Check the network, the VPN and the proxy, then retry.",
    actions: [retry, proxySetting],
  }),
  ConnectionReset: () => ({
    remedy:
      "The connection was closed before the answer was whole. What had arrived is kept. The model may have answered all the same: a retry may be billed again.",
    actions: [retry, showLog],
  }),
  ConnectTimeout: ({ endpointHost }) => ({
    remedy: `${endpointHost ?? "The endpoint"} could not be reached in time. Check the network, VPN and proxy, or raise the connect timeout.`,
    actions: [retry, openSetting("Raise Connect Timeout", "connectTimeoutSeconds"), proxySetting],
  }),
  ReadTimeout: readTimeout,
  TotalTimeout: () => ({
    remedy:
      "The call took longer than it may in all, its attempts together. What had arrived is kept. Raise the limit (0 sets none), or ask for less. It may be billed already.",
    actions: [openSetting("Raise Total Timeout", "totalTimeoutSeconds"), retry],
  }),
  ListTimeout: () => ({
    remedy:
      "The list did not come in time. Any id can be typed all the same; check the network and try again.",
    actions: [retry, proxySetting],
  }),
  TlsError: tls,
  ProtocolError: ({ endpointHost }) => ({
    remedy: `${endpointHost ?? "The endpoint"} does not answer requests in HTTP. Check the endpoint's host and port and whether it wants https.`,
    actions: [endpointSetting, retry],
  }),
  UnexpectedContent: unexpectedContent,
  InternalError: () => ({
    remedy:
      "Something failed in Bedrock Invoke itself, not in the service. Retry; if it goes on, report it with the log.",
    actions: [retry, showLog],
  }),
  StreamBroken: () => ({
    remedy:
      "The stream was damaged on its way; what had arrived is kept. Retry; if it goes on, a proxy or gateway may be rewriting the answer.",
    actions: [retry, proxySetting, showLog],
  }),
};

function unexpectedContent(failure: Failure): Remedy {
  const { httpStatus, endpointHost, members } = failure;
  if (httpStatus === 407) return proxySignIn();
  if (httpStatus === 413) return tooLarge();
  const host = endpointHost ?? "the endpoint";
  const empty = members["bodyBytes"] === 0 && httpStatus !== undefined && httpStatus < 300;
  return {
    remedy: empty
      ? `${host} said that all went well, but no body came. The model may have answered all the same: a retry may be billed again. Check the endpoint URL, and what stands in between.`
      : `What came from ${host} is not an answer of Bedrock but a page of something in between: a proxy, a gateway or a login page. Open a browser to sign in to the network, or check the proxy and the endpoint URL.`,
    actions: [retry, proxySetting, endpointSetting],
  };
}
