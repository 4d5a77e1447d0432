import { type Known, type Row, testTable } from "./diagnosisTable.ts";

const validation = (message: string, more: Partial<Known> = {}): Known => ({
  name: "ValidationException",
  message,
  ...more,
});
const onDemand =
  "Invocation of model ID m.x-v1:0 with on-demand throughput isn’t supported. Retry your request with the ID or ARN of an inference profile that contains this model.";
const body = ["link modelParameters", "link troubleshooting"];

const invalid = (...pointers: readonly string[]) =>
  pointers.map((pointer) => ({ pointer, key: undefined, problem: "invalid" as const }));
const named = (problem: "exclusive" | "mentioned", ...pointers: readonly string[]) =>
  pointers.map((pointer) => ({ pointer, key: undefined, problem }));
const missing = (pointer: string | undefined, key: string) => ({
  pointer,
  key,
  problem: "missing" as const,
});

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
      "a missing key",
      validation(
        "Malformed input request: #/messages/0/content/0: required key [toolUse] not found, please reformat your input and try again.",
      ),
      {
        reason: "bodyInvalid",
        params: {
          places: [{ pointer: "/messages/0/content/0", key: "toolUse", problem: "missing" }],
        },
      },
      ["goToBody /messages/0/content/0", ...body],
    ],
    [
      "a key too many",
      validation(
        "Malformed input request: #/messages/0/content/0: extraneous key [inputText] is not permitted, please reformat your input and try again.",
      ),
      {
        reason: "bodyInvalid",
        params: {
          places: [
            {
              pointer: "/messages/0/content/0/inputText",
              key: "inputText",
              problem: "notPermitted",
            },
          ],
        },
      },
      [
        "goToBody /messages/0/content/0/inputText",
        "link modelParameters",
        "chooseModel",
        "link troubleshooting",
      ],
    ],
    [
      "a key too many at the top",
      validation(
        "Malformed input request: #: extraneous key [a/b] is not permitted, please reformat",
      ),
      {
        reason: "bodyInvalid",
        params: { places: [{ pointer: "/a~1b", key: "a/b", problem: "notPermitted" }] },
      },
      ["goToBody /a~1b", "link modelParameters", "chooseModel", "link troubleshooting"],
    ],
    [
      "two violations at once",
      validation(
        "Malformed input request: #: required key [messages] not found#: extraneous key [prompt] is not permitted, please reformat",
      ),
      {
        reason: "bodyInvalid",
        params: {
          places: [
            { pointer: undefined, key: "messages", problem: "missing" },
            { pointer: "/prompt", key: "prompt", problem: "notPermitted" },
          ],
        },
      },
      [
        "goToBody",
        "goToBody /prompt",
        "link modelParameters",
        "chooseModel",
        "link troubleshooting",
      ],
    ],
    [
      "a value of another type",
      validation(
        "Malformed input request: #/textGenerationConfig/topP: 5 is not less or equal to 1, please reformat",
      ),
      {
        reason: "bodyInvalid",
        params: {
          places: [{ pointer: "/textGenerationConfig/topP", key: undefined, problem: "invalid" }],
        },
      },
      ["goToBody /textGenerationConfig/topP", ...body],
    ],
    [
      "Claude's own words on a place",
      validation("messages.0.content.1.source: Field required"),
      {
        reason: "bodyInvalid",
        params: {
          places: [{ pointer: "/messages/0/content/1", key: "source", problem: "missing" }],
        },
      },
      ["goToBody /messages/0/content/1", ...body],
    ],
    [
      "Claude's own words on a key too many",
      validation("messages.0.colour: Extra inputs are not permitted"),
      {
        reason: "bodyInvalid",
        params: {
          places: [{ pointer: "/messages/0/colour", key: "colour", problem: "notPermitted" }],
        },
      },
      [
        "goToBody /messages/0/colour",
        "link modelParameters",
        "chooseModel",
        "link troubleshooting",
      ],
    ],
    [
      "Claude's own words on a member",
      validation("max_tokens: 999999 > 8192, which is the maximum allowed number of output tokens"),
      {
        reason: "bodyInvalid",
        params: { places: [{ pointer: "/max_tokens", key: undefined, problem: "invalid" }] },
      },
      ["goToBody /max_tokens", ...body],
    ],
    [
      "a model's own check",
      validation("The model returned the following errors: max_tokens: must be positive"),
      {
        reason: "bodyInvalid",
        params: { places: [{ pointer: "/max_tokens", key: undefined, problem: "invalid" }] },
      },
      ["goToBody /max_tokens", ...body],
    ],
    [
      "words that nobody has seen",
      validation("Nope"),
      { reason: "requestInvalid", params: {} },
      ["goToBody", ...body],
    ],
  ]);

  describe("that names what it does not like", () => {
    testTable([
      [
        "a model id outside of the pattern",
        validation(
          "1 validation error detected: Value 'anthropic.claude-v2:1:200k' at 'modelId' failed to satisfy constraint: Member must satisfy regular expression pattern: (arn:aws...)",
        ),
        { reason: "membersInvalid", params: { members: ["modelId"] } },
        ["chooseModel", "goToMember modelId", "link troubleshooting"],
      ],
      [
        "several members, each once, whatever words their patterns hold",
        validation(
          "3 validation errors detected: Value 'A' at 'guardrailIdentifier' failed to satisfy constraint: Member must satisfy regular expression pattern: (guardrail/legacy); Value 'A' at 'guardrailIdentifier' failed to satisfy constraint: Member must have length less than 1; Value null at '/guardrailVersion' failed to satisfy constraint: Member must not be null",
        ),
        {
          reason: "membersInvalid",
          params: { members: ["guardrailIdentifier", "guardrailVersion"] },
        },
        ["goToMember guardrailIdentifier", "goToMember guardrailVersion", "link troubleshooting"],
      ],
      [
        "the body as a member",
        validation(
          "1 validation error detected: Value at 'body' failed to satisfy constraint: Member must have length less than or equal to 25000000",
        ),
        { reason: "membersInvalid", params: { members: ["body"] } },
        ["goToBody", "link troubleshooting"],
      ],
      [
        "an entry of the metadata, as its member",
        validation(
          "1 validation error detected: Value '{…}' at 'requestMetadata.member.key' failed to satisfy constraint: Map value must satisfy constraint",
        ),
        { reason: "membersInvalid", params: { members: ["requestMetadata"] } },
        ["goToMember requestMetadata", "link troubleshooting"],
      ],
      [
        "three violations of a schema",
        validation(
          "Malformed input request: 3 schema violations found: #/temperature: expected type: Number, found: String#/a: extraneous key [guardrailConfig] is not permitted#: required key [prompt] not found, please reformat your input and try again.",
        ),
        {
          reason: "bodyInvalid",
          params: {
            places: [
              ...invalid("/temperature"),
              { pointer: "/a/guardrailConfig", key: "guardrailConfig", problem: "notPermitted" },
              missing(undefined, "prompt"),
            ],
          },
        },
        [
          "goToBody /temperature",
          "goToBody /a/guardrailConfig",
          "goToBody",
          "link modelParameters",
          "chooseModel",
          "link troubleshooting",
        ],
      ],
      [
        "a key of one word",
        validation("messages: at least one message is required"),
        { reason: "bodyInvalid", params: { places: invalid("/messages") } },
        ["goToBody /messages", ...body],
      ],
      [
        "several keys in a list",
        validation(
          "The model returned the following errors: messages.0.role: Field required; system: too deep; tools[1].name: bad, max_tokens: Field required",
        ),
        {
          reason: "bodyInvalid",
          params: {
            places: [
              missing("/messages/0", "role"),
              ...invalid("/system", "/tools/1/name"),
              missing(undefined, "max_tokens"),
            ],
          },
        },
        ["goToBody /messages/0", "goToBody /system", "goToBody /tools/1/name", "goToBody", ...body],
      ],
      [
        "two keys that exclude each other, between backticks",
        validation(
          "The model returned the following errors: `temperature` and `top_p` cannot both be specified for this model. Please use only `one`.",
        ),
        {
          reason: "bodyInvalid",
          params: { places: named("exclusive", "/temperature", "/top_p") },
        },
        ["goToBody /temperature", "goToBody /top_p", ...body],
      ],
      [
        "keys between backticks, of which no more is known",
        validation("`max_tokens` must be greater than `thinking.budget_tokens`."),
        {
          reason: "bodyInvalid",
          params: { places: named("mentioned", "/max_tokens", "/thinking/budget_tokens") },
        },
        ["goToBody /max_tokens", "goToBody /thinking/budget_tokens", ...body],
      ],
      [
        "a value inside of the body",
        validation(
          "2 validation errors detected: Value '999' at 'body.inferenceConfig.maxTokens' failed to satisfy constraint: a; Value '' at 'messages.2.member.content.1.member.text' failed to satisfy constraint: b",
        ),
        {
          reason: "bodyInvalid",
          params: { places: invalid("/inferenceConfig/maxTokens", "/messages/1/content/0/text") },
        },
        ["goToBody /inferenceConfig/maxTokens", "goToBody /messages/1/content/0/text", ...body],
      ],
      [
        "a member and a value inside of the body",
        validation(
          "2 validation errors detected: Value 'x' at 'accept' failed to satisfy constraint: a; Value '9' at 'body.topP' failed to satisfy constraint: b",
        ),
        { reason: "membersInvalid", params: { members: ["accept", "body"] } },
        ["goToMember accept", "goToBody /topP", "link troubleshooting"],
      ],
      [
        "a flag of anthropic_beta",
        validation("The model returned the following errors: invalid beta flag"),
        { reason: "betaFlagInvalid", params: {} },
        ["goToBody /anthropic_beta", "link modelParameters"],
      ],
      [
        "a flag of anthropic_beta by its name",
        validation("Unexpected value(s) `x-2025` for the `anthropic-beta` header."),
        { reason: "betaFlagInvalid", params: {} },
        ["goToBody /anthropic_beta", "link modelParameters"],
      ],
      [
        "a body that the guardrail cannot read",
        validation("Guardrail was enabled but input is in incorrect format."),
        { reason: "guardrailCannotRead", params: {} },
        ["goToBody", "goToMember guardrailIdentifier"],
      ],
      [
        "a country",
        validation(
          "Access to Anthropic models is not allowed from unsupported countries, regions, or territories. Please refer to https://www.anthropic.com/supported-countries for more information on the countries and regions Anthropic currently supports.",
        ),
        { reason: "countryNotSupported", params: {} },
        ["link supportedCountries", "chooseModel"],
      ],
      [
        "a prompt that is too long, at its key",
        validation("messages.0.content: prompt is too long: 300 tokens > 200 maximum"),
        { reason: "promptTooLong", params: {} },
        ["goToBody /messages/0/content", "chooseModel", "link modelParameters"],
      ],
    ]);
  });

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

  describe("that points to a place, whatever words stand behind it", () => {
    testTable(
      (
        [
          ["tools.0.description", "must not mention api key"],
          ["messages.0.content.0.text", "text must not contain a guardrail tag"],
          ["messages.1.content", "this is not allowed; access to field denied"],
          ["messages.1.content", "the legacy form is not supported; use the Messages API"],
          ["tools.2.name", "data retention mode and on-demand throughput are reserved words"],
        ] as const
      ).map(([path, words]): Row => {
        const pointer = `/${path.replaceAll(".", "/")}`;
        return [
          `${path}: ${words}`,
          validation(`${path}: ${words}`),
          { reason: "bodyInvalid", params: { places: invalid(pointer) } },
          [`goToBody ${pointer}`, ...body],
        ];
      }),
    );

    testTable([
      [
        "a key that is called legacy",
        validation("legacy_format: Extra inputs are not permitted"),
        {
          reason: "bodyInvalid",
          params: {
            places: [{ pointer: "/legacy_format", key: "legacy_format", problem: "notPermitted" }],
          },
        },
        ["goToBody /legacy_format", "link modelParameters", "chooseModel", "link troubleshooting"],
      ],
    ]);
  });
});
