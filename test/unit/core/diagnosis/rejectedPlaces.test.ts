import { type Row, bodyLinks, testTable, validation } from "./diagnosisTable.ts";

const invalid = (...pointers: readonly string[]) =>
  pointers.map((pointer) => ({ pointer, key: undefined, problem: "invalid" as const }));
const missing = (pointer: string | undefined, key: string) => ({
  pointer,
  key,
  problem: "missing" as const,
});
const named = (problem: "exclusive" | "mentioned", ...pointers: readonly string[]) =>
  pointers.map((pointer) => ({ pointer, key: undefined, problem }));

describe("the places that a ValidationException names", () => {
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
        ["goToBody /messages", ...bodyLinks],
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
        [
          "goToBody /messages/0",
          "goToBody /system",
          "goToBody /tools/1/name",
          "goToBody",
          ...bodyLinks,
        ],
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
        ["goToBody /temperature", "goToBody /top_p", ...bodyLinks],
      ],
      [
        "keys between backticks, of which no more is known",
        validation("`max_tokens` must be greater than `thinking.budget_tokens`."),
        {
          reason: "bodyInvalid",
          params: { places: named("mentioned", "/max_tokens", "/thinking/budget_tokens") },
        },
        ["goToBody /max_tokens", "goToBody /thinking/budget_tokens", ...bodyLinks],
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
        [
          "goToBody /inferenceConfig/maxTokens",
          "goToBody /messages/1/content/0/text",
          ...bodyLinks,
        ],
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
          [`goToBody ${pointer}`, ...bodyLinks],
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
