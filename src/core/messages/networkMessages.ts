import type { NetworkReasons } from "../diagnosis/reasons.ts";
import { describeHost, type MessagesOf } from "./words.ts";

/** Messages for connections that fail, and for what answers in place of Bedrock. */
export const networkMessages: MessagesOf<NetworkReasons> = {
  dnsFailure: ({ host, region }) =>
    `Could not resolve ${host ?? "the endpoint's host name"}. Check that you are online (VPN, DNS) and that Bedrock is available in ${region ?? "this region"}, then retry.`,
  connectionRefused: ({ host }) =>
    `Nothing is listening at ${describeHost(host)}. Start the server or correct the endpoint URL. A wrong proxy address fails the same way.`,
  proxyUnreachable: ({ host, proxyHost }) =>
    `Could not connect through the proxy. Check HTTPS_PROXY (host, port and scheme) and that the proxy ${proxyHost === undefined ? "" : `${proxyHost} `}is running, or add ${host ?? "the endpoint's host"} to NO_PROXY.`,
  proxySignInNeeded: () =>
    "The proxy requires you to sign in. Put its user name and password into the proxy settings (http.proxy in VS Code, HTTPS_PROXY elsewhere), then retry.",
  networkUnreachable: () =>
    "The endpoint cannot be reached from this machine. Check the network, the VPN and the proxy, then retry.",
  connectionReset: () =>
    "The connection was closed before the response was complete. The part already received is kept. The model may still have produced an answer: a retry may be billed again.",
  connectTimeout: ({ host }) =>
    `Timed out connecting to ${describeHost(host)}. Check the network, the VPN and the proxy, or raise the connect timeout.`,
  readTimeout: ({ streaming }) =>
    `The server sent nothing for longer than the read timeout. Large models can pause for minutes: raise the timeout (0 for no timeout)${streaming ? "" : " or stream the response"}. The request was not sent again, because it may already be billed.`,
  totalTimeout: ({ wasSent }) =>
    wasSent
      ? "The request, with all its attempts, took longer than the total timeout. The part already received is kept. Raise the timeout (0 for no timeout), or ask for less. The request may already be billed."
      : "The total timeout ended before the request was sent: loading the AWS files or the credentials took too long. Raise the timeout (0 for no timeout), then retry.",
  listTimeout: () =>
    "Timed out fetching the list. You can still type any model ID. Check the network, then retry.",
  certificateForOtherHost: ({ host }) =>
    `The certificate is not for ${describeHost(host)} but for another host. Check the endpoint URL and whether a proxy intercepts the connection.`,
  certificateOutOfDate: ({ host, which }) =>
    `The certificate of ${describeHost(host)} ${which === "expired" ? "has expired" : "is not yet valid"}. Check this machine's clock, then the server.`,
  certificateNotTrusted: ({ host }) =>
    `This machine does not trust the authority that signed the certificate of ${describeHost(host)}. Often this is a company proxy that inspects TLS. Set the CA bundle to the authority's PEM file (or use NODE_EXTRA_CA_CERTS, or http.systemCertificates in VS Code).`,
  tlsNotSpoken: ({ host }) =>
    `${host ?? "The endpoint"} did not answer in TLS. Check the port and whether the endpoint expects http.`,
  tlsFailed: ({ host, code }) =>
    `Could not make a secure connection to ${describeHost(host)}${code === "" ? "" : ` (${code})`}. Likely causes: the server's certificate, or a proxy that inspects TLS and needs a CA bundle.`,
  protocolInvalid: ({ host }) =>
    `${host ?? "The endpoint"} did not answer the request in HTTP. Check the host, the port and whether the endpoint expects https.`,
  answerEmpty: ({ host }) =>
    `${host ?? "The endpoint"} reported success but sent no body. The model may still have produced an answer: a retry may be billed again. Check the endpoint URL and whether a proxy is in between.`,
  answerForeign: ({ host }) =>
    `The response from ${describeHost(host)} does not look like one from Bedrock. Likely causes: a proxy, a gateway or a sign-in page. Sign in to the network in a browser, or check the proxy and the endpoint URL.`,
  answerTooLarge: () =>
    "The part already received is kept and can be saved. Ask for a shorter answer, or use a program that writes the response to a file as it arrives. The model has answered: a retry may be billed again.",
  streamBroken: () =>
    "The stream was damaged on the way. The part already received is kept. Retry; if it keeps happening, a proxy or gateway may be changing the response.",
  redirected: ({ host }) =>
    `${host ?? "The endpoint"} answered with a redirect, which Bedrock never does. Check the endpoint URL and whether a proxy or a sign-in page is in between.`,
  refused: ({ host }) =>
    `${host ?? "The endpoint"} refused the request. Likely causes: credentials that it does not accept, or a proxy or gateway. Check the profile or API key and the endpoint, then retry.`,
  addressNotFound: ({ host }) =>
    `${host ?? "The endpoint"} has nothing at this address. Check the endpoint URL: it must end after the host, without /model or a version.`,
  operationUnknown: ({ host }) =>
    `${host ?? "The endpoint"} does not know this operation. It may be the endpoint of another service: InvokeModel is at bedrock-runtime.{region}.amazonaws.com. Check the endpoint URL.`,
  requestTooLarge: () =>
    "The request is too large for the endpoint or for a proxy. Bedrock accepts bodies of up to 25,000,000 bytes, and some models accept less. Send less, such as smaller images or fewer documents.",
  serverFailed: ({ host }) =>
    `${host ?? "The endpoint"} failed, or a proxy could not reach it. Retry in a moment; if it keeps happening, give the request ID to AWS Support.`,
  internalError: () =>
    "Bedrock Invoke itself failed, not the service. Retry; if it keeps happening, report it with the log.",
  unexpectedError: ({ sent }) =>
    sent
      ? "Bedrock Invoke failed while the request was running. The model may have answered: a retry may be billed again. The log has the details."
      : "Bedrock Invoke failed before the request was sent. Retry; the log has the details.",
  undocumented: ({ name }) =>
    `${name || "This error"} is not an error that Bedrock documents. The message above may say why; the log shows every step of the run.`,
};
