import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as sdk from "@aws-sdk/client-bedrock-runtime";
import {
  assert as holds,
  constant,
  constantFrom,
  dictionary,
  oneof,
  option,
  property,
  record,
  string,
} from "fast-check";
import { diagnose, isKnownName } from "../../../../src/core/diagnosis/diagnose.ts";
import type { Failure } from "../../../../src/core/diagnosis/failure.ts";
import type { OwnFailure } from "../../../../src/core/diagnosis/ownFailures.ts";
import { actionTitle } from "../../../../src/core/messages/actionTitle.ts";
import { reasonMessage } from "../../../../src/core/messages/messages.ts";
import { findings, ownFailureExamples } from "../messages/ownFailureExamples.ts";
import { describeAction, diagnosisOf } from "./diagnosisTable.ts";

/** Sentences on which remedies branch, so that generated messages reach every branch. */
const sentences = [
  "Invocation of model ID x with on-demand throughput isn’t supported.",
  "Guardrail version must be provided when a guardrail identifier is provided.",
  "The guardrail identifier or version provided in the request does not exist.",
  "Model access is denied due to INVALID_PAYMENT_INSTRUMENT: x",
  "Your AWS Marketplace subscription for this model cannot be completed at this time.",
  "User: x is not authorized to perform: aws-marketplace:Subscribe on resource: *",
  "User: x is not authorized to perform: a:B on resource: arn:aws:bedrock:x::foundation-model/y with an explicit deny in a policy",
  "User: x is not authorized to perform: sts:AssumeRole on resource: y",
  "This Model is marked by provider as Legacy",
  "Invalid API Key format: x",
  "Bearer Token has expired",
  "The security token included in the request is expired",
  "The model is unsupported for streaming.",
  "The provided service tier is not supported for this model.",
  "Latency performance configuration is not supported for x",
  "Input is too long for requested model.",
  "#/a/0: extraneous key [b]",
  "messages.0.x: Field required",
  "`temperature` and `top_p` cannot both be specified",
  "Value 'x' at 'body.a' failed to satisfy constraint: y",
  "Session token not found or invalid",
  "Failed to load token from /h/.aws/login/cache/x",
  "MultiFactorAuthentication failed",
  "Profile x credential_process returned invalid JSON.",
  "Detected a cycle attempting to resolve credentials for profile",
  "Web identity configuration not specified",
  "Could not get the container's credentials: x",
  "EC2 Instance Metadata Service access disabled",
  "20250130T064508Z is now earlier than 20250210T013411Z",
  "99999999T999999Z is now earlier than 20250210T013411Z",
];
const names = [
  ..."ValidationException AccessDeniedException AccessDenied ResourceNotFoundException ThrottlingException ModelTimeoutException".split(
    " ",
  ),
  ..."ModelErrorException ExpiredTokenException InvalidSignatureException CredentialsProviderError TlsError ReadTimeout".split(
    " ",
  ),
  ..."UnexpectedContent UnauthorizedException Unknown constructor __proto__ toString".split(" "),
];

const links = (name: string, region: string) =>
  diagnosisOf({ name, region }).actions.flatMap((action) =>
    action.id === "openLink" ? [action.url] : [],
  );

const command = (profile: string) =>
  /`(.*)`/.exec(
    reasonMessage(
      diagnosisOf({
        name: "CredentialsProviderError",
        message: "Session token not found or invalid",
        profile,
      }),
    ),
  )?.[1];

const ownFailures = Object.entries(ownFailureExamples).flatMap(([name, examples]) =>
  examples.map((facts) => ({ name, facts }) as OwnFailure),
);

describe("diagnose", () => {
  it("is never empty, never throws and never offers a step twice, whatever the words", () => {
    const text = oneof(string(), constantFrom(...sentences), string({ unit: "binary" }));
    const maybe = option(text, { nil: undefined });
    const failures = record({
      name: oneof(constantFrom(...names), string()),
      message: text.chain((a) => constantFrom(...sentences).map((b) => `${b} ${a}`)),
      httpStatus: option(constantFrom(200, 302, 400, 401, 403, 404, 407, 413, 418, 429, 500, 504), {
        nil: undefined,
      }),
      members: dictionary(
        constantFrom(
          "code",
          "retryAfter",
          "clockSkewSeconds",
          "originalMessage",
          "bodyBytes",
          "__proto__",
        ),
        oneof(string(), constantFrom(-1e9, 0, 600, Number.NaN), constantFrom(null, true)),
      ),
      region: maybe,
      modelId: maybe,
      operation: maybe,
      profile: maybe,
      endpointHost: maybe,
      finding: constantFrom(...findings, undefined),
      own: oneof(constantFrom(...ownFailures), constant(undefined)),
      signInBy: constantFrom("ssoLogin" as const, "awsLogin" as const, undefined),
    });
    holds(
      property(failures, (failure: Failure) => {
        const diagnosis = diagnose(failure);
        const { actions } = diagnosis;
        assert.ok(reasonMessage(diagnosis).trim().length > 20);
        const titles = actions.map(actionTitle);
        assert.ok(titles.every((title) => title.trim() !== ""));
        assert.equal(new Set(titles).size, titles.length);
        const steps = actions.map(describeAction);
        assert.equal(new Set(steps).size, steps.length);
        for (const action of actions)
          if (action.id === "openLink") assert.equal(new URL(action.url).protocol, "https:");
      }),
      { numRuns: 3000 },
    );
  });

  it("knows every exception of the service's own model", () => {
    const modelled = Object.keys(sdk).filter((key) => key.endsWith("Exception"));
    assert.ok(modelled.length >= 12);
    assert.deepEqual(
      modelled.filter((name) => name !== "BedrockRuntimeServiceException" && !isKnownName(name)),
      [],
    );
  });

  it("leads to settings that there are", () => {
    const { contributes } = JSON.parse(readFileSync("package.json", "utf8"));
    const ours = new Set(Object.keys(contributes.configuration.properties));
    const failures = ["ReadTimeout", "ConnectTimeout"].map((name) => ({ name }));
    for (const failure of [...failures, ...ownFailures.map((own) => ({ name: own.name, own }))])
      for (const action of diagnosisOf(failure).actions)
        if (action.id === "openSettings" && action.setting.startsWith("bedrockInvoke."))
          assert.ok(ours.has(action.setting), action.setting);
  });

  it("leads to the pages of the region's own partition", () => {
    assert.deepEqual(links("ThrottlingException", "eu-west-1"), [
      "https://console.aws.amazon.com/servicequotas/home/services/bedrock/quotas?region=eu-west-1",
      "https://docs.aws.amazon.com/bedrock/latest/userguide/troubleshooting-api-error-codes.html#ts-throttling-exception",
    ]);
    assert.deepEqual(links("AccessDeniedException", "cn-north-1"), [
      "https://console.amazonaws.cn/bedrock/home?region=cn-north-1#/modelaccess",
      "https://docs.amazonaws.cn/en_us/bedrock/latest/userguide/troubleshooting-api-error-codes.html#ts-access-denied",
    ]);
    assert.deepEqual(links("InternalServerException", "us-gov-west-1"), [
      "https://console.amazonaws-us-gov.com/support/home?region=us-gov-west-1#/case/create",
      "https://docs.aws.amazon.com/bedrock/latest/userguide/troubleshooting-api-error-codes.html#ts-internal-failure",
    ]);
  });

  it("quotes a profile's name for the shell", () => {
    assert.equal(command("dev-1"), "aws sso login --profile dev-1");
    assert.equal(command("it's; rm -rf ~"), `aws sso login --profile 'it'\\''s; rm -rf ~'`);
  });
});
