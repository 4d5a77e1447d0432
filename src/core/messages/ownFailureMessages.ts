import type { EndpointProblem, OwnFailure, OwnFailures } from "../diagnosis/ownFailures.ts";
import { describeFileProblem } from "./findings.ts";
import type { MessagesOf } from "./words.ts";

/** What happened, for each failure of ours; what to do about it is the message of its reason. */
const ownFailureMessages: MessagesOf<OwnFailures> = {
  Aborted: () => "Cancelled.",
  RegionMissing: () => "No region is set.",
  RegionInvalid: ({ region, source }) =>
    `"${region}"${from(source)} is not a valid region name (letters, digits and hyphens only).`,
  EndpointInvalid: ({ source, problem }) => describeEndpoint(source, problem),
  ServicesSectionMissing: ({ profile, services, section }) =>
    `Profile ${profile} names the services section ${services}, but the config file has no [${section}].`,
  MaxAttemptsInvalid: ({ value, source }) =>
    `${source} is "${value}", which is not a whole number of at least 1.`,
  CaBundleInvalid: ({ source, problem }) =>
    problem.kind === "notPem"
      ? `The CA bundle${of(source)} has no PEM certificate.`
      : `The CA bundle${of(source)} cannot be read: ${describeFileProblem(problem)}.`,
  AwsFileUnreadable: ({ path, problem }) =>
    `${path} cannot be read: ${describeFileProblem(problem)}.`,
  ProfileNotFound: ({ profile, source, finding }) =>
    `Profile ${profile}${from(source === "chosen" ? "" : source)} was not found${finding.kind === "sectionMisnamed" ? ` in ${finding.path}` : ""}.`,
  EnvironmentKeysIncomplete: ({ set, missing }) => `${set} is set, but ${missing} is not.`,
  SigningRequired: ({ host }) => `${host} is not on this machine.`,
  ApiKeyInvalid: ({ source, problem }) =>
    `${source} ${problem === "empty" ? "is empty" : "contains a space or a character that no key has"}.`,
  MfaCancelled: ({ serial }) => `No MFA code was entered for ${serial}.`,
  MfaUnavailable: ({ serial }) =>
    `The role requires an MFA code of ${serial}, which cannot be entered here.`,
  SsoSessionMissing: ({ profile, session, section }) =>
    `Profile ${profile} names the SSO session ${session}, but the config file has no [${section}].`,
  CredentialsProviderError: ({ words }) => words,
  ContainerCredentialsFailed: ({ words }) => `Could not get the container's credentials: ${words}`,
  WebIdentityTokenUnreadable: ({ words }) => `The web identity token cannot be read: ${words}`,
  CredentialProcessInvalid: (facts) =>
    `The credential_process returned invalid credentials: ${describeInvalid(facts)}.`,
  CredentialsInvalid: ({ member, problem }) =>
    `The credentials are invalid: the ${keyNames[member]} ${keyProblems[problem]}.`,
  CredentialsTimeout: ({ timeoutMs }) => `No credentials arrived within ${timeoutMs / 1000} s.`,
  CredentialsUnreachable: ({ host, words }) =>
    `Could not reach ${host}, where the credentials come from: ${words}`,
  CredentialsAnswerInvalid: ({ host, words }) =>
    `${host} answered, but returned no credentials: ${words}`,
  TotalTimeout: ({ timeoutMs }) =>
    `The request took longer than the total timeout of ${timeoutMs / 1000} s.`,
  ListTimeout: ({ call, timeoutMs }) => `${call} did not answer within ${timeoutMs / 1000} s.`,
  ProtocolError: () => "The server switched to another protocol (HTTP 101) instead of answering.",
  UnexpectedContent: ({ status, contentType, redirectHost, start, isEmpty }) => {
    const what = isEmpty ? "no body" : (contentType ?? "no content type");
    const redirect = redirectHost === undefined ? "" : `, redirect to ${redirectHost}`;
    return `HTTP ${status} with ${what}${redirect}${start ? `: ${start}` : ""}`;
  },
  AnswerTooLarge: ({ maxBytes }) =>
    `The response is larger than the limit of ${describeSize(maxBytes)}. The rest was not read.`,
  ContentTypeMissing: () => "The content type is empty.",
  HeaderInvalid: ({ member }) => `${member} contains a character that an HTTP header cannot carry.`,
  InternalError: ({ words }) => words,
};

const keyNames = {
  accessKeyId: "access key ID",
  secretAccessKey: "secret access key",
  sessionToken: "session token",
} as const;

const keyProblems = {
  notString: "is not a string",
  empty: "is empty",
  character: "contains a line break, a space or another character that is not allowed",
} as const;

function describeInvalid(facts: OwnFailures["CredentialProcessInvalid"]): string {
  switch (facts.kind) {
    case "notObject":
      return "its output is not a JSON object";
    case "notString":
      return `${facts.member} is not a string`;
    case "expirationNotTime":
      return "Expiration is not a time";
  }
}

/** Returns what happened, in a sentence of ours or in the words that the failure came with. */
export function describeOwnFailure({ name, facts }: OwnFailure): string {
  return textOf(name, facts);
}

function textOf<Name extends keyof OwnFailures>(name: Name, facts: OwnFailures[Name]): string {
  return ownFailureMessages[name](facts);
}

function describeEndpoint(source: string, problem: EndpointProblem): string {
  switch (problem.kind) {
    case "notUrl":
      return `The endpoint${from(source)} is not a URL.`;
    case "userInfo":
      return `The endpoint${from(source)} contains a user name or password.`;
    case "credentialsUnsafe":
      return `The endpoint for credentials${from(source)} must be https://host[:port], or http:// for localhost.`;
    case "scheme":
      return `The endpoint${from(source)} starts with ${problem.scheme}//, but must use http or https.`;
    case "notEncrypted":
      return `The endpoint ${problem.host}${from(source)} is not encrypted: plain http is allowed only for localhost.`;
    case "rules":
      return problem.words;
  }
}

function from(source: string): string {
  return source === "" ? "" : ` (${source})`;
}

function of(source: string): string {
  if (source === "") return "";
  return ` of ${source.startsWith("profile ") ? `the ${source}` : source}`;
}

function describeSize(bytes: number): string {
  return bytes % 1_048_576 === 0
    ? `${bytes / 1_048_576} MB`
    : `${bytes.toLocaleString("en-US")} bytes`;
}
