import assert from "node:assert/strict";
import type { Failure } from "../../../../src/core/errors/remedy.ts";
import { remedyFor } from "../../../../src/core/errors/remedy.ts";

function remedy(failure: Partial<Failure> & { name: string }) {
  return remedyFor({
    message: "",
    members: {},
    region: "eu-west-1",
    modelId: "m.x-v1:0",
    ...failure,
  });
}
const validation = (message: string) => ({ name: "ValidationException", message });
const denied = (message: string) => ({ name: "AccessDeniedException", message });

/** "Error -> what to tell the user", line by line: the failure, what the remedy says, the actions it offers. */
const table: readonly (readonly [
  string,
  Partial<Failure> & { name: string },
  RegExp,
  readonly string[],
])[] = [
  [
    "needs an inference profile",
    validation(
      "Invocation of model ID m.x-v1:0 with on-demand throughput isn’t supported. Retry your request with the ID or ARN of an inference profile",
    ),
    /eu\.m\.x-v1:0 or global\.m\.x-v1:0/,
    ["useModel eu.m.x-v1:0", "useModel global.m.x-v1:0"],
  ],
  [
    "needs a profile in GovCloud",
    { ...validation("on-demand throughput isn’t supported"), region: "us-gov-west-1" },
    /us-gov\.m/,
    ["useModel us-gov.m.x-v1:0"],
  ],
  [
    "needs a profile in Tokyo",
    { ...validation("on-demand throughput isn’t supported"), region: "ap-northeast-1" },
    /jp\.m/,
    ["useModel jp.m.x-v1:0", "useModel global.m.x-v1:0"],
  ],
  [
    "needs a profile for an ARN",
    { ...validation("on-demand throughput isn’t supported"), modelId: "arn:aws:bedrock:x/y" },
    /id or ARN/,
    [],
  ],
  [
    "an id nobody knows",
    validation("The provided model identifier is invalid."),
    /eu-west-1/,
    ["switchRegion", "openLink"],
  ],
  [
    "a missing key",
    validation(
      "Malformed input request: #/messages/0/content/0: required key [toolUse] not found, please reformat your input and try again.",
    ),
    /\/messages\/0\/content\/0.*toolUse/,
    ["goToBody /messages/0/content/0", "openLink", "openLink"],
  ],
  [
    "a key of another family",
    validation(
      "Malformed input request: #: extraneous key [inputText] is not permitted, please reformat",
    ),
    /inputText.*family/,
    ["goToBody", "openLink", "openLink"],
  ],
  [
    "a model's own check",
    validation("The model returned the following errors: max_tokens: too large"),
    /parameters/,
    ["goToBody", "openLink", "openLink"],
  ],
  [
    "no access to the model",
    denied("You don't have access to the model with the specified model ID."),
    /eu-west-1/,
    ["openLink", "switchProfile", "switchRegion", "openLink"],
  ],
  [
    "IAM",
    denied(
      "User: arn:x is not authorized to perform: bedrock:InvokeModel on resource: arn:aws:bedrock:y",
    ),
    /bedrock:InvokeModel on arn:aws:bedrock:y/,
    ["switchProfile", "openLink"],
  ],
  [
    "Marketplace",
    denied(
      "Model access is denied due to IAM user or service role is not authorized to perform the required AWS Marketplace actions (aws-marketplace:ViewSubscriptions)",
    ),
    /invoke it once/,
    ["openLink", "retry"],
  ],
  [
    "the use case form",
    {
      name: "ResourceNotFoundException",
      message: "Model use case details have not been submitted",
    },
    /form/,
    ["openLink", "retry"],
  ],
  [
    "a retired model",
    {
      name: "ResourceNotFoundException",
      message: "This model version has reached the end of its life.",
    },
    /successor/,
    ["openLink"],
  ],
  [
    "ModelErrorException",
    { name: "ModelErrorException", members: { originalStatusCode: 422, resourceName: "r-1" } },
    /422.*r-1/,
    ["retry", "openLink"],
  ],
  [
    "a clock behind",
    { name: "InvalidSignatureException", members: { clockSkewSeconds: -600 } },
    /10 minutes behind/,
    ["retry"],
  ],
  ["a proxy's sign-in", { name: "Unknown", httpStatus: 407 }, /proxy/, ["openSettings", "retry"]],
];

describe("remedyFor", () => {
  for (const [what, failure, text, actions] of table) {
    it(`knows ${what}`, () => {
      const found = remedy(failure);
      assert.match(found.remedy, text);
      assert.deepEqual(
        found.actions.map(({ id, argument }) =>
          id === "openLink" || !argument ? id : `${id} ${argument}`,
        ),
        actions,
      );
    });
  }

  it("leads to the console of the region's own partition", () => {
    const link = (region: string) =>
      remedy({ name: "ThrottlingException", region }).actions.find(
        ({ title }) => title === "Open Quotas",
      )?.argument;
    assert.equal(
      link("eu-west-1"),
      "https://console.aws.amazon.com/servicequotas/home/services/bedrock/quotas?region=eu-west-1",
    );
    assert.match(link("cn-north-1") ?? "", /^https:\/\/console\.amazonaws\.cn\//);
    assert.match(link("us-gov-west-1") ?? "", /^https:\/\/console\.amazonaws-us-gov\.com\//);
    const access = remedy(denied("You don't have access")).actions[0]?.argument;
    assert.equal(
      access,
      "https://console.aws.amazon.com/bedrock/home?region=eu-west-1#/modelaccess",
    );
  });

  it("has a remedy for every name and status, also for those of Object", () => {
    for (const name of ["Whatever", "constructor", "__proto__", "toString"]) {
      for (const httpStatus of [undefined, 302, 401, 407, 413, 418, 500]) {
        assert.ok(remedy({ name, httpStatus }).remedy.length > 20);
      }
    }
  });
});
