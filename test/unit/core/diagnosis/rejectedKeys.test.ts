import { bodyLinks, testTable, validation } from "./diagnosisTable.ts";

describe("the keys that a ValidationException names", () => {
  testTable([
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
      ["goToBody /messages/0/content/0", ...bodyLinks],
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
      ["goToBody /textGenerationConfig/topP", ...bodyLinks],
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
      ["goToBody /messages/0/content/1", ...bodyLinks],
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
      ["goToBody /max_tokens", ...bodyLinks],
    ],
    [
      "a model's own check",
      validation("The model returned the following errors: max_tokens: must be positive"),
      {
        reason: "bodyInvalid",
        params: { places: [{ pointer: "/max_tokens", key: undefined, problem: "invalid" }] },
      },
      ["goToBody /max_tokens", ...bodyLinks],
    ],
  ]);
});
