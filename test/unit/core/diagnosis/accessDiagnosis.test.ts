import { denied, iam, testTable } from "./diagnosisTable.ts";

const why = "whyDenied m.x-v1:0";

describe("the remedy of an exception of the service", () => {
  describe("that denies access", () => {
    testTable([
      [
        "no access to the model",
        denied("You don't have access to the model with the specified model ID."),
        {
          reason: "modelAccessMissing",
          params: { region: "eu-west-1", permission: "bedrock:InvokeModel" },
        },
        ["link modelAccess", why, "switchProfile", "switchRegion", "link troubleshooting"],
      ],
      [
        "the action that streaming needs",
        denied("You don't have access.", { operation: "InvokeModelWithResponseStream" }),
        {
          reason: "accessDenied",
          params: { region: "eu-west-1", permission: "bedrock:InvokeModelWithResponseStream" },
        },
        ["link modelAccess", why, "switchProfile", "switchRegion", "link troubleshooting"],
      ],
      [
        "a Marketplace subscription that may not be made",
        denied(
          "Model access is denied due to IAM user or service role is not authorized to perform the required AWS Marketplace actions (aws-marketplace:ViewSubscriptions, aws-marketplace:Subscribe) to enable access to this model. If you recently fixed this issue, try again after 2 minutes.",
        ),
        { reason: "marketplaceAgreementMissing", params: { minutes: 2 } },
        ["link modelAccess", "retry", "switchProfile", why],
      ],
      [
        "a permission of AWS Marketplace that is missing, in IAM's words",
        denied(
          `Model access is denied due to ${iam("aws-marketplace:ViewSubscriptions", "*")}. Your AWS Marketplace subscription for this model cannot be completed at this time. If you recently fixed this issue, try again after 15 minutes.`,
        ),
        { reason: "marketplaceAgreementMissing", params: { minutes: 15 } },
        ["link modelAccess", "retry", "switchProfile", why],
      ],
      [
        "a Marketplace agreement that failed without a cause",
        denied(
          "Your AWS Marketplace subscription for this model cannot be completed at this time. If you recently fixed this issue, try again after 5 minutes.",
        ),
        { reason: "marketplaceAgreementFailed", params: { minutes: 5 } },
        ["link modelAccess", "retry", "switchProfile", why],
      ],
      [
        "a Marketplace payment",
        denied(
          "Model access is denied due to INVALID_PAYMENT_INSTRUMENT: a valid payment instrument must be provided. AWS Marketplace …",
        ),
        { reason: "marketplacePaymentFailed", params: {} },
        ["link paymentPreferences", "retry", why],
      ],
      [
        "a Marketplace agreement in the making",
        {
          name: "MPAgreementBeingCreated",
          message:
            "Your AWS Marketplace subscription for this model is still being processed. Try again after 2 minutes.",
        },
        { reason: "marketplaceAgreementPending", params: { minutes: 2 } },
        ["retry", why],
      ],
      [
        "a Marketplace agreement in the making, by its name",
        { name: "MPAgreementBeingCreated" },
        { reason: "marketplaceAgreementPending", params: { minutes: undefined } },
        ["retry", why],
      ],
      [
        "the use case form",
        {
          name: "ResourceNotFoundException",
          message:
            "Model use case details have not been submitted for this account. Fill out the Anthropic use case details form before using the model.",
        },
        { reason: "useCaseFormMissing", params: {} },
        ["link modelAccess", "retry", "link troubleshooting"],
      ],
      [
        "the use case form by its name",
        { name: "FTUFormNotFilled" },
        { reason: "useCaseFormMissing", params: {} },
        ["link modelAccess", "retry", "link troubleshooting"],
      ],
      [
        "an account that is closed to it",
        denied("Your account is not authorized to invoke this API operation."),
        { reason: "accountNotAuthorized", params: { region: "eu-west-1" } },
        [why, "switchRegion", "switchProfile", "link support"],
      ],
      [
        "an account that AWS has judged",
        { name: "BadCScoreException" },
        { reason: "accountNotEligible", params: {} },
        ["link support", "switchProfile", why],
      ],
      [
        "a model that is legacy",
        denied(
          "Access denied. This Model is marked by provider as Legacy and you have not been actively using the model in the last 15 days.",
        ),
        { reason: "modelRetired", params: { legacy: true } },
        ["chooseModel", "link modelLifecycle"],
      ],
      [
        "an API key that does not hold",
        denied("Authentication failed: Please make sure your API Key is valid."),
        { reason: "apiKeyRefused", params: { region: "eu-west-1" } },
        ["switchProfile", "retry"],
      ],
      [
        "an API key that is none",
        denied("Invalid API Key format: Must start with pre-defined prefix"),
        { reason: "apiKeyMalformed", params: {} },
        ["switchProfile"],
      ],
      [
        "an API key that is over",
        denied("Bearer Token has expired"),
        { reason: "apiKeyExpired", params: {} },
        ["switchProfile", "retry"],
      ],
      [
        "an ARN that hides its model, of which nobody can say why",
        denied("You don't have access", {
          modelId: "arn:aws:bedrock:eu-west-1:123456789012:imported-model/abc",
        }),
        {
          reason: "accessDenied",
          params: { region: "eu-west-1", permission: "bedrock:InvokeModel" },
        },
        ["link modelAccess", "switchProfile", "switchRegion", "link troubleshooting"],
      ],
      [
        "prompt caching",
        denied(
          "You invoked an unsupported model or your request did not allow prompt caching. See the documentation for more information.",
        ),
        { reason: "promptCachingRefused", params: {} },
        ["goToBody", "chooseModel", "link promptCaching"],
      ],
      [
        "a country",
        denied(
          "Access to Anthropic models is not allowed from unsupported countries, regions, or territories.",
        ),
        { reason: "countryNotSupported", params: {} },
        ["link supportedCountries", "chooseModel"],
      ],
      [
        "nothing, where the words only hold those of other causes",
        denied(
          "No: the marketplace, a legacy API key, prompt caching and an expired token are mentioned.",
        ),
        {
          reason: "accessDenied",
          params: { region: "eu-west-1", permission: "bedrock:InvokeModel" },
        },
        ["link modelAccess", why, "switchProfile", "switchRegion", "link troubleshooting"],
      ],
      [
        "nothing, where the words show no cause",
        denied("No."),
        {
          reason: "accessDenied",
          params: { region: "eu-west-1", permission: "bedrock:InvokeModel" },
        },
        ["link modelAccess", why, "switchProfile", "switchRegion", "link troubleshooting"],
      ],
    ]);
  });
});
