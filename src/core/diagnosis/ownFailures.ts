/** No facts besides the name itself. */
type None = Readonly<Record<string, never>>;

/** Why a file of the user's own cannot be read. Lines are counted from 1. */
export type FileProblem =
  | { readonly kind: "utf16" | "notUtf8" | "notRegular" }
  | { readonly kind: "tooLarge"; readonly maxBytes: number }
  | { readonly kind: "noSection" | "noOption"; readonly line: number }
  | { readonly kind: "sectionTwice"; readonly line: number; readonly section: string }
  | {
      readonly kind: "optionTwice";
      readonly line: number;
      readonly section: string;
      readonly option: string;
    }
  | { readonly kind: "nestedLine"; readonly option: string }
  /** Node's code, such as EACCES. */
  | { readonly kind: "code"; readonly code: string };

/** What was seen in AWS's own settings where credentials are missing. */
export type AwsFinding =
  /** The file has [section], which AWS's tools do not see, where [correct] is meant. */
  | {
      readonly kind: "sectionMisnamed";
      readonly section: string;
      readonly path: string;
      readonly correct: string;
    }
  | { readonly kind: "filesAbsent"; readonly paths: readonly string[] }
  | { readonly kind: "profileAbsent"; readonly paths: readonly string[] }
  | { readonly kind: "sectionWithoutCredentials" }
  /** One of a pair of keys is there. `missing` is the option or the variable that is not. */
  | { readonly kind: "keyMissing"; readonly set: string; readonly missing: string };

/** What the config file should have between brackets, and a section that is likely meant. */
export interface MissingSection {
  readonly section: string;
  readonly finding: AwsFinding | undefined;
}

/** What is wrong with an endpoint URL. */
export type EndpointProblem =
  | { readonly kind: "notUrl" | "userInfo" | "credentialsUnsafe" }
  | { readonly kind: "scheme"; readonly scheme: string }
  | { readonly kind: "notEncrypted"; readonly host: string }
  /** The words of AWS's endpoint rules. */
  | { readonly kind: "rules"; readonly words: string };

/**
 * The failures that are found before or beside the SDK: the error's name, and the facts that its message tells. A `source`
 * says where a value is set; "" where the user chose it.
 */
export interface OwnFailures {
  Aborted: None;
  RegionMissing: None;
  RegionInvalid: { readonly region: string; readonly source: string };
  EndpointInvalid: { readonly source: string; readonly problem: EndpointProblem };
  ServicesSectionMissing: { readonly profile: string; readonly services: string } & MissingSection;
  MaxAttemptsInvalid: { readonly value: string; readonly source: string };
  CaBundleInvalid: {
    readonly source: string;
    readonly problem: FileProblem | { readonly kind: "notPem" };
  };
  AwsFileUnreadable: { readonly path: string; readonly problem: FileProblem };
  /** `source`: "chosen", or the variable that names the profile. */
  ProfileNotFound: {
    readonly profile: string;
    readonly source: string;
    readonly finding: AwsFinding;
  };
  EnvironmentKeysIncomplete: { readonly set: string; readonly missing: string };
  SigningRequired: { readonly host: string };
  ApiKeyInvalid: { readonly source: string; readonly problem: "empty" | "character" };
  MfaCancelled: { readonly serial: string };
  MfaUnavailable: { readonly serial: string };
  SsoSessionMissing: { readonly profile: string; readonly session: string } & MissingSection;
  /** Words of the SDK's or of Node's, by which the cause is found. */
  CredentialsProviderError: { readonly words: string };
  ContainerCredentialsFailed: { readonly words: string };
  WebIdentityTokenUnreadable: { readonly words: string };
  CredentialProcessInvalid:
    | { readonly kind: "notObject" | "expirationNotTime" }
    | { readonly kind: "notString"; readonly member: string };
  CredentialsInvalid: {
    readonly member: "accessKeyId" | "secretAccessKey" | "sessionToken";
    /** `character`: one that no HTTP header can have. */
    readonly problem: "notString" | "empty" | "character";
  };
  CredentialsTimeout: { readonly timeoutMs: number };
  CredentialsUnreachable: { readonly host: string; readonly code?: string; readonly words: string };
  CredentialsAnswerInvalid: { readonly host: string; readonly words: string };
  TotalTimeout: { readonly timeoutMs: number; readonly wasSent: boolean };
  ListTimeout: { readonly call: string; readonly timeoutMs: number };
  /** The server answered with `101 Switching Protocols`. */
  ProtocolError: None;
  UnexpectedContent: {
    readonly status: number;
    readonly contentType: string | undefined;
    readonly redirectHost: string | undefined;
    readonly start: string;
    readonly isEmpty: boolean;
  };
  AnswerTooLarge: { readonly maxBytes: number };
  ContentTypeMissing: None;
  HeaderInvalid: { readonly member: string };
  InternalError: { readonly words: string };
}

/** A failure of ours with its facts. */
export type OwnFailure = {
  [Name in keyof OwnFailures]: { readonly name: Name; readonly facts: OwnFailures[Name] };
}[keyof OwnFailures];
