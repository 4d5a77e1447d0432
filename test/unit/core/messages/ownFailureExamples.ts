import type {
  AwsFinding,
  FileProblem,
  MissingSection,
  OwnFailures,
} from "../../../../src/core/diagnosis/ownFailures.ts";

type Examples = {
  readonly [Name in keyof OwnFailures]: readonly [
    OwnFailures[Name],
    ...(readonly OwnFailures[Name][]),
  ];
};

const none = [{}] as const;
const config = "/home/me/.aws/config";
const serial = "arn:aws:iam::123456789012:mfa/me";

/** Every way in which a file cannot be read. */
export const fileProblems: readonly [FileProblem, ...FileProblem[]] = [
  { kind: "utf16" },
  { kind: "notUtf8" },
  { kind: "notRegular" },
  { kind: "tooLarge", maxBytes: 16_000_000 },
  { kind: "noSection", line: 1 },
  { kind: "noOption", line: 3 },
  { kind: "sectionTwice", line: 7, section: "profile dev" },
  { kind: "optionTwice", line: 4, section: "profile dev", option: "region" },
  { kind: "nestedLine", option: "s3" },
  { kind: "code", code: "EACCES" },
];

/** Everything that can be seen in AWS's own settings. */
export const findings: readonly [AwsFinding, ...AwsFinding[]] = [
  { kind: "sectionMisnamed", section: "dev", path: config, correct: "profile dev" },
  { kind: "filesAbsent", paths: [config, "/home/me/.aws/credentials"] },
  { kind: "profileAbsent", paths: [config, "/home/me/.aws/credentials"] },
  { kind: "sectionWithoutCredentials" },
  { kind: "keyMissing", set: "aws_access_key_id", missing: "aws_secret_access_key" },
];

/** Facts of every failure of ours that reach every branch of its message. */
export const ownFailureExamples: Examples = {
  Aborted: none,
  RegionMissing: none,
  RegionInvalid: [
    { region: "us east 1", source: "AWS_REGION" },
    { region: "us east 1", source: "" },
  ],
  EndpointInvalid: [
    { source: "", problem: { kind: "notUrl" } },
    { source: "AWS_ENDPOINT_URL", problem: { kind: "userInfo" } },
    { source: "profile dev", problem: { kind: "credentialsUnsafe" } },
    { source: "", problem: { kind: "scheme", scheme: "ftp:" } },
    { source: "", problem: { kind: "notEncrypted", host: "h.example:8080" } },
    { source: "", problem: { kind: "rules", words: "FIPS is not supported here." } },
  ],
  ServicesSectionMissing: [
    { profile: "dev", services: "mine", section: "services mine", finding: undefined },
  ],
  MaxAttemptsInvalid: [
    { value: "many", source: "AWS_MAX_ATTEMPTS" },
    { value: "many", source: "max_attempts of the profile dev" },
  ],
  CaBundleInvalid: [
    { source: "", problem: { kind: "notPem" } },
    { source: "AWS_CA_BUNDLE", problem: { kind: "notPem" } },
    { source: "profile dev", problem: { kind: "code", code: "ENOENT" } },
  ],
  AwsFileUnreadable: [
    { path: config, problem: fileProblems[0] },
    ...fileProblems.slice(1).map((problem) => ({ path: config, problem })),
  ],
  ProfileNotFound: [
    { profile: "dev", source: "chosen", finding: findings[0] },
    { profile: "dev", source: "AWS_PROFILE", finding: findings[0] },
    { profile: "dev", source: "AWS_PROFILE", finding: { kind: "profileAbsent", paths: [config] } },
  ],
  EnvironmentKeysIncomplete: [{ set: "AWS_ACCESS_KEY_ID", missing: "AWS_SECRET_ACCESS_KEY" }],
  SigningRequired: [{ host: "h.example" }],
  ApiKeyInvalid: [
    { source: "The API key", problem: "empty" },
    { source: "AWS_BEARER_TOKEN_BEDROCK", problem: "character" },
  ],
  MfaCancelled: [{ serial }],
  MfaUnavailable: [{ serial }],
  SsoSessionMissing: [
    { profile: "dev", session: "my org", section: 'sso-session "my org"', finding: undefined },
  ],
  CredentialsProviderError: [{ words: "Could not load credentials from any providers" }],
  ContainerCredentialsFailed: [{ words: "Could not load credentials from any providers" }],
  WebIdentityTokenUnreadable: [{ words: "ENOENT: no such file or directory, open '/token'" }],
  CredentialProcessInvalid: [
    { kind: "notObject" },
    { kind: "notString", member: "AccessKeyId" },
    { kind: "expirationNotTime" },
  ],
  CredentialsInvalid: [
    { member: "accessKeyId", problem: "notString" },
    { member: "secretAccessKey", problem: "empty" },
    { member: "sessionToken", problem: "character" },
  ],
  CredentialsTimeout: [{ timeoutMs: 60_000 }],
  CredentialsUnreachable: [
    { host: "sts.example", code: "ENOTFOUND", words: "getaddrinfo ENOTFOUND sts.example" },
  ],
  CredentialsAnswerInvalid: [{ host: "sts.example", words: "Unexpected token <" }],
  TotalTimeout: [{ timeoutMs: 1500, wasSent: true }],
  ListTimeout: [{ call: "ListFoundationModels", timeoutMs: 20_000 }],
  ProtocolError: none,
  UnexpectedContent: [
    {
      status: 502,
      contentType: "text/html",
      redirectHost: undefined,
      start: "<html>",
      isEmpty: false,
    },
    { status: 302, contentType: undefined, redirectHost: "h.example", start: "", isEmpty: false },
    { status: 200, contentType: undefined, redirectHost: undefined, start: "", isEmpty: true },
  ],
  AnswerTooLarge: [{ maxBytes: 268_435_456 }, { maxBytes: 4_000_000 }],
  ContentTypeMissing: none,
  HeaderInvalid: [{ member: "serviceTier" }],
  InternalError: [{ words: "TypeError: x is not a function" }],
};

/** A section that is not there, and one that is misnamed. */
export function missingSections(
  kind: string,
  section: string,
): readonly [MissingSection, ...MissingSection[]] {
  const finding: AwsFinding = {
    kind: "sectionMisnamed",
    section: `${kind} my org`,
    path: "/home/me/.aws/config",
    correct: section,
  };
  return [
    { section, finding: undefined },
    { section, finding },
  ];
}
