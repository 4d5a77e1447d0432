import { testTable } from "./diagnosisTable.ts";

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
        { reason: "credentialsExpired", params: { profile: "dev", signIn: undefined } },
        ["retry", "switchProfile"],
      ],
      [
        "an expired sign-in",
        { name: "ExpiredTokenException", profile: "my dev", signInBy: "ssoLogin" },
        {
          reason: "credentialsExpired",
          params: { profile: "my dev", signIn: { by: "ssoLogin", profile: "my dev" } },
        },
        ["ssoLogin my dev", "retry", "switchProfile"],
      ],
      [
        "keys that nobody knows",
        {
          name: "UnrecognizedClientException",
          message: "The security token included in the request is invalid.",
          profile: "dev",
        },
        { reason: "credentialsUnknown", params: { profile: "dev" } },
        ["switchProfile", "retry"],
      ],
      [
        "an access key that nobody knows",
        { name: "InvalidClientTokenId" },
        { reason: "credentialsUnknown", params: { profile: undefined } },
        ["switchProfile", "retry"],
      ],
      [
        "half a signature",
        { name: "IncompleteSignature" },
        { reason: "credentialsUnknown", params: { profile: undefined } },
        ["switchProfile", "retry"],
      ],
      [
        "a clock behind, by both times",
        {
          name: "InvalidSignatureException",
          message:
            "Signature expired: 20250130T064508Z is now earlier than 20250210T013411Z (20250210T013911Z - 5 min.)",
        },
        {
          reason: "clockSkewed",
          params: { seconds: -932043, times: { ours: 1738219508000, theirs: 1739151551000 } },
        },
        ["retry", "switchProfile"],
      ],
      [
        "a clock ahead",
        {
          name: "InvalidSignatureException",
          message:
            "Signature not yet current: 20250210T020000Z is still later than 20250210T014411Z (20250210T013911Z + 5 min.)",
        },
        {
          reason: "clockSkewed",
          params: { seconds: 1249, times: { ours: 1739152800000, theirs: 1739151551000 } },
        },
        ["retry", "switchProfile"],
      ],
      [
        "a clock by the answer's date",
        { name: "InvalidSignatureException", members: { clockSkewSeconds: -600 } },
        { reason: "clockSkewed", params: { seconds: -600, times: undefined } },
        ["retry", "switchProfile"],
      ],
      [
        "a request that came too late, without a time",
        { name: "RequestExpired", message: "Request has expired." },
        { reason: "signatureTooOld", params: {} },
        ["retry", "showLog"],
      ],
      [
        "a signature that does not match",
        {
          name: "InvalidSignatureException",
          message: "The request signature we calculated does not match the signature you provided.",
        },
        { reason: "signatureRefused", params: {} },
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
        { reason: "throttled", params: { unit: "requests", daily: false, retryAfterSeconds: 7 } },
        ["retry", "link quotas", "chooseModel", "switchRegion", "link troubleshooting"],
      ],
      [
        "too many tokens a day",
        {
          name: "ThrottlingException",
          message: "Too many tokens per day, please wait before trying again.",
        },
        {
          reason: "throttled",
          params: { unit: "tokens", daily: true, retryAfterSeconds: undefined },
        },
        ["retry", "link quotas", "chooseModel", "switchRegion", "link troubleshooting"],
      ],
      [
        "throttling that does not say of what",
        { name: "ThrottlingException", message: "Your request was throttled: token bucket empty." },
        {
          reason: "throttled",
          params: { unit: undefined, daily: false, retryAfterSeconds: undefined },
        },
        ["retry", "link quotas", "chooseModel", "switchRegion", "link troubleshooting"],
      ],
      [
        "a quota of the account",
        { name: "ServiceQuotaExceededException" },
        { reason: "quotaExceeded", params: {} },
        ["link quotas", "retry", "goToBody", "switchProfile"],
      ],
      [
        "a model that took too long",
        { name: "ModelTimeoutException", operation: "InvokeModel" },
        { reason: "modelTimeout", params: { streaming: false } },
        ["setMember operation=InvokeModelWithResponseStream", "retry", "goToBody"],
      ],
      [
        "a stream that took too long",
        { name: "ModelTimeoutException", operation: "InvokeModelWithResponseStream" },
        { reason: "modelTimeout", params: { streaming: true } },
        ["retry", "goToBody"],
      ],
      [
        "a model that failed",
        { name: "ModelErrorException", members: { originalStatusCode: 422, resourceName: "r-1" } },
        {
          reason: "modelFailed",
          params: { details: { status: "422", resource: "r-1", message: undefined } },
        },
        ["retry", "goToBody", "link modelParameters"],
      ],
      [
        "a model that failed in mid-stream",
        {
          name: "ModelStreamErrorException",
          members: { originalStatusCode: 500, originalMessage: "Ouch" },
        },
        {
          reason: "streamFailed",
          params: { details: { status: "500", resource: undefined, message: "Ouch" } },
        },
        ["retry", "goToBody", "link troubleshooting"],
      ],
      [
        "a model that is not ready",
        { name: "ModelNotReadyException" },
        { reason: "modelNotReady", params: { retryAfterSeconds: undefined } },
        ["retry", "openSettings bedrockInvoke.maxAttempts"],
      ],
      [
        "a fault of Bedrock's",
        { name: "InternalServerException" },
        { reason: "serviceFailed", params: {} },
        ["retry", "link support", "link troubleshooting"],
      ],
      [
        "a lack of capacity",
        { name: "ServiceUnavailableException" },
        { reason: "serviceUnavailable", params: {} },
        ["retry", "switchRegion", "link troubleshooting"],
      ],
      [
        "a resource that is not there",
        {
          name: "ResourceNotFoundException",
          message: "Could not resolve the foundation model from the provided model identifier.",
        },
        { reason: "resourceNotFound", params: { region: "eu-west-1" } },
        ["chooseModel", "switchRegion", "switchProfile", "link troubleshooting"],
      ],
      [
        "an ARN of another region",
        {
          name: "ResourceNotFoundException",
          modelId: "arn:aws:bedrock:us-west-2:123456789012:provisioned-model/abcdefghijkl",
        },
        { reason: "modelInOtherRegion", params: { home: "us-west-2", region: "eu-west-1" } },
        ["switchRegion", "chooseModel", "link troubleshooting"],
      ],
      [
        "a guardrail that is not there",
        { name: "ResourceNotFoundException", message: "The guardrail was not found." },
        { reason: "guardrailNotFound", params: { region: "eu-west-1" } },
        ["switchRegion", "switchProfile", "link troubleshooting"],
      ],
      [
        "a model that is not there, whatever its name",
        {
          name: "ResourceNotFoundException",
          message:
            "Could not find imported model arn:aws:bedrock:x:1:imported-model/legacy-guardrail-bot",
        },
        { reason: "resourceNotFound", params: { region: "eu-west-1" } },
        ["chooseModel", "switchRegion", "switchProfile", "link troubleshooting"],
      ],
      [
        "a retired model",
        {
          name: "ResourceNotFoundException",
          message: "This model version has reached the end of its life.",
        },
        { reason: "modelRetired", params: { legacy: false } },
        ["chooseModel", "link modelLifecycle"],
      ],
      ["a conflict", { name: "ConflictException" }, { reason: "conflict", params: {} }, ["retry"]],
      [
        "another service's endpoint",
        { name: "UnknownOperationException", endpointHost: "sts.amazonaws.com" },
        { reason: "operationUnknown", params: { host: "sts.amazonaws.com" } },
        ["openSettings bedrockInvoke.endpointUrl", "retry"],
      ],
    ]);
  });
});
