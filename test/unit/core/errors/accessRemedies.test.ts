import { type Known, testTable } from "./remedyTable.ts";

const denied = (message: string, more: Partial<Known> = {}): Known => ({
  name: "AccessDeniedException",
  message,
  ...more,
});
const iam = (action: string, resource: string, more = "") =>
  `User: arn:aws:sts::123456789012:assumed-role/Dev/me is not authorized to perform: ${action} on resource: ${resource} ${more}`;
const model = (region: string) => `arn:aws:bedrock:${region}::foundation-model/m.x-v1:0`;
const noAction = "because no identity-based policy allows the bedrock:InvokeModel action";
const why = "whyDenied m.x-v1:0";

describe("the remedy of an exception of the service", () => {
  describe("that denies access", () => {
    testTable([
      [
        "no access to the model",
        denied("You don't have access to the model with the specified model ID."),
        /access to the model in eu-west-1.*bedrock:InvokeModel\./,
        ["link Open Model Access", why, "switchProfile", "switchRegion", "link Troubleshooting"],
      ],
      [
        "the action that streaming needs",
        denied("You don't have access.", { operation: "InvokeModelWithResponseStream" }),
        /may do bedrock:InvokeModelWithResponseStream\./,
        ["link Open Model Access", why, "switchProfile", "switchRegion", "link Troubleshooting"],
      ],
      [
        "a missing permission",
        denied(iam("bedrock:InvokeModel", model("eu-west-1"), noAction)),
        /Allow bedrock:InvokeModel on arn:aws:bedrock:eu-west-1::foundation-model\/m\.x-v1:0 in the IAM policy[^.]*\.$/,
        ["switchProfile", why, "link Troubleshooting"],
      ],
      [
        "a missing permission to stream",
        denied(iam("bedrock:InvokeModelWithResponseStream", model("eu-west-1"))),
        /Streaming needs this action of its own/,
        ["switchProfile", why, "link Troubleshooting"],
      ],
      [
        "a permission missing in another region of a profile",
        denied(iam("bedrock:InvokeModel", model("eu-north-1")), { modelId: "eu.m.x-v1:0" }),
        /model's ARN in each region/,
        ["switchProfile", "whyDenied eu.m.x-v1:0", "link Troubleshooting"],
      ],
      [
        "a missing permission for the guardrail",
        denied(iam("bedrock:ApplyGuardrail", "arn:aws:bedrock:eu-west-1:1:guardrail/g")),
        /Allow bedrock:ApplyGuardrail on arn:\S+guardrail\/g.*besides/,
        ["switchProfile", "link Troubleshooting"],
      ],
      [
        "a missing permission for API keys",
        denied(iam("bedrock:CallWithBearerToken", "arn:aws:bedrock:eu-west-1:1:*")),
        /API key needs/,
        ["switchProfile", "link Troubleshooting"],
      ],
      [
        "a service control policy",
        denied(
          iam(
            "bedrock:InvokeModel",
            model("eu-west-1"),
            "with an explicit deny in a service control policy: arn:aws:organizations::1:policy/p",
          ),
        ),
        /forbidden bedrock:InvokeModel on \S+ in a service control policy;/,
        ["switchProfile", "switchRegion", "link Troubleshooting"],
      ],
      [
        "a policy that forbids regions to a global profile",
        denied(
          iam(
            "bedrock:InvokeModel",
            model(""),
            "with an explicit deny in a service control policy",
          ),
        ),
        /to any region/,
        ["chooseModel", "switchProfile", "switchRegion", "link Troubleshooting"],
      ],
      [
        "a permissions boundary",
        denied(
          iam(
            "bedrock:InvokeModel",
            model("eu-west-1"),
            "with an explicit deny in a permissions boundary",
          ),
        ),
        /in a permissions boundary;/,
        ["switchProfile", "switchRegion", "link Troubleshooting"],
      ],
      [
        "a Marketplace subscription that may not be made",
        denied(
          "Model access is denied due to IAM user or service role is not authorized to perform the required AWS Marketplace actions (aws-marketplace:ViewSubscriptions, aws-marketplace:Subscribe) to enable access to this model. If you recently fixed this issue, try again after 2 minutes.",
        ),
        /invoke it once; then wait 2 minutes/,
        ["link Open Model Access", "retry", "switchProfile", why],
      ],
      [
        "a Marketplace payment",
        denied(
          "Model access is denied due to INVALID_PAYMENT_INSTRUMENT: a valid payment instrument must be provided. AWS Marketplace …",
        ),
        /payment method/,
        ["link Open Payment Preferences", "retry", why],
      ],
      [
        "a Marketplace agreement in the making",
        {
          name: "MPAgreementBeingCreated",
          message:
            "Your AWS Marketplace subscription for this model is still being processed. Try again after 2 minutes.",
        },
        /Wait 2 minutes/,
        ["retry", why],
      ],
      [
        "the use case form",
        {
          name: "ResourceNotFoundException",
          message:
            "Model use case details have not been submitted for this account. Fill out the Anthropic use case details form before using the model.",
        },
        /form/,
        ["link Open Model Access", "retry", "link Troubleshooting"],
      ],
      [
        "the use case form by its name",
        { name: "FTUFormNotFilled" },
        /form/,
        ["link Open Model Access", "retry", "link Troubleshooting"],
      ],
      [
        "an account that is closed to it",
        denied("Your account is not authorized to invoke this API operation."),
        /the account itself/,
        [why, "switchRegion", "switchProfile", "link Ask AWS Support"],
      ],
      [
        "an account that AWS has judged",
        { name: "BadCScoreException" },
        /not opened/,
        ["link Ask AWS Support", "switchProfile", why],
      ],
      [
        "a model that is legacy",
        denied(
          "Access denied. This Model is marked by provider as Legacy and you have not been actively using the model in the last 15 days.",
        ),
        /not used it lately/,
        ["chooseModel", "link Model Lifecycle"],
      ],
      [
        "an API key that does not hold",
        denied("Authentication failed: Please make sure your API Key is valid."),
        /API key was not accepted/,
        ["switchProfile", "retry"],
      ],
      [
        "an API key that is over",
        denied("Bearer Token has expired"),
        /API key has expired/,
        ["switchProfile", "retry"],
      ],
      [
        "an ARN that hides its model, of which nobody can say why",
        denied("You don't have access", {
          modelId: "arn:aws:bedrock:eu-west-1:123456789012:imported-model/abc",
        }),
        /Ask for access/,
        ["link Open Model Access", "switchProfile", "switchRegion", "link Troubleshooting"],
      ],
    ]);
  });
});
