import type { SignInKind } from "./failure.ts";
import type { AwsFinding, FileProblem, MissingSection } from "./ownFailures.ts";

/** No facts besides the reason itself. */
type None = Readonly<Record<string, never>>;

interface Regional {
  readonly region: string | undefined;
}
interface OfProfile {
  readonly profile: string | undefined;
}
interface OfHost {
  readonly host: string | undefined;
}
interface Found {
  readonly finding: AwsFinding | undefined;
}
/** How long the service asks to wait, in seconds. */
interface Delayed {
  readonly retryAfterSeconds: number | undefined;
}

/** How many minutes the service says to wait. */
interface Waiting {
  readonly minutes: number | undefined;
}

/** The action of IAM that was denied, and on what. */
export interface Denied {
  readonly action: string;
  readonly resource: string | undefined;
}

/** A place in the body that the service rejected. */
export interface BodyPlace {
  /** A JSON pointer (RFC 6901); undefined for the body as a whole. */
  readonly pointer: string | undefined;
  /** The key that is missing or not permitted. */
  readonly key: string | undefined;
  /** `exclusive`: only one of these places may be there. `mentioned`: what is wrong is not known. */
  readonly problem: "missing" | "notPermitted" | "invalid" | "exclusive" | "mentioned";
}

/** What a model says about its own failure. */
export interface ModelDetails {
  readonly status: string | undefined;
  readonly resource: string | undefined;
  readonly message: string | undefined;
}

/** What keeps an account from a model. */
export type DenialCause =
  | { readonly kind: "agreementPending" }
  | { readonly kind: "agreementFailed"; readonly message: string | undefined }
  | { readonly kind: "agreementMissing" }
  | { readonly kind: "notEntitled" }
  | { readonly kind: "notAuthorized" };

export interface AccessReasons {
  /** The cause of the denial is not in its message. */
  accessDenied: Regional & { readonly permission: string };
  modelAccessMissing: Regional & { readonly permission: string };
  accountNotAuthorized: Regional;
  accountNotEligible: None;
  operationNotAllowed: None;
  countryNotSupported: None;
  promptCachingRefused: None;
  useCaseFormMissing: None;
  marketplacePaymentFailed: None;
  marketplaceAgreementPending: Waiting;
  /** The identity may not subscribe the account to the model. */
  marketplaceAgreementMissing: Waiting;
  /** The cause is not in the message. */
  marketplaceAgreementFailed: Waiting;
  /** `sentTo`: the other region that a profile sends the request to; `any` for all of them. */
  explicitlyDenied: {
    readonly denied: Denied;
    readonly policy: string | undefined;
    readonly sentTo: string | undefined;
  };
  permissionMissing: {
    readonly denied: Denied;
    readonly about: "guardrail" | "apiKey" | "role" | "model";
    readonly crossRegion: boolean;
  };
}

export interface KeyReasons {
  /** None is in the editor's secret storage. */
  apiKeyMissing: None;
  apiKeyNotSupported: None;
  apiKeyExpired: None;
  apiKeyRefused: Regional;
  apiKeyMalformed: None;
  apiKeyUnsendable: None;
  credentialsExpired: OfProfile & {
    readonly signIn: { readonly by: SignInKind; readonly profile: string | undefined } | undefined;
  };
  credentialsUnknown: OfProfile;
  /** `seconds` is positive where this machine's clock is ahead; the times are in ms since 1970. */
  clockSkewed: {
    readonly seconds: number;
    readonly times: { readonly ours: number; readonly theirs: number } | undefined;
  };
  signatureTooOld: None;
  signatureRefused: None;
}

export interface CredentialReasons {
  ssoSessionEnded: OfProfile;
  loginSessionEnded: OfProfile;
  ssoSettingsIncomplete: OfProfile;
  ssoSessionMissing: MissingSection;
  mfaCodeRefused: None;
  mfaCodeMissing: OfProfile;
  credentialProcessFailed: OfProfile & {
    readonly how: "notJson" | "incomplete" | "invalid" | "expired" | "failed";
  };
  sourceProfileCycle: None;
  webIdentityFailed: OfProfile;
  roleRefused: OfProfile;
  stsRegionDisabled: None;
  containerCredentialsFailed: None;
  instanceCredentialsFailed: None;
  sourceProfileInvalid: OfProfile;
  sourceProfileMissing: OfProfile & { readonly source: string } & Found;
  /** `source`: "chosen", or the variable that names the profile. */
  profileUnknown: {
    readonly profile: string;
    readonly source: string;
    readonly finding: AwsFinding;
  };
  /** `missing` is a variable of the environment. */
  environmentKeysIncomplete: { readonly missing: string };
  credentialsMissing: OfProfile & Found;
  credentialsInvalid: OfProfile;
  /** The SDK's message names no cause. */
  credentialsFailed: OfProfile & Found;
  credentialsUnreachable: OfProfile & OfHost & { readonly certificateRefused: boolean };
  credentialsAnswerInvalid: OfProfile & OfHost;
  credentialsTimeout: OfProfile;
  signingRequired: None;
}

