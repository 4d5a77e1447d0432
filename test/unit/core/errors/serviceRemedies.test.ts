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

  describe("about keys and time", () => {
    testTable([
      [
        "expired keys",
        {
          name: "ExpiredTokenException",
          message: "The security token included in the request is expired",
          profile: "dev",
        },
        /of the profile dev have expired/,
        ["retry", "switchProfile"],
      ],
      [
        "an expired sign-in",
        { name: "ExpiredTokenException", profile: "my dev", signInBy: "ssoLogin" },
        /`aws sso login --profile 'my dev'`/,
        ["ssoLogin my dev", "retry", "switchProfile"],
      ],
      [
        "keys that nobody knows",
        {
          name: "UnrecognizedClientException",
          message: "The security token included in the request is invalid.",
          profile: "dev",
        },
        /does not know the credentials of the profile dev/,
        ["switchProfile", "retry"],
      ],
      [
        "an access key that nobody knows",
        { name: "InvalidClientTokenId" },
        /deleted, mistyped/,
        ["switchProfile", "retry"],
      ],
      ["half a signature", { name: "IncompleteSignature" }, /cut off/, ["switchProfile", "retry"]],
      [
        "a clock behind, by both times",
        {
          name: "InvalidSignatureException",
          message:
            "Signature expired: 20250130T064508Z is now earlier than 20250210T013411Z (20250210T013911Z - 5 min.)",
        },
        /clock is 11 days behind AWS's \(2025-01-30 06:45:08 UTC here, 2025-02-10 01:39:11 UTC there\)\. Set the clock/,
        ["retry", "switchProfile"],
      ],
      [
        "a clock ahead",
        {
          name: "InvalidSignatureException",
          message:
            "Signature not yet current: 20250210T020000Z is still later than 20250210T014411Z (20250210T013911Z + 5 min.)",
        },
        /clock is 21 minutes ahead of/,
        ["retry", "switchProfile"],
      ],
      [
        "a clock by the answer's date",
        { name: "InvalidSignatureException", members: { clockSkewSeconds: -600 } },
        /10 minutes behind/,
        ["retry", "switchProfile"],
      ],
      [
        "a request that came too late, without a time",
        { name: "RequestExpired", message: "Request has expired." },
        /few minutes/,
        ["retry", "showLog"],
      ],
      [
        "a signature that does not match",
        {
          name: "InvalidSignatureException",
          message: "The request signature we calculated does not match the signature you provided.",
        },
        /wrong secret key/,
        ["switchProfile", "retry", "showLog"],
      ],
    ]);
  });

  describe("about the model and its limits", () => {
    testTable([
      [
        "too many requests",
        {
          name: "ThrottlingException",
          message: "Too many requests, please wait before trying again.",
          members: { retryAfter: "7" },
        },
        /quota of requests a minute.*Wait 7 seconds, as the service asks/,
        [
          "retry",
          "link Open Service Quotas",
          "chooseModel",
          "switchRegion",
          "link Troubleshooting",
        ],
      ],
      [
        "too many tokens a day",
        {
          name: "ThrottlingException",
          message: "Too many tokens per day, please wait before trying again.",
        },
        /quota of tokens a day.*tomorrow/,
        [
          "retry",
          "link Open Service Quotas",
          "chooseModel",
          "switchRegion",
          "link Troubleshooting",
        ],
      ],
      [
        "a quota of the account",
        { name: "ServiceQuotaExceededException" },
        /quota of the account/,
        ["link Open Service Quotas", "retry", "goToBody", "switchProfile"],
      ],
      [
        "a model that took too long",
        { name: "ModelTimeoutException", operation: "InvokeModel" },
        /Stream the answer.*billed/,
        ["setMember operation=InvokeModelWithResponseStream", "retry", "goToBody"],
      ],
      [
        "a stream that took too long",
        { name: "ModelTimeoutException", operation: "InvokeModelWithResponseStream" },
        /Ask for less/,
        ["retry", "goToBody"],
      ],
      [
        "a model that failed",
        { name: "ModelErrorException", members: { originalStatusCode: 422, resourceName: "r-1" } },
        /its own status: 422; resource: r-1/,
        ["retry", "goToBody", "link Model Parameters"],
      ],
      [
        "a model that failed in mid-stream",
        {
          name: "ModelStreamErrorException",
          members: { originalStatusCode: 500, originalMessage: "Ouch" },
        },
        /its own status: 500; its own words: Ouch.*kept/,
        ["retry", "goToBody", "link Troubleshooting"],
      ],
      [
        "a model that is not ready",
        { name: "ModelNotReadyException" },
        /Wait a minute/,
        ["retry", "openSettings bedrockInvoke.maxAttempts"],
      ],
      [
        "a fault of Bedrock's",
        { name: "InternalServerException" },
        /request id/,
        ["retry", "link Ask AWS Support", "link Troubleshooting"],
      ],
      [
        "a lack of capacity",
        { name: "ServiceUnavailableException" },
        /capacity/,
        ["retry", "switchRegion", "link Troubleshooting"],
      ],
      [
        "a resource that is not there",
        {
          name: "ResourceNotFoundException",
          message: "Could not resolve the foundation model from the provided model identifier.",
        },
        /Nothing of that name exists in eu-west-1/,
        ["chooseModel", "switchRegion", "switchProfile", "link Troubleshooting"],
      ],
      [
        "an ARN of another region",
        {
          name: "ResourceNotFoundException",
          modelId: "arn:aws:bedrock:us-west-2:123456789012:provisioned-model/abcdefghijkl",
        },
        /of us-west-2, and the request went to eu-west-1/,
        ["switchRegion", "chooseModel", "link Troubleshooting"],
      ],
      [
        "a guardrail that is not there",
        { name: "ResourceNotFoundException", message: "The guardrail was not found." },
        /eu-west-1 has no guardrail/,
        ["switchRegion", "switchProfile", "link Troubleshooting"],
      ],
      [
        "a retired model",
        {
          name: "ResourceNotFoundException",
          message: "This model version has reached the end of its life.",
        },
        /successor/,
        ["chooseModel", "link Model Lifecycle"],
      ],
      ["a conflict", { name: "ConflictException" }, /somebody else/, ["retry"]],
      [
        "another service's endpoint",
        { name: "UnknownOperationException", endpointHost: "sts.amazonaws.com" },
        /^sts\.amazonaws\.com knows no such operation/,
        ["openSettings bedrockInvoke.endpointUrl", "retry"],
      ],
    ]);
  });
});
