import type { Cell, Row } from "../../../fakes/credentialCell.ts";
import { keys, role, source } from "../../../fakes/credentialCell.ts";

const nothingToWaitFor = "nothing is asked: what is there is sent as it is";
const chain = { kind: "default" } as const;
const node = JSON.stringify(process.execPath);
const processSection = (script: string) =>
  `[profile p]\ncredential_process = ${node} -e "${script}"\n`;
const printed = (keyMembers: string) =>
  processSection(`console.log(JSON.stringify({Version:1,${keyMembers}}))`);
const environmentKeys = (id: string) => ({ AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: "x" });
const apiKey = (key: string, ends: Cell["ends"]): Cell => ({
  as: { kind: "apiKey", apiKey: key },
  ends,
});
const bearer = (key: string, ends: Cell["ends"]): Cell => ({
  as: chain,
  variables: () => ({ AWS_BEARER_TOKEN_BEDROCK: key }),
  ends,
});
const noneFound = ["CredentialsProviderError", "credentialsMissing"] as const;
const expiredKeys = ["ExpiredTokenException", "credentialsExpired"] as const;
const unknownKeys = ["UnrecognizedClientException", "credentialsUnknown"] as const;

/** Kinds that say what they have at once, or run something on this machine. */
export const plainRows: readonly Row[] = [
  {
    kind: "API key",
    good: apiKey("key-1", /^Bearer key-1$/),
    missing: apiKey(" ", ["ApiKeyInvalid", "apiKeyUnsendable"]),
    expired: apiKey("expired-key", ["AccessDeniedException", "apiKeyExpired"]),
    hanging: nothingToWaitFor,
    lying: apiKey("unknown-key", ["AccessDeniedException", "apiKeyRefused"]),
  },
  {
    kind: "API key of the environment",
    good: bearer("key-2", /^Bearer key-2$/),
    missing: { as: chain, ends: noneFound },
    expired: bearer("expired-key", ["AccessDeniedException", "apiKeyExpired"]),
    hanging: nothingToWaitFor,
    lying: bearer("unknown-key", ["AccessDeniedException", "apiKeyRefused"]),
  },
  {
    kind: "keys of the environment",
    good: { as: chain, variables: () => environmentKeys("AKIAENV"), ends: /Credential=AKIAENV\// },
    missing: {
      as: chain,
      variables: () => ({ AWS_ACCESS_KEY_ID: "AKIAENV" }),
      ends: ["EnvironmentKeysIncomplete", "environmentKeysIncomplete"],
    },
    expired: {
      as: chain,
      variables: () => ({ ...environmentKeys("ASIAEXPIRED"), AWS_SESSION_TOKEN: "old" }),
      ends: expiredKeys,
    },
    hanging: nothingToWaitFor,
    lying: { as: chain, variables: () => environmentKeys("AKIAUNKNOWN"), ends: unknownKeys },
  },
  {
    kind: "keys of a profile",
    good: { credentials: keys("AKIAFILE"), ends: /Credential=AKIAFILE\// },
    missing: { config: "[profile q]\n", ends: ["ProfileNotFound", "profileUnknown"] },
    expired: "keys of a user do not run out; temporary ones are the next row",
    hanging: nothingToWaitFor,
    lying: { credentials: keys("AKIAUNKNOWN"), ends: unknownKeys },
  },
  {
    kind: "temporary keys of a profile",
    good: {
      credentials: keys("ASIATEMP", "p", "aws_session_token = token\n"),
      ends: /Credential=ASIATEMP\//,
    },
    missing: {
      credentials: "[p]\naws_access_key_id = ASIATEMP\naws_session_token = token\n",
      ends: ["CredentialsProviderError", "credentialsMissing"],
    },
    expired: {
      credentials: keys("ASIAEXPIRED", "p", "aws_session_token = token\n"),
      ends: expiredKeys,
    },
    hanging: nothingToWaitFor,
    lying: { credentials: keys("ASIAUNKNOWN", "p", "aws_session_token = x\n"), ends: unknownKeys },
  },
  {
    kind: "credential_process",
    good: {
      config: printed("AccessKeyId:'AKIAPROC',SecretAccessKey:'s'"),
      ends: /Credential=AKIAPROC\//,
    },
    missing: {
      config: "[profile p]\ncredential_process = /nowhere/at-all --token=TOPSECRET\n",
      ends: ["CredentialsProviderError", "credentialProcessFailed"],
    },
    expired: {
      config: printed("AccessKeyId:'A',SecretAccessKey:'s',Expiration:'2001-01-01T00:00:00Z'"),
      ends: ["CredentialsProviderError", "credentialProcessFailed"],
    },
    hanging: {
      config: processSection("setTimeout(()=>{},2000)"),
      ends: ["CredentialsTimeout", "credentialsTimeout"],
    },
    lying: {
      config: processSection("console.log('TOPSECRET')"),
      ends: ["CredentialsProviderError", "credentialProcessFailed"],
    },
  },
  {
    kind: "no signing",
    good: { as: { kind: "none" }, ends: /^none$/ },
    missing: "there is nothing to be missing",
    expired: "there is nothing to run out",
    hanging: nothingToWaitFor,
    lying: "there is nothing to lie",
  },
];

/** Kinds that STS turns into keys. */
export const roleRows: readonly Row[] = [
  {
    kind: "role with a source_profile",
    good: {
      config: role("dev", source),
      credentials: keys("AKIABASE", "base"),
      ends: /Credential=ASIA[0-9A-F]{16}\//,
    },
    missing: {
      config: role("dev", source),
      ends: ["CredentialsProviderError", "sourceProfileMissing"],
    },
    expired: {
      config: role("expired", source),
      credentials: keys("AKIABASE", "base"),
      ends: expiredKeys,
    },
    hanging: {
      config: role("hang", source),
      credentials: keys("AKIABASE", "base"),
      ends: ["CredentialsTimeout", "credentialsTimeout"],
    },
    lying: {
      config: role("html", source),
      credentials: keys("AKIABASE", "base"),
      ends: ["CredentialsAnswerInvalid", "credentialsAnswerInvalid"],
    },
  },
  {
    kind: "chain of two roles",
    good: {
      config: role("last", "source_profile = middle") + role("first", source, "middle"),
      credentials: keys("AKIABASE", "base"),
      ends: /Credential=ASIA[0-9A-F]{16}\//,
    },
    missing: {
      config:
        role("last", "source_profile = middle") + role("first", "source_profile = p", "middle"),
      ends: ["CredentialsProviderError", "sourceProfileCycle"],
    },
    expired: {
      config: role("last", "source_profile = middle") + role("expired", source, "middle"),
      credentials: keys("AKIABASE", "base"),
      ends: ["ExpiredToken", "credentialsExpired"],
    },
    hanging: {
      config: role("last", "source_profile = middle") + role("hang", source, "middle"),
      credentials: keys("AKIABASE", "base"),
      ends: ["CredentialsTimeout", "credentialsTimeout"],
    },
    lying: {
      config: role("last", "source_profile = middle") + role("empty", source, "middle"),
      credentials: keys("AKIABASE", "base"),
      ends: ["CredentialsAnswerInvalid", "credentialsAnswerInvalid"],
    },
  },
  {
    kind: "role with a credential_source",
    good: {
      config: role("dev", "credential_source = Environment"),
      variables: () => environmentKeys("AKIAENV"),
      ends: /Credential=ASIA[0-9A-F]{16}\//,
    },
    missing: {
      config: role("dev", "credential_source = Environment"),
      ends: ["CredentialsProviderError", "credentialsFailed"],
    },
    expired: {
      config: role("expired", "credential_source = Environment"),
      variables: () => environmentKeys("AKIAENV"),
      ends: expiredKeys,
    },
    hanging: {
      config: role("hang", "credential_source = Environment"),
      variables: () => environmentKeys("AKIAENV"),
      ends: ["CredentialsTimeout", "credentialsTimeout"],
    },
    lying: {
      config: role("dev", "credential_source = Moon"),
      ends: ["CredentialsProviderError", "sourceProfileInvalid"],
    },
  },
  {
    kind: "role with MFA",
    good: {
      config: role("mfa", `${source}\nmfa_serial = arn:aws:iam::123456789012:mfa/good`),
      credentials: keys("AKIABASE", "base"),
      mfaCode: () => Promise.resolve("123456"),
      ends: /Credential=ASIA[0-9A-F]{16}\//,
    },
    missing: {
      config: role("mfa", `${source}\nmfa_serial = arn:aws:iam::123456789012:mfa/cancelled`),
      credentials: keys("AKIABASE", "base"),
      mfaCode: () => Promise.reject(new Error("The box was closed.")),
      ends: ["MfaCancelled", "mfaCodeMissing"],
    },
    expired: {
      config: role("expired", `${source}\nmfa_serial = arn:aws:iam::123456789012:mfa/expired`),
      credentials: keys("AKIABASE", "base"),
      mfaCode: () => Promise.resolve("123456"),
      ends: expiredKeys,
    },
    hanging: {
      config: role("hang", `${source}\nmfa_serial = arn:aws:iam::123456789012:mfa/hanging`),
      credentials: keys("AKIABASE", "base"),
      mfaCode: () => Promise.resolve("123456"),
      ends: ["CredentialsTimeout", "credentialsTimeout"],
    },
    lying: {
      config: role("mfa", `${source}\nmfa_serial = arn:aws:iam::123456789012:mfa/lying`),
      credentials: keys("AKIABASE", "base"),
      mfaCode: () => Promise.resolve("000000"),
      ends: ["AccessDenied", "mfaCodeRefused"],
    },
  },
];
