import {
  endpointSetting,
  goToBody,
  openSetting,
  proxySetting,
  retry,
  showLog,
  switchRegion,
} from "./actions.ts";
import { readTimeout } from "./model.ts";
import type { Find } from "./subject.ts";
import { tlsFailure } from "./tls.ts";

const credentials = () => "credentials" as const;

/** The cause of each failure that the SDK or Node finds on this side; `diagnoseOwn.ts` has those that we find. */
export const localErrors: Readonly<Record<string, Find>> = {
  CredentialsProviderError: credentials,
  TokenProviderError: credentials,
  HeaderInvalid: () => ({
    reason: "headerInvalid",
    params: { member: undefined },
    actions: [goToBody()],
  }),
  DnsFailure: ({ region, endpointHost: host }) => ({
    reason: "dnsFailure",
    params: { host, region },
    actions: [retry, switchRegion, endpointSetting],
  }),
  ConnectionRefused: ({ endpointHost: host }) => ({
    reason: "connectionRefused",
    params: { host },
    actions: [retry, endpointSetting, proxySetting],
  }),
  ProxyUnreachable: ({ members: { proxyHost }, endpointHost: host }) => ({
    reason: "proxyUnreachable",
    params: { host, proxyHost: typeof proxyHost === "string" ? proxyHost : undefined },
    actions: [retry, proxySetting],
  }),
  NetworkUnreachable: () => ({
    reason: "networkUnreachable",
    params: {},
    actions: [retry, proxySetting],
  }),
  ConnectionReset: () => ({ reason: "connectionReset", params: {}, actions: [retry, showLog] }),
  ConnectTimeout: ({ endpointHost: host }) => ({
    reason: "connectTimeout",
    params: { host },
    actions: [retry, openSetting("bedrockInvoke.connectTimeoutSeconds"), proxySetting],
  }),
  ReadTimeout: readTimeout,
  TlsError: tlsFailure,
  ProtocolError: ({ endpointHost: host }) => ({
    reason: "protocolInvalid",
    params: { host },
    actions: [endpointSetting, retry],
  }),
  StreamBroken: () => ({
    reason: "streamBroken",
    params: {},
    actions: [retry, proxySetting, showLog],
  }),
};
