import { isMember } from "../request/members.ts";
import {
  attemptsSetting,
  caBundleSetting,
  endpointSetting,
  goToBody,
  openBroken,
  openMisnamed,
  openSetting,
  proxySetting,
  retry,
  changeMember,
  showLog,
  switchProfile,
  switchRegion,
} from "./actions.ts";
import { credentialsAnswerInvalid, credentialsUnreachable } from "./credentialHosts.ts";
import { containerCredentialsFailed, mfaCodeMissing, webIdentityFailed } from "./credentials.ts";
import type { Diagnosis } from "./diagnosis.ts";
import type { Failure } from "./failure.ts";
import { proxySignInNeeded, requestTooLarge } from "./gateway.ts";
import type { OwnFailure, OwnFailures } from "./ownFailures.ts";
import type { Subject } from "./subject.ts";

/** Returns the reason of a failure of ours, or the subject whose words tell it. */
export function diagnoseOwn({ name, facts }: OwnFailure, failure: Failure): Diagnosis | Subject {
  return diagnoseNamed(name, facts, failure);
}

function diagnoseNamed<Name extends keyof OwnFailures>(
  name: Name,
  facts: OwnFailures[Name],
  failure: Failure,
): Diagnosis | Subject {
  return diagnoses[name](facts, failure);
}

type Diagnoses = {
  readonly [Name in keyof OwnFailures]: (
    facts: OwnFailures[Name],
    failure: Failure,
  ) => Diagnosis | Subject;
};

const retryOrSwitch = [retry, switchProfile];
const switchOrRetry = [switchProfile, retry];

const diagnoses: Diagnoses = {
  // Nobody reads it: whoever cancelled knows.
  Aborted: () => ({ reason: "undocumented", params: { name: "Aborted" }, actions: [retry] }),
  RegionMissing: () => ({ reason: "regionMissing", params: {}, actions: [switchRegion] }),
  RegionInvalid: () => ({ reason: "regionInvalid", params: {}, actions: [switchRegion] }),
  EndpointInvalid: () => ({ reason: "endpointInvalid", params: {}, actions: [endpointSetting] }),
  ServicesSectionMissing: ({ section, finding }) => ({
    reason: "servicesSectionMissing",
    params: { section, finding },
    actions: [...openMisnamed(finding), retry, endpointSetting, switchProfile],
  }),
  MaxAttemptsInvalid: () => ({
    reason: "maxAttemptsInvalid",
    params: {},
    actions: [attemptsSetting],
  }),
  CaBundleInvalid: () => ({ reason: "caBundleInvalid", params: {}, actions: [caBundleSetting] }),
  AwsFileUnreadable: ({ path, problem }) => ({
    reason: "awsFileUnreadable",
    params: { problem },
    // No other profile helps: it would be read from the same files.
    actions: [...openBroken(path, problem), retry],
  }),
  ProfileNotFound: (facts) => ({
    reason: "profileUnknown",
    params: facts,
    actions: [...openMisnamed(facts.finding), ...switchOrRetry],
  }),
  EnvironmentKeysIncomplete: ({ missing }) => ({
    reason: "environmentKeysIncomplete",
    params: { missing },
    actions: switchOrRetry,
  }),
  SigningRequired: () => ({
    reason: "signingRequired",
    params: {},
    actions: [switchProfile, endpointSetting],
  }),
  ApiKeyInvalid: () => ({ reason: "apiKeyUnsendable", params: {}, actions: switchOrRetry }),
  MfaCancelled: (_facts, failure) => mfaCodeMissing(failure),
  MfaUnavailable: (_facts, failure) => mfaCodeMissing(failure),
  SsoSessionMissing: ({ section, finding }) => ({
    reason: "ssoSessionMissing",
    params: { section, finding },
    actions: [...openMisnamed(finding), ...switchOrRetry],
  }),
  CredentialsProviderError: () => "credentials",
  ContainerCredentialsFailed: containerCredentialsFailed,
  WebIdentityTokenUnreadable: (_facts, failure) => webIdentityFailed(failure),
  CredentialProcessInvalid: (_facts, { profile }) => ({
    reason: "credentialProcessFailed",
    params: { profile, how: "invalid" },
    actions: retryOrSwitch,
  }),
  CredentialsInvalid: (_facts, { profile }) => ({
    reason: "credentialsInvalid",
    params: { profile },
    actions: switchOrRetry,
  }),
  CredentialsTimeout: (_facts, { profile }) => ({
    reason: "credentialsTimeout",
    params: { profile },
    actions: retryOrSwitch,
  }),
  CredentialsUnreachable: credentialsUnreachable,
  CredentialsAnswerInvalid: credentialsAnswerInvalid,
  TotalTimeout: ({ wasSent }) => ({
    reason: "totalTimeout",
    params: { wasSent },
    actions: [openSetting("bedrockInvoke.totalTimeoutSeconds"), retry],
  }),
  ListTimeout: () => ({ reason: "listTimeout", params: {}, actions: [retry, proxySetting] }),
  ProtocolError: (_facts, { endpointHost: host }) => ({
    reason: "protocolInvalid",
    params: { host },
    actions: [endpointSetting, retry],
  }),
  UnexpectedContent: unexpectedContent,
  AnswerTooLarge: () => ({ reason: "answerTooLarge", params: {}, actions: [showLog] }),
  ContentTypeMissing: () => ({
    reason: "contentTypeMissing",
    params: {},
    actions: [changeMember({ member: "contentType", value: "application/json" })],
  }),
  HeaderInvalid: ({ member }) => ({
    reason: "headerInvalid",
    params: { member },
    actions: [isMember(member) ? { id: "goToMember", member } : goToBody()],
  }),
  InternalError: () => ({ reason: "internalError", params: {}, actions: [retry, showLog] }),
};

function unexpectedContent(
  { status, isEmpty }: OwnFailures["UnexpectedContent"],
  { endpointHost: host }: Failure,
): Diagnosis {
  if (status === 407) return proxySignInNeeded();
  if (status === 413) return requestTooLarge();
  return {
    reason: isEmpty && status < 300 ? "answerEmpty" : "answerForeign",
    params: { host },
    actions: [retry, proxySetting, endpointSetting],
  };
}
