/** What an account can invoke in one region, as the control plane's lists have it. */

/** The lists that are asked, by the names of their API calls. */
export const modelLists = [
  "ListFoundationModels",
  "ListInferenceProfiles",
  "ListCustomModels",
  "ListCustomModelDeployments",
  "ListProvisionedModelThroughputs",
  "ListImportedModels",
  "ListPromptRouters",
  "ListMarketplaceModelEndpoints",
] as const;
export type ModelList = (typeof modelLists)[number];

/** What a list can hold. */
export const liveModelKinds = [
  "foundationModel",
  "inferenceProfile",
  "applicationInferenceProfile",
  "customModel",
  "customModelDeployment",
  "provisionedThroughput",
  "importedModel",
  "promptRouter",
  "marketplaceEndpoint",
] as const;
export type LiveModelKind = (typeof liveModelKinds)[number];

/** One thing to invoke. */
export interface LiveModel {
  readonly kind: LiveModelKind;
  /** What stands in a request's `modelId`: an id where the service has one, else an ARN. */
  readonly modelId: string;
  readonly name: string;
  /** As the service names it, such as "Anthropic"; undefined where it says nothing. */
  readonly provider?: string | undefined;
  /** As on the wire, such as "TEXT"; empty where it says nothing. */
  readonly inputModalities: readonly string[];
  readonly outputModalities: readonly string[];
  readonly streaming?: boolean | undefined;
  /** As on the wire: ON_DEMAND, PROVISIONED, INFERENCE_PROFILE …; empty where it says nothing. */
  readonly inferenceTypes: readonly string[];
  /** ACTIVE, LEGACY …, or the resource's own status such as InService. */
  readonly status?: string | undefined;
  /** ISO 8601. */
  readonly legacyTime?: string | undefined;
  readonly endOfLifeTime?: string | undefined;
  /** Ids of the foundation models behind it; empty for a foundation model and where it says nothing. */
  readonly baseModelIds: readonly string[];
}

/**
 * What one list said: its models, or why it could not be had (the others go on). Both, where it broke off halfway:
 * what had come by then is kept.
 */
export interface LiveModelsPart {
  readonly list: ModelList;
  readonly models: readonly LiveModel[];
  readonly error?: { readonly name: string; readonly message: string } | undefined;
}

/** A guardrail that can stand in a request. */
export interface LiveGuardrail {
  /** The id, as for `guardrailIdentifier`. */
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  /** READY, CREATING … */
  readonly status: string;
  /** "DRAFT" first, then the numbers, newest first. */
  readonly versions: readonly string[];
}

/** What the account may do with a foundation model, as GetFoundationModelAvailability has it; values as on the wire. */
export interface ModelAvailability {
  readonly modelId: string;
  /** Of the offer of its provider: AVAILABLE, PENDING, NOT_AVAILABLE, ERROR. */
  readonly agreement: string;
  /** Why the agreement is in ERROR. */
  readonly agreementError?: string | undefined;
  /** AUTHORIZED, NOT_AUTHORIZED. */
  readonly authorization: string;
  /** AVAILABLE, NOT_AVAILABLE. */
  readonly entitlement: string;
  readonly region: string;
}

/** What a guardrail answers in place of what it blocked. */
export interface GuardrailMessages {
  readonly blockedInput: string;
  readonly blockedOutput: string;
}
