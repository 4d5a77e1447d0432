import { type Row, bodyLinks, testTable, validation } from "./diagnosisTable.ts";

const onDemand =
  "Invocation of model ID m.x-v1:0 with on-demand throughput isn’t supported. Retry your request with the ID or ARN of an inference profile that contains this model.";

describe("the diagnosis of a ValidationException", () => {
  testTable([
    [
      "a model that needs an inference profile",
      validation(onDemand),
      {
        reason: "inferenceProfileNeeded",
        params: { modelIds: ["eu.m.x-v1:0", "global.m.x-v1:0"] },
      },
      ["useModel eu.m.x-v1:0", "useModel global.m.x-v1:0", "chooseModel"],
    ],
    [
      "one in GovCloud",
      validation(onDemand, { region: "us-gov-west-1" }),
      { reason: "inferenceProfileNeeded", params: { modelIds: ["us-gov.m.x-v1:0"] } },
      ["useModel us-gov.m.x-v1:0", "chooseModel"],
    ],
    [
      "one in Tokyo",
      validation(onDemand, { region: "ap-northeast-1" }),
      {
        reason: "inferenceProfileNeeded",
        params: { modelIds: ["jp.m.x-v1:0", "global.m.x-v1:0"] },
      },
      ["useModel jp.m.x-v1:0", "useModel global.m.x-v1:0", "chooseModel"],
    ],
    [
      "one in Virginia",
      validation(onDemand, { region: "us-east-1" }),
      {
        reason: "inferenceProfileNeeded",
        params: { modelIds: ["us.m.x-v1:0", "global.m.x-v1:0"] },
      },
      ["useModel us.m.x-v1:0", "useModel global.m.x-v1:0", "chooseModel"],
    ],
    [
      "one given as the ARN of the model",
      validation(onDemand, { modelId: "arn:aws:bedrock:eu-west-1::foundation-model/m.x-v1:0" }),
      {
        reason: "inferenceProfileNeeded",
        params: { modelIds: ["eu.m.x-v1:0", "global.m.x-v1:0"] },
      },
      ["useModel eu.m.x-v1:0", "useModel global.m.x-v1:0", "chooseModel"],
    ],
    [
      "one whose ARN hides the model",
      validation(onDemand, { modelId: "arn:aws:bedrock:eu-west-1:1:imported-model/abc" }),
      { reason: "inferenceProfileNeeded", params: { modelIds: [] } },
      ["chooseModel", "switchRegion"],
    ],
    [
      "an id nobody knows",
      validation("The provided model identifier is invalid."),
      { reason: "modelUnknown", params: { region: "eu-west-1", area: undefined } },
      ["chooseModel", "switchRegion", "link modelsByRegion"],
    ],
    [
      "a profile of another area",
      validation("The provided model identifier is invalid.", { modelId: "us.m.x" }),
      { reason: "modelUnknown", params: { region: "eu-west-1", area: "us" } },
      ["chooseModel", "switchRegion", "link modelsByRegion"],
    ],
    [
      "a retired model",
      validation("This model version has reached the end of its life."),
      { reason: "modelRetired", params: { legacy: false } },
      ["chooseModel", "link modelLifecycle"],
    ],
    [
      "a mode of data retention",
      validation("data retention mode 'default' is not available for this model"),
      { reason: "dataRetentionMissing", params: {} },
      ["link dataRetention", "chooseModel"],
    ],
    [
      "a model that does not stream",
      validation("The model is unsupported for streaming."),
      { reason: "streamingNotSupported", params: { withTools: false } },
      ["setMember operation=InvokeModel", "chooseModel"],
    ],
    [
      "a model that does not stream the use of tools",
      validation("This model doesn't support tool use in streaming mode."),
      { reason: "streamingNotSupported", params: { withTools: true } },
      ["setMember operation=InvokeModel", "chooseModel"],
    ],
    [
      "latency that the model has not",
      validation("Latency performance configuration is not supported for m.x-v1:0"),
      { reason: "latencyNotSupported", params: {} },
      ["setMember performanceConfigLatency=standard", "chooseModel", "link optimizedLatency"],
    ],
    [
      "a tier that the model has not",
      validation("The provided service tier is not supported for this model."),
      { reason: "tierNotSupported", params: {} },
      ["setMember serviceTier=default", "chooseModel", "link serviceTiers"],
    ],
    [
      "a model of another API",
      validation(
        '"claude-3-sonnet-20240229" is not supported on this API. Please use the Messages API instead.',
      ),
      { reason: "otherApiNeeded", params: {} },
      ["goToBody", "chooseModel", "link modelParameters"],
    ],
    [
      "too long a prompt",
      validation("Input is too long for requested model."),
      { reason: "promptTooLong", params: {} },
      ["goToBody", "chooseModel", "link modelParameters"],
    ],
    [
      "an older API of the model's",
      validation("The legacy Text Completions API is not supported"),
      { reason: "otherApiNeeded", params: {} },
      ["goToBody", "chooseModel", "link modelParameters"],
    ],
    ...[
      "prompt is too long: 209353 tokens > 199999 maximum",
      "input length and `max_tokens` exceed context limit: 90402 + 116650 > 204648, decrease input length or `max_tokens` and try again",
      "Too many input tokens. Max input tokens: 8192, request input token count: 9000",
      "This model's maximum context length is 8192 tokens. Please reduce the length of the prompt",
      "The maximum tokens you requested exceeds the model limit of 4096.",
    ].map((message): Row => [
      `what is too long: ${message}`,
      validation(message),
      { reason: "promptTooLong", params: {} },
      ["goToBody", "chooseModel", "link modelParameters"],
    ]),
    ...["service tier provided is invalid", "Reservation not found."].map((message): Row => [
      `a tier that is not accepted: ${message}`,
      validation(message),
      { reason: "tierNotSupported", params: {} },
      ["setMember serviceTier=default", "chooseModel", "link serviceTiers"],
    ]),
    [
      "an account that is not authorized",
      validation("Your account is not authorized to invoke this API operation."),
      { reason: "accountNotAuthorized", params: { region: "eu-west-1" } },
      ["whyDenied m.x-v1:0", "switchRegion", "switchProfile", "link support"],
    ],
    [
      "an account that is not let in",
      validation("Operation not allowed"),
      { reason: "operationNotAllowed", params: {} },
      ["whyDenied m.x-v1:0", "switchProfile", "link troubleshooting"],
    ],
    [
      "an API key that is none",
      validation("Invalid API Key format: Must start with pre-defined prefix"),
      { reason: "apiKeyMalformed", params: {} },
      ["switchProfile"],
    ],
    [
      "a guardrail without a version",
      validation("Guardrail version must be provided when a guardrail identifier is provided."),
      { reason: "guardrailVersionMissing", params: {} },
      ["setMember guardrailVersion=DRAFT", "link guardrails"],
    ],
    [
      "a guardrail that is not there",
      validation("The provided guardrail identifier is invalid."),
      { reason: "guardrailUnknown", params: { region: "eu-west-1" } },
      ["link guardrails", "switchRegion"],
    ],
    [
      "a guardrail of which even the draft is not there",
      validation("The guardrail identifier or version provided in the request does not exist.", {
        guardrailVersion: "DRAFT",
      }),
      { reason: "guardrailUnknown", params: { region: "eu-west-1" } },
      ["link guardrails", "switchRegion"],
    ],
    [
      "a guardrail that is not there, or has not this version",
      validation("The guardrail identifier or version provided in the request does not exist.", {
        guardrailVersion: "7",
      }),
      { reason: "guardrailUnknown", params: { region: "eu-west-1" } },
      ["link guardrails", "setMember guardrailVersion=DRAFT", "switchRegion"],
    ],
    [
      "a guardrail with another content type",
      validation("The content-type must be application/json when a guardrail is used."),
      { reason: "guardrailNeedsJson", params: {} },
      ["setMember contentType=application/json"],
    ],
    [
      "words that nobody has seen",
      validation("Nope"),
      { reason: "requestInvalid", params: {} },
      ["goToBody", ...bodyLinks],
    ],
  ]);

  describe("without a name of its own", () => {
    testTable(
      [
        [
          "a constraint in an error without a name",
          {
            name: "Unknown",
            httpStatus: 400,
            message: "Value 'x' at 'accept' failed to satisfy constraint: y",
          },
          { reason: "membersInvalid", params: { members: ["accept"] } },
          ["goToMember accept", "link troubleshooting"],
        ],
      ],
      true,
    );
  });

  describe("whose words show no cause", () => {
    const unknown = ["goToBody", "link modelParameters", "link troubleshooting"];
    testTable([
      [
        "a word before a colon that is no key",
        validation("Something went wrong. Reason: unclear"),
        { reason: "requestInvalid", params: {} },
        unknown,
      ],
      [
        "latency, a tier and limits that are only mentioned",
        validation("The service tier optimized for latency exceeds the limit of images."),
        { reason: "requestInvalid", params: {} },
        unknown,
      ],
      ...(
        [
          ["a guardrail", "The guardrail could not be applied."],
          ["the word legacy", "The request mixes legacy and new keys."],
          ["an API key", "The text must not mention an api key or bearer token."],
          ["access", "A field of the request is not authorized: access to it is denied."],
          ["the length of a prompt", "Its prompt is too long to be quoted here."],
          ["streaming", "No model streams what this asks for: streaming is not supported by it."],
        ] as const
      ).map(([what, message]): Row => [
        `${what} that is only mentioned`,
        validation(message),
        { reason: "requestInvalid", params: {} },
        unknown,
      ]),
    ]);
  });
});
