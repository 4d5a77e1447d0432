import {
  attemptsSetting,
  caBundleSetting,
  endpointSetting,
  goToBody,
  openSetting,
  proxySetting,
  retry,
  changeMember,
  showLog,
  switchProfile,
  switchRegion,
} from "./actions.ts";
import { credentialsAnswerInvalid, credentialsUnreachable } from "./credentialHosts.ts";
import { mfaCode } from "./credentials.ts";
import type { Diagnosis } from "./diagnosis.ts";
import type { Failure } from "./failure.ts";
import { proxySignInNeeded, requestTooLarge } from "./gateway.ts";
import { readTimeout } from "./model.ts";
import { isMember } from "../request/members.ts";
import type { Find } from "./subject.ts";
import { tlsFailure } from "./tls.ts";

const credentials = () => "credentials" as const;

/** The cause of each failure that is not the service's: names of ours, and the SDK's for credentials. */
export const localErrors: Readonly<Record<string, Find>> = {
  CredentialsProviderError: credentials,
  TokenProviderError: credentials,
  MfaCancelled: mfaCode,
  ApiKeyInvalid: () => ({
    reason: "apiKeyUnsendable",
    params: {},
    actions: [switchProfile, retry],
  }),
  CredentialsUnreachable: credentialsUnreachable,
  CredentialsAnswerInvalid: credentialsAnswerInvalid,
  CredentialsTimeout: ({ profile }) => ({
    reason: "credentialsTimeout",
    params: { profile },
    actions: [retry, switchProfile],
  }),
  SigningRequired: () => ({
    reason: "signingRequired",
    params: {},
    actions: [switchProfile, endpointSetting],
  }),
  RegionMissing: () => ({ reason: "regionMissing", params: {}, actions: [switchRegion] }),
  RegionInvalid: () => ({ reason: "regionInvalid", params: {}, actions: [switchRegion] }),
  EndpointInvalid: () => ({ reason: "endpointInvalid", params: {}, actions: [endpointSetting] }),
  MaxAttemptsInvalid: () => ({
    reason: "maxAttemptsInvalid",
    params: {},
    actions: [attemptsSetting],
  }),
  CaBundleInvalid: () => ({ reason: "caBundleInvalid", params: {}, actions: [caBundleSetting] }),
  AwsFileUnreadable: () => ({
    reason: "awsFileUnreadable",
    params: {},
    actions: [switchProfile, retry],
  }),
  AnswerTooLarge: () => ({ reason: "answerTooLarge", params: {}, actions: [showLog] }),
  ContentTypeMissing: () => ({
    reason: "contentTypeMissing",
    params: {},
    actions: [changeMember({ member: "contentType", value: "application/json" })],
  }),
  HeaderInvalid: headerInvalid,
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
  TotalTimeout: () => ({
    reason: "totalTimeout",
    params: {},
    actions: [openSetting("bedrockInvoke.totalTimeoutSeconds"), retry],
  }),
  ListTimeout: () => ({ reason: "listTimeout", params: {}, actions: [retry, proxySetting] }),
  TlsError: tlsFailure,
  ProtocolError: ({ endpointHost: host }) => ({
    reason: "protocolInvalid",
    params: { host },
    actions: [endpointSetting, retry],
  }),
  UnexpectedContent: unexpectedContent,
  InternalError: () => ({ reason: "internalError", params: {}, actions: [retry, showLog] }),
  StreamBroken: () => ({
    reason: "streamBroken",
    params: {},
    actions: [retry, proxySetting, showLog],
  }),
};

function headerInvalid({ members: { member } }: Failure): Diagnosis {
  const name = typeof member === "string" && isMember(member) ? member : undefined;
  return {
    reason: "headerInvalid",
    params: { member: name },
    actions: [name === undefined ? goToBody() : { id: "goToMember", member: name }],
  };
}

function unexpectedContent({ httpStatus, endpointHost: host, members }: Failure): Diagnosis {
  if (httpStatus === 407) return proxySignInNeeded();
  if (httpStatus === 413) return requestTooLarge();
  const isEmpty = members["bodyBytes"] === 0 && httpStatus !== undefined && httpStatus < 300;
  return {
    reason: isEmpty ? "answerEmpty" : "answerForeign",
    params: { host },
    actions: [retry, proxySetting, endpointSetting],
  };
}
