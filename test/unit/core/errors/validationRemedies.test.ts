import { type Known, testTable } from "./remedyTable.ts";

const validation = (message: string, more: Partial<Known> = {}): Known => ({
  name: "ValidationException",
  message,
  ...more,
});
const onDemand =
  "Invocation of model ID m.x-v1:0 with on-demand throughput isn’t supported. Retry your request with the ID or ARN of an inference profile that contains this model.";
const body = ["link Model Parameters", "link Troubleshooting"];

describe("the remedy of a ValidationException", () => {
  testTable([
    [
      "a model that needs an inference profile",
      validation(onDemand),
      /eu\.m\.x-v1:0 or global\.m\.x-v1:0/,
      ["useModel eu.m.x-v1:0", "useModel global.m.x-v1:0", "chooseModel"],
    ],
    [
      "one in GovCloud",
      validation(onDemand, { region: "us-gov-west-1" }),
      /Use us-gov\.m\.x-v1:0 as/,
      ["useModel us-gov.m.x-v1:0", "chooseModel"],
    ],
    [
      "one in Tokyo",
      validation(onDemand, { region: "ap-northeast-1" }),
      /jp\.m/,
      ["useModel jp.m.x-v1:0", "useModel global.m.x-v1:0", "chooseModel"],
    ],
    [
      "one in Virginia",
      validation(onDemand, { region: "us-east-1" }),
      /us\.m/,
      ["useModel us.m.x-v1:0", "useModel global.m.x-v1:0", "chooseModel"],
    ],
    [
      "one given as the ARN of the model",
      validation(onDemand, { modelId: "arn:aws:bedrock:eu-west-1::foundation-model/m.x-v1:0" }),
      /eu\.m\.x-v1:0 or/,
      ["useModel eu.m.x-v1:0", "useModel global.m.x-v1:0", "chooseModel"],
    ],
    [
      "one whose ARN hides the model",
      validation(onDemand, { modelId: "arn:aws:bedrock:eu-west-1:1:imported-model/abc" }),
      /id or ARN of a profile/,
      ["chooseModel", "switchRegion"],
    ],
    [
      "an id nobody knows",
      validation("The provided model identifier is invalid."),
      /^eu-west-1 knows no model.*bedrock-mantle/,
      ["chooseModel", "switchRegion", "link Models by Region"],
    ],
    [
      "a profile of another area",
      validation("The provided model identifier is invalid.", { modelId: "us.m.x" }),
      /profiles of us\. begin in regions of their own area/,
      ["chooseModel", "switchRegion", "link Models by Region"],
    ],
    [
      "a retired model",
      validation("This model version has reached the end of its life."),
      /successor/,
      ["chooseModel", "link Model Lifecycle"],
    ],
    [
      "a mode of data retention",
      validation("data retention mode 'default' is not available for this model"),
      /PutAccountDataRetention/,
      ["link About Data Retention", "chooseModel"],
    ],
    [
      "a model that does not stream",
      validation("The model is unsupported for streaming."),
      /without streaming/,
      ["setMember operation=InvokeModel", "chooseModel"],
    ],
    [
      "latency that the model has not",
      validation("Latency performance configuration is not supported for m.x-v1:0"),
      /standard latency/,
      [
        "setMember performanceConfigLatency=standard",
        "chooseModel",
        "link About Optimized Latency",
      ],
    ],
    [
      "a tier that the model has not",
      validation("The provided service tier is not supported for this model."),
      /default tier/,
      ["setMember serviceTier=default", "chooseModel", "link About Service Tiers"],
    ],
    [
      "a model of another API",
      validation(
        '"claude-3-sonnet-20240229" is not supported on this API. Please use the Messages API instead.',
      ),
      /another API/,
      ["goToBody", "chooseModel", "link Model Parameters"],
    ],
    [
      "too long a prompt",
      validation("Input is too long for requested model."),
      /Shorten/,
      ["goToBody", "chooseModel", "link Model Parameters"],
    ],
    [
      "an account that is not let in",
      validation("Operation not allowed"),
      /account may not/,
      ["whyDenied m.x-v1:0", "switchProfile", "link Troubleshooting"],
    ],
    [
      "an API key that is none",
      validation("Invalid API Key format: Must start with pre-defined prefix"),
      /API key/,
      ["switchProfile"],
    ],
    [
      "a guardrail without a version",
      validation("Guardrail version must be provided when a guardrail identifier is provided."),
      /without a version/,
      ["setMember guardrailVersion=DRAFT", "link Open Guardrails"],
    ],
    [
      "a guardrail that is not there",
      validation("The provided guardrail identifier is invalid."),
      /choose another id or version.*eu-west-1/,
      ["link Open Guardrails", "switchRegion"],
    ],
    [
      "a guardrail of which even the draft is not there",
      validation("The guardrail identifier or version provided in the request does not exist.", {
        guardrailVersion: "DRAFT",
      }),
      /choose another id or version.*eu-west-1/,
      ["link Open Guardrails", "switchRegion"],
    ],
    [
      "a guardrail that has not this version",
      validation("The guardrail identifier or version provided in the request does not exist.", {
        guardrailVersion: "7",
      }),
      /one that it does not have/,
      ["setMember guardrailVersion=DRAFT", "link Open Guardrails"],
    ],
    [
      "a guardrail with another content type",
      validation("The content-type must be application/json when a guardrail is used."),
      /JSON alone/,
      ["setMember contentType=application/json"],
    ],
    [
      "a missing key",
      validation(
        "Malformed input request: #/messages/0/content/0: required key [toolUse] not found, please reformat your input and try again.",
      ),
      /look at \/messages\/0\/content\/0, where toolUse is missing/,
      ["goToBody /messages/0/content/0", ...body],
    ],
    [
      "a key too many",
      validation(
        "Malformed input request: #/messages/0/content/0: extraneous key [inputText] is not permitted, please reformat your input and try again.",
      ),
      /does not know the key inputText at \/messages\/0\/content\/0\/inputText.*family/,
      [
        "goToBody /messages/0/content/0/inputText",
        "link Model Parameters",
        "chooseModel",
        "link Troubleshooting",
      ],
    ],
    [
      "a key too many at the top",
      validation(
        "Malformed input request: #: extraneous key [a/b] is not permitted, please reformat",
      ),
      /key a\/b at \/a~1b/,
      ["goToBody /a~1b", "link Model Parameters", "chooseModel", "link Troubleshooting"],
    ],
    [
      "two violations at once, by the first",
      validation(
        "Malformed input request: #: required key [messages] not found#: extraneous key [prompt] is not permitted, please reformat",
      ),
      /where messages is missing/,
      ["goToBody", ...body],
    ],
    [
      "a value of another type",
      validation(
        "Malformed input request: #/textGenerationConfig/topP: 5 is not less or equal to 1, please reformat",
      ),
      /look at \/textGenerationConfig\/topP\./,
      ["goToBody /textGenerationConfig/topP", ...body],
    ],
    [
      "Claude's own words on a place",
      validation("messages.0.content.1.source: Field required"),
      /look at \/messages\/0\/content\/1, where source is missing/,
      ["goToBody /messages/0/content/1", ...body],
    ],
    [
      "Claude's own words on a key too many",
      validation("messages.0.colour: Extra inputs are not permitted"),
      /does not know the key colour/,
      [
        "goToBody /messages/0/colour",
        "link Model Parameters",
        "chooseModel",
        "link Troubleshooting",
      ],
    ],
    [
      "Claude's own words on a member",
      validation("max_tokens: 999999 > 8192, which is the maximum allowed number of output tokens"),
      /look at \/max_tokens/,
      ["goToBody /max_tokens", ...body],
    ],
    [
      "a model's own check",
      validation("The model returned the following errors: max_tokens: must be positive"),
      /look at \/max_tokens/,
      ["goToBody /max_tokens", ...body],
    ],
    ["words that nobody has seen", validation("Nope"), /does not fit/, ["goToBody", ...body]],
  ]);
});
