import assert from "node:assert/strict";
import type { OwnFailure } from "../../../../src/core/diagnosis/ownFailures.ts";
import type { Reason } from "../../../../src/core/diagnosis/reasons.ts";
import { findings, fileProblems, ownFailureExamples } from "../messages/ownFailureExamples.ts";
import { describeAction, diagnosisOf } from "./diagnosisTable.ts";

const retryOrSwitch = ["retry", "switchProfile"];
const switchOrRetry = ["switchProfile", "retry"];
const endpoint = "openSettings bedrockInvoke.endpointUrl";
const attempts = "openSettings bedrockInvoke.maxAttempts";
const caBundle = "openSettings bedrockInvoke.caBundle";
const proxy = "openSettings http.proxy";
const host = "h.example";
const profile = "dev";
const content = { contentType: "text/html", redirectHost: undefined, start: "", isEmpty: false };

const rows: readonly (readonly [OwnFailure, Reason, readonly string[]])[] = [
  [{ name: "RegionMissing", facts: {} }, { reason: "regionMissing", params: {} }, ["switchRegion"]],
  [
    { name: "RegionInvalid", facts: { region: "us east 1", source: "AWS_REGION" } },
    { reason: "regionInvalid", params: {} },
    ["switchRegion"],
  ],
  [
    { name: "EndpointInvalid", facts: { source: "", problem: { kind: "notUrl" } } },
    { reason: "endpointInvalid", params: {} },
    [endpoint],
  ],
  [
    {
      name: "ServicesSectionMissing",
      facts: { profile, services: "mine", section: "services mine", finding: undefined },
    },
    { reason: "servicesSectionMissing", params: { section: "services mine", finding: undefined } },
    ["retry", endpoint, "switchProfile"],
  ],
  [
    { name: "MaxAttemptsInvalid", facts: { value: "many", source: "AWS_MAX_ATTEMPTS" } },
    { reason: "maxAttemptsInvalid", params: {} },
    [attempts],
  ],
  [
    { name: "CaBundleInvalid", facts: { source: "", problem: { kind: "notPem" } } },
    { reason: "caBundleInvalid", params: {} },
    [caBundle],
  ],
  ...fileProblems.map((problem): (typeof rows)[number] => [
    { name: "AwsFileUnreadable", facts: { path: "/c", problem } },
    { reason: "awsFileUnreadable", params: { problem } },
    ["notRegular", "tooLarge", "code"].includes(problem.kind)
      ? ["retry"]
      : [`openFile /c${"line" in problem ? ` ${problem.line}` : ""}`, "retry"],
  ]),
  ...findings.map((finding): (typeof rows)[number] => [
    { name: "ProfileNotFound", facts: { profile, source: "AWS_PROFILE", finding } },
    { reason: "profileUnknown", params: { profile, source: "AWS_PROFILE", finding } },
    [
      ...(finding.kind === "sectionMisnamed"
        ? [`openFile ${finding.path} ${finding.section}`]
        : []),
      ...switchOrRetry,
    ],
  ]),
  [
    { name: "EnvironmentKeysIncomplete", facts: { set: "A", missing: "B" } },
    { reason: "environmentKeysIncomplete", params: { missing: "B" } },
    switchOrRetry,
  ],
  [
    { name: "SigningRequired", facts: { host } },
    { reason: "signingRequired", params: {} },
    ["switchProfile", endpoint],
  ],
  [
    { name: "ApiKeyInvalid", facts: { source: "The API key", problem: "character" } },
    { reason: "apiKeyUnsendable", params: {} },
    switchOrRetry,
  ],
  [
    { name: "MfaCancelled", facts: { serial: "s" } },
    { reason: "mfaCodeMissing", params: { profile } },
    retryOrSwitch,
  ],
  [
    { name: "MfaUnavailable", facts: { serial: "s" } },
    { reason: "mfaCodeMissing", params: { profile } },
    retryOrSwitch,
  ],
  [
    {
      name: "SsoSessionMissing",
      facts: { profile, session: "org", section: "sso-session org", finding: undefined },
    },
    { reason: "ssoSessionMissing", params: { section: "sso-session org", finding: undefined } },
    switchOrRetry,
  ],
  [
    { name: "CredentialsProviderError", facts: { words: "Command failed: [redacted]" } },
    { reason: "credentialProcessFailed", params: { profile, how: "failed" } },
    retryOrSwitch,
  ],
  [
    { name: "ContainerCredentialsFailed", facts: { words: "" } },
    { reason: "containerCredentialsFailed", params: {} },
    switchOrRetry,
  ],
  [
    { name: "WebIdentityTokenUnreadable", facts: { words: "" } },
    { reason: "webIdentityFailed", params: { profile } },
    retryOrSwitch,
  ],
  [
    { name: "CredentialProcessInvalid", facts: { kind: "notObject" } },
    { reason: "credentialProcessFailed", params: { profile, how: "invalid" } },
    retryOrSwitch,
  ],
  [
    { name: "CredentialsInvalid", facts: { member: "secretAccessKey", problem: "empty" } },
    { reason: "credentialsInvalid", params: { profile } },
    switchOrRetry,
  ],
  [
    { name: "CredentialsTimeout", facts: { timeoutMs: 60_000 } },
    { reason: "credentialsTimeout", params: { profile } },
    retryOrSwitch,
  ],
  [
    { name: "CredentialsUnreachable", facts: { host, code: "ENOTFOUND", words: "" } },
    { reason: "credentialsUnreachable", params: { host, profile, certificateRefused: false } },
    retryOrSwitch,
  ],
  [
    {
      name: "CredentialsUnreachable",
      facts: { host, code: "SELF_SIGNED_CERT_IN_CHAIN", words: "" },
    },
    { reason: "credentialsUnreachable", params: { host, profile, certificateRefused: true } },
    ["retry", caBundle, "switchProfile"],
  ],
  [
    { name: "CredentialsAnswerInvalid", facts: { host, words: "" } },
    { reason: "credentialsAnswerInvalid", params: { host, profile } },
    retryOrSwitch,
  ],
  [
    { name: "TotalTimeout", facts: { timeoutMs: 1000, wasSent: true } },
    { reason: "totalTimeout", params: { wasSent: true } },
    ["openSettings bedrockInvoke.totalTimeoutSeconds", "retry"],
  ],
  [
    { name: "ListTimeout", facts: { call: "ListFoundationModels", timeoutMs: 1000 } },
    { reason: "listTimeout", params: {} },
    ["retry", proxy],
  ],
  [
    { name: "ProtocolError", facts: {} },
    { reason: "protocolInvalid", params: { host } },
    [endpoint, "retry"],
  ],
  [
    { name: "UnexpectedContent", facts: { ...content, status: 502 } },
    { reason: "answerForeign", params: { host } },
    ["retry", proxy, endpoint],
  ],
  [
    { name: "UnexpectedContent", facts: { ...content, status: 200, isEmpty: true } },
    { reason: "answerEmpty", params: { host } },
    ["retry", proxy, endpoint],
  ],
  [
    { name: "UnexpectedContent", facts: { ...content, status: 407 } },
    { reason: "proxySignInNeeded", params: {} },
    [proxy, "retry"],
  ],
  [
    { name: "UnexpectedContent", facts: { ...content, status: 413 } },
    { reason: "requestTooLarge", params: {} },
    ["goToBody"],
  ],
  [
    { name: "AnswerTooLarge", facts: { maxBytes: 1 } },
    { reason: "answerTooLarge", params: {} },
    ["showLog"],
  ],
  [
    { name: "ContentTypeMissing", facts: {} },
    { reason: "contentTypeMissing", params: {} },
    ["setMember contentType=application/json"],
  ],
  [
    { name: "HeaderInvalid", facts: { member: "serviceTier" } },
    { reason: "headerInvalid", params: { member: "serviceTier" } },
    ["goToMember serviceTier"],
  ],
  [
    { name: "InternalError", facts: { words: "Ouch" } },
    { reason: "internalError", params: {} },
    ["retry", "showLog"],
  ],
];

describe("the remedy of a failure that the engine finds itself", () => {
  for (const [own, reason, steps] of rows)
    it(`knows ${own.name} ${JSON.stringify(own.facts)}`, () => {
      const message = own.name === "CredentialsProviderError" ? own.facts.words : "";
      const known = { name: own.name, own, message, profile, endpointHost: host };
      const { actions, ...found } = diagnosisOf(known);
      assert.deepEqual(found, reason);
      assert.deepEqual(actions.map(describeAction), steps);
    });

  it("is tested for each of them", () => {
    const tested = new Set(rows.map(([{ name }]) => name));
    assert.deepEqual(
      Object.keys(ownFailureExamples).filter((name) => !tested.has(name as OwnFailure["name"])),
      ["Aborted"], // a cancelled run is no error
    );
  });
});
