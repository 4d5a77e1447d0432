import { testTable } from "./remedyTable.ts";

describe("the remedy of an exception of the service", () => {
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
