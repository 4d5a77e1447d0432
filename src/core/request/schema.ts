import * as v from "valibot";

const described = (text: string) => v.pipe(v.string(), v.description(text));

/** The version of the request file's format that this code writes and reads. */
export const requestVersion = 1;

/** The values the service model knows for the members that have a fixed set. */
export const enumerations = {
  operation: ["InvokeModel", "InvokeModelWithResponseStream"],
  trace: ["ENABLED", "DISABLED", "ENABLED_FULL"],
  performanceConfigLatency: ["standard", "optimized"],
  serviceTier: ["priority", "default", "flex", "reserved"],
} as const;

/**
 * The members of a request file. The JSON schema that VS Code completes and checks files with is
 * generated from this; names, enumerations and texts are those of the service model 2023-09-30.
 */
export const requestSchema = v.looseObject({
  $schema: v.optional(v.string()),
  version: v.optional(
    v.pipe(v.literal(requestVersion), v.description("The version of this file format.")),
  ),
  operation: v.optional(
    v.pipe(
      v.picklist(enumerations.operation),
      v.description("The API operation to call. InvokeModel when absent."),
    ),
  ),
  region: v.optional(
    described(
      "The AWS Region to send to, such as us-east-1. When absent, the one chosen in the editor.",
    ),
  ),
  modelId: described(
    "The model to invoke: a base model ID, an inference profile ID, or the ARN of a foundation model, inference profile, provisioned model, custom model deployment, imported model, prompt, prompt router or SageMaker endpoint.",
  ),
  contentType: v.optional(
    described("The MIME type of the body. The service takes application/json, the default."),
  ),
  accept: v.optional(
    described("The MIME type wanted for the answer. application/json when absent."),
  ),
  guardrailIdentifier: v.optional(
    described(
      "The ID or ARN of the guardrail to apply. When absent, none but those that the account or organisation enforces.",
    ),
  ),
  guardrailVersion: v.optional(described('The version of the guardrail: a number, or "DRAFT".')),
  trace: v.optional(
    v.pipe(
      v.picklist(enumerations.trace),
      v.description("Whether the answer carries the guardrail's trace."),
    ),
  ),
  performanceConfigLatency: v.optional(
    v.pipe(
      v.picklist(enumerations.performanceConfigLatency),
      v.description("The latency wanted from the model."),
    ),
  ),
  serviceTier: v.optional(
    v.pipe(
      v.picklist(enumerations.serviceTier),
      v.description("The processing tier that serves the request."),
    ),
  ),
  requestMetadata: v.optional(
    v.pipe(
      v.record(v.string(), v.string()),
      v.description(
        "Key-value pairs to filter the invocation logs by; 8,500 characters at most as JSON.",
      ),
    ),
  ),
  variables: v.optional(
    v.pipe(
      v.record(v.string(), v.any()),
      v.description(
        "Values for {{name}} in the body's strings. When absent, the body is sent untouched.",
      ),
    ),
  ),
  body: v.optional(
    v.pipe(
      v.any(),
      v.description(
        "The model's own request, sent as it is written here (comments and trailing commas taken out). 25,000,000 bytes at most.",
      ),
    ),
  ),
  bodyFile: v.optional(
    described(
      "The path of a file, relative to this one, whose bytes are sent as the body. It must be in the same workspace folder or project. Instead of body.",
    ),
  ),
});

/** The order in which members are written into a file. */
export const memberOrder = Object.keys(requestSchema.entries);