export interface SettingReasons {
  regionMissing: None;
  regionInvalid: None;
  endpointInvalid: None;
  maxAttemptsInvalid: None;
  caBundleInvalid: None;
  awsFileUnreadable: { readonly problem: FileProblem };
  servicesSectionMissing: MissingSection;
  contentTypeMissing: None;
  headerInvalid: { readonly member: string | undefined };
}

export interface NetworkReasons {
  dnsFailure: OfHost & Regional;
  connectionRefused: OfHost;
  proxyUnreachable: OfHost & { readonly proxyHost: string | undefined };
  proxySignInNeeded: None;
  networkUnreachable: None;
  connectionReset: None;
  connectTimeout: OfHost;
  readTimeout: { readonly streaming: boolean };
  totalTimeout: { readonly wasSent: boolean };
  listTimeout: None;
  certificateForOtherHost: OfHost;
  certificateOutOfDate: OfHost & { readonly which: "expired" | "notYetValid" };
  certificateNotTrusted: OfHost;
  tlsNotSpoken: OfHost;
  tlsFailed: OfHost & { readonly code: string };
  protocolInvalid: OfHost;
  answerEmpty: OfHost;
  answerForeign: OfHost;
  answerTooLarge: None;
  streamBroken: None;
  redirected: OfHost;
  /** Status 401 or 403, and nothing says why. */
  refused: OfHost;
  addressNotFound: OfHost;
  operationUnknown: OfHost;
  requestTooLarge: None;
  serverFailed: OfHost;
  internalError: None;
  /** Something outside the engine ended the run. */
  unexpectedError: { readonly sent: boolean };
  /** Nothing is known about the name. */
  undocumented: { readonly name: string };
}

export interface ModelReasons {
  throttled: Delayed & {
    readonly unit: "requests" | "tokens" | undefined;
    readonly daily: boolean;
  };
  quotaExceeded: None;
  modelTimeout: { readonly streaming: boolean };
  modelFailed: { readonly details: ModelDetails };
  streamFailed: { readonly details: ModelDetails };
  modelNotReady: Delayed;
  modelRetired: { readonly legacy: boolean };
  modelInOtherRegion: Regional & { readonly home: string };
  resourceNotFound: Regional;
  guardrailNotFound: Regional;
  conflict: None;
  serviceFailed: None;
  serviceUnavailable: None;
}

export interface ValidationReasons {
  /** `modelIds`: the inference profiles that hold the model. */
  inferenceProfileNeeded: { readonly modelIds: readonly string[] };
  /** `area`: the prefix of a cross-region profile's id. */
  modelUnknown: Regional & { readonly area: string | undefined };
  dataRetentionMissing: None;
  streamingNotSupported: { readonly withTools: boolean };
  streamingRequired: None;
  latencyNotSupported: None;
  tierNotSupported: None;
  otherApiNeeded: None;
  promptTooLong: None;
  guardrailNeedsJson: None;
  guardrailVersionMissing: None;
  guardrailUnknown: Regional;
  guardrailCannotRead: None;
  betaFlagInvalid: None;
  /** Members of the request, by their names in the API, that break a constraint of the service. */
  membersInvalid: { readonly members: readonly string[] };
  bodyInvalid: { readonly places: readonly BodyPlace[] };
  /** The message does not show what is wrong. */
  requestInvalid: None;
}

export interface ListReasons {
  listDenied: { readonly call: string };
  listRefused: { readonly call: string };
  listDelayed: { readonly call: string };
  listNotSupported: { readonly call: string };
  modelNotOffered: { readonly modelId: string; readonly region: string };
  modelDenied: {
    readonly modelId: string;
    readonly region: string;
    readonly causes: readonly DenialCause[];
  };
  /** Why a model is denied could not be asked: what failed at that, and its own remedy. */
  modelAccessUnchecked: {
    readonly name: string;
    readonly message: string;
    readonly remedy: string;
  };
  modelNotDenied: { readonly modelId: string; readonly region: string };
}

/** Every reason that a failure can have, and the facts that its message names. */
export interface Reasons
  extends
    AccessReasons,
    KeyReasons,
    CredentialReasons,
    SettingReasons,
    NetworkReasons,
    ModelReasons,
    ValidationReasons,
    ListReasons {}

export type ReasonName = keyof Reasons;

/** A reason with its facts. */
export type Reason = {
  [Name in ReasonName]: { readonly reason: Name; readonly params: Reasons[Name] };
}[ReasonName];
