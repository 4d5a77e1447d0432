import type { RemedyAction } from "../../../../src/core/diagnosis/actions.ts";
import type { ReasonName, Reasons } from "../../../../src/core/diagnosis/reasons.ts";
import { fileProblems, findings, missingSections } from "./ownFailureExamples.ts";

type Examples = {
  readonly [Name in ReasonName]: readonly [Reasons[Name], ...(readonly Reasons[Name][])];
};

const none = [{}] as const;
const region = "eu-west-1";
const regions = [{ region }, { region: undefined }] as const;
const profiles = [{ profile: "dev" }, { profile: undefined }] as const;
const hosts = [{ host: "h.example" }, { host: undefined }] as const;
const modelId = "m.x-v1:0";
const call = "ListFoundationModels";
const denied = { action: "bedrock:InvokeModel", resource: "arn:aws:bedrock:eu-west-1::x" };
const details = { status: "500", resource: "r-1", message: "Ouch" };
const noDetails = { status: undefined, resource: undefined, message: undefined };

/** Facts of every reason that reach every branch of its message. */
export const examples: Examples = {
  accessDenied: [
    { region, permission: "bedrock:InvokeModel" },
    { region: undefined, permission: "bedrock:InvokeModel" },
  ],
  modelAccessMissing: [
    { region, permission: "bedrock:InvokeModel" },
    { region: undefined, permission: "bedrock:InvokeModel" },
  ],
  accountNotAuthorized: regions,
  accountNotEligible: none,
  operationNotAllowed: none,
  countryNotSupported: none,
  promptCachingRefused: none,
  useCaseFormMissing: none,
  marketplacePaymentFailed: none,
  marketplaceAgreementPending: [{ minutes: 15 }, { minutes: undefined }],
  marketplaceAgreementMissing: [{ minutes: 2 }, { minutes: undefined }],
  marketplaceAgreementFailed: [{ minutes: 5 }],
  explicitlyDenied: [
    { denied, policy: "service control policy", sentTo: "eu-north-1" },
    { denied, policy: undefined, sentTo: "any" },
    { denied: { ...denied, resource: undefined }, policy: "policy", sentTo: undefined },
  ],
  permissionMissing: [
    { denied, about: "model", crossRegion: false },
    { denied, about: "model", crossRegion: true },
    {
      denied: { ...denied, action: "bedrock:InvokeModelWithResponseStream" },
      about: "model",
      crossRegion: false,
    },
    {
      denied: { ...denied, action: "bedrock:ApplyGuardrail" },
      about: "guardrail",
      crossRegion: false,
    },
    {
      denied: { ...denied, action: "bedrock:CallWithBearerToken" },
      about: "apiKey",
      crossRegion: false,
    },
    { denied: { ...denied, action: "sts:AssumeRole" }, about: "role", crossRegion: false },
  ],
  apiKeyMissing: none,
  apiKeyNotSupported: none,
  apiKeyExpired: none,
  apiKeyRefused: regions,
  apiKeyMalformed: none,
  apiKeyUnsendable: none,
  credentialsExpired: [
    { profile: "dev", signIn: undefined },
    { profile: undefined, signIn: undefined },
    { profile: "dev", signIn: { by: "ssoLogin", profile: "base" } },
    { profile: "dev", signIn: { by: "awsLogin", profile: undefined } },
  ],
  credentialsUnknown: profiles,
  clockSkewed: [
    { seconds: -600, times: undefined },
    { seconds: 7_200 * 4, times: { ours: 1_738_219_508_000, theirs: 1_738_190_708_000 } },
    { seconds: 86_400 * 11, times: undefined },
  ],
  signatureTooOld: none,
  signatureRefused: none,
  ssoSessionEnded: profiles,
  loginSessionEnded: profiles,
  ssoSettingsIncomplete: profiles,
  ssoSessionMissing: missingSections("sso-session", 'sso-session "my org"'),
  mfaCodeRefused: none,
  mfaCodeMissing: profiles,
  credentialProcessFailed: [
    { profile: "dev", how: "notJson" },
    { profile: "dev", how: "incomplete" },
    { profile: "dev", how: "invalid" },
    { profile: "dev", how: "expired" },
    { profile: "dev", how: "failed" },
  ],
  sourceProfileCycle: none,
  webIdentityFailed: profiles,
  roleRefused: profiles,
  stsRegionDisabled: none,
  containerCredentialsFailed: none,
  instanceCredentialsFailed: none,
  sourceProfileInvalid: profiles,
  sourceProfileMissing: [
    { profile: "dev", source: "base", finding: findings[0] },
    { profile: "dev", source: "base", finding: undefined },
  ],
  profileUnknown: [
    { profile: "dev", source: "chosen", finding: findings[0] },
    ...findings
      .slice(1, 3)
      .map((finding) => ({ profile: "dev", source: "chosen" as const, finding })),
  ],
  environmentKeysIncomplete: [{ missing: "AWS_SECRET_ACCESS_KEY" }],
  credentialsInvalid: profiles,
  credentialsMissing: [
    { profile: "dev", finding: undefined },
    { profile: undefined, finding: undefined },
    ...findings.flatMap((finding) => profiles.map((known) => ({ ...known, finding }))),
  ],
  credentialsFailed: [
    { profile: "dev", finding: findings[0] },
    { profile: undefined, finding: undefined },
  ],
  credentialsUnreachable: [
    { host: "sts.example", profile: "dev", certificateRefused: false },
    { host: undefined, profile: undefined, certificateRefused: true },
  ],
  credentialsAnswerInvalid: [
    { host: "sts.example", profile: "dev" },
    { host: undefined, profile: undefined },
  ],
  credentialsTimeout: profiles,
  signingRequired: none,
  regionMissing: none,
  regionInvalid: none,
  endpointInvalid: none,
  maxAttemptsInvalid: none,
  caBundleInvalid: none,
  awsFileUnreadable: [
    { problem: fileProblems[0] },
    ...fileProblems.slice(1).map((problem) => ({ problem })),
  ],
  servicesSectionMissing: missingSections("services", 'services "my org"'),
  contentTypeMissing: none,
  headerInvalid: [{ member: "serviceTier" }, { member: undefined }],
  dnsFailure: [
    { host: "h.example", region },
    { host: undefined, region: undefined },
  ],
  connectionRefused: hosts,
  proxyUnreachable: [
    { host: "h.example", proxyHost: "proxy.example:3128" },
    { host: undefined, proxyHost: undefined },
  ],
  proxySignInNeeded: none,
  networkUnreachable: none,
  connectionReset: none,
  connectTimeout: hosts,
  readTimeout: [{ streaming: false }, { streaming: true }],
  totalTimeout: [{ wasSent: true }, { wasSent: false }],
  listTimeout: none,
  certificateForOtherHost: hosts,
  certificateOutOfDate: [
    { host: "h.example", which: "expired" },
    { host: undefined, which: "notYetValid" },
  ],
  certificateNotTrusted: hosts,
  tlsNotSpoken: hosts,
  tlsFailed: [
    { host: "h.example", code: "CERT_REVOKED" },
    { host: undefined, code: "" },
  ],
  protocolInvalid: hosts,
  answerEmpty: hosts,
  answerForeign: hosts,
  answerTooLarge: none,
  streamBroken: none,
  redirected: hosts,
  refused: hosts,
  addressNotFound: hosts,
  operationUnknown: hosts,
  requestTooLarge: none,
  serverFailed: hosts,
  internalError: none,
  unexpectedError: [{ sent: false }, { sent: true }],
  undocumented: [{ name: "WhateverException" }, { name: "" }],
  throttled: [
    { unit: "requests", daily: false, retryAfterSeconds: 7 },
    { unit: "tokens", daily: true, retryAfterSeconds: undefined },
    { unit: undefined, daily: false, retryAfterSeconds: undefined },
  ],
  quotaExceeded: none,
  modelTimeout: [{ streaming: false }, { streaming: true }],
  modelFailed: [{ details }, { details: noDetails }],
  streamFailed: [{ details }, { details: noDetails }],
  modelNotReady: [{ retryAfterSeconds: 1 }, { retryAfterSeconds: undefined }],
  modelRetired: [{ legacy: true }, { legacy: false }],
  modelInOtherRegion: [
    { home: "us-west-2", region },
    { home: "us-west-2", region: undefined },
  ],
  resourceNotFound: regions,
  guardrailNotFound: regions,
  conflict: none,
  serviceFailed: none,
  serviceUnavailable: none,
  inferenceProfileNeeded: [{ modelIds: ["eu.m.x", "global.m.x"] }, { modelIds: [] }],
  modelUnknown: [
    { region, area: "us" },
    { region: undefined, area: undefined },
  ],
  dataRetentionMissing: none,
  streamingNotSupported: [{ withTools: false }, { withTools: true }],
  streamingRequired: none,
  latencyNotSupported: none,
  tierNotSupported: none,
  otherApiNeeded: none,
  promptTooLong: none,
  guardrailNeedsJson: none,
  guardrailVersionMissing: none,
  guardrailUnknown: regions,
  guardrailCannotRead: none,
  betaFlagInvalid: none,
  membersInvalid: [{ members: ["modelId"] }, { members: ["accept", "trace", "serviceTier"] }],
  bodyInvalid: [
    { places: [{ pointer: "/messages/0", key: "role", problem: "missing" }] },
    {
      places: [
        { pointer: undefined, key: "prompt", problem: "missing" },
        { pointer: "/colour", key: "colour", problem: "notPermitted" },
        { pointer: "/max_tokens", key: undefined, problem: "invalid" },
        { pointer: undefined, key: undefined, problem: "invalid" },
      ],
    },
    {
      places: ["/temperature", "/top_p"].map((pointer) => ({
        pointer,
        key: undefined,
        problem: "exclusive" as const,
      })),
    },
    { places: [{ pointer: "/temperature", key: undefined, problem: "mentioned" }] },
    {
      places: Array.from({ length: 12 }, (_, index) => ({
        pointer: `/messages/${index}`,
        key: undefined,
        problem: "invalid" as const,
      })),
    },
  ],
  requestInvalid: none,
  listDenied: [{ call }],
  listRefused: [{ call }],
  listDelayed: [{ call }],
  listNotSupported: [{ call }],
  modelNotOffered: [{ modelId, region }],
  modelDenied: [
    { modelId, region, causes: [{ kind: "agreementPending" }] },
    { modelId, region, causes: [{ kind: "agreementFailed", message: "card refused" }] },
    { modelId, region, causes: [{ kind: "agreementFailed", message: undefined }] },
    {
      modelId,
      region,
      causes: [{ kind: "agreementMissing" }, { kind: "notEntitled" }, { kind: "notAuthorized" }],
    },
  ],
  modelAccessUnchecked: [
    { name: "ListTimeout", message: "It did not answer within 10 s.", remedy: "Retry." },
  ],
  modelNotDenied: [{ modelId, region }],
};

/** Steps of every kind, with every value that changes their title. */
export const actions: readonly RemedyAction[] = [
  { id: "retry" },
  { id: "showLog" },
  { id: "switchProfile" },
  { id: "switchRegion" },
  { id: "chooseModel" },
  { id: "ssoLogin", profile: "dev" },
  { id: "awsLogin" },
  { id: "whyDenied", modelId },
  { id: "useModel", modelId },
  { id: "setMember", change: { member: "operation", value: "InvokeModel" } },
  { id: "setMember", change: { member: "operation", value: "InvokeModelWithResponseStream" } },
  { id: "setMember", change: { member: "performanceConfigLatency", value: "standard" } },
  { id: "setMember", change: { member: "serviceTier", value: "default" } },
  { id: "setMember", change: { member: "contentType", value: "application/json" } },
  { id: "setMember", change: { member: "guardrailVersion", value: "DRAFT" } },
  { id: "goToBody" },
  { id: "goToBody", pointer: "/messages/0" },
  { id: "goToMember", member: "modelId" },
  { id: "openFile", path: "/home/me/.aws/config", line: 3 },
];
