import {
  consoleUrl,
  errorCodesPage,
  openLink,
  retry,
  showLog,
  switchProfile,
  switchRegion,
} from "./actions.ts";
import type { Failure, Remedy } from "./remedy.ts";
import { validationRemedy } from "./validationRemedy.ts";

const troubleshooting = openLink("Troubleshooting", errorCodesPage);

/** What to do about each exception of the service: modelled ones first, then those it sends besides. */
export const serviceRemedies: Readonly<Record<string, (failure: Failure) => Remedy>> = {
  AccessDeniedException: accessDenied,
  ValidationException: validationRemedy,
  ResourceNotFoundException: resourceNotFound,
  ThrottlingException: ({ region }) => ({
    remedy:
      "Your account's quota for this model is used up for the moment. Wait a minute and retry; or try another region, a cross-region inference profile, or service tier flex.",
    actions: [retry, switchRegion, quotas(region), troubleshooting],
  }),
  ServiceQuotaExceededException: ({ region }) => ({
    remedy:
      "The request goes over a quota of your account. Look at the quota, ask for a higher one, or send less; then retry.",
    actions: [quotas(region), retry],
  }),
  ModelTimeoutException: ({ operation }) => ({
    remedy:
      (operation === "InvokeModel"
        ? "The model took too long. Stream the answer, or ask"
        : "The model took too long. Ask") +
      " for less (a shorter prompt, fewer tokens). A retry may be billed again.",
    actions: [retry],
  }),
  ModelErrorException: ({ members }) => ({
    remedy: `The model itself failed${detail(members)}. Check the body against the model's own parameters, then retry. A retry may be billed again.`,
    actions: [retry, troubleshooting],
  }),
  ModelStreamErrorException: ({ members }) => ({
    remedy: `The model failed while it was answering${detail(members)}. What had arrived is kept. Retry, or ask for a shorter answer.`,
    actions: [retry, troubleshooting],
  }),
  ModelNotReadyException: () => ({
    remedy:
      "The model is being loaded (an imported model, for one, is unloaded when idle). Wait a minute, then retry; more attempts can be allowed in the settings.",
    actions: [retry, { id: "openSettings", title: "Open Settings" }],
  }),
  InternalServerException: () => ({
    remedy:
      "Something failed inside Bedrock. Send the request again; if it goes on, give the request id to AWS Support.",
    actions: [retry, troubleshooting],
  }),
  ServiceUnavailableException: () => ({
    remedy:
      "Bedrock is out of capacity for the moment. Wait and retry, or try another region or a cross-region inference profile.",
    actions: [retry, switchRegion, troubleshooting],
  }),
  ConflictException: () => ({
    remedy: "The resource is being changed by somebody else. Wait a moment, then retry.",
    actions: [retry],
  }),
  ExpiredTokenException: expiredKeys,
  RequestExpired: clock,
  InvalidSignatureException: clock,
  IncompleteSignature: unrecognised,
  UnrecognizedClientException: unrecognised,
  InvalidClientTokenId: unrecognised,
  NotAuthorized: accessDenied,
  FTUFormNotFilled: useCaseForm,
  MPAgreementBeingCreated: () => ({
    remedy: "The Marketplace agreement for this model is being made. Wait two minutes, then retry.",
    actions: [retry],
  }),
};

function accessDenied(failure: Failure): Remedy {
  const { message, region, operation } = failure;
  if (/marketplace/i.test(message)) {
    return {
      remedy:
        "The first use of a third-party model makes a Marketplace subscription. Someone with aws-marketplace:ViewSubscriptions and aws-marketplace:Subscribe must invoke it once; then wait some minutes and retry.",
      actions: [modelAccess(region), retry],
    };
  }
  const iam = /not authorized to perform:?\s*(\S+)(?:.*?on (?:the )?resource:?\s*(\S+))?/i.exec(
    message,
  );
  if (iam) {
    const action = iam[1] ?? "bedrock:InvokeModel";
    return {
      remedy:
        `Allow ${action}${iam[2] ? ` on ${iam[2]}` : ""} in the IAM policy of this identity, or use another profile. ` +
        "Streaming needs bedrock:InvokeModelWithResponseStream besides; a cross-region profile needs the model in each of its regions; a guardrail needs bedrock:ApplyGuardrail.",
      actions: [switchProfile, troubleshooting],
    };
  }
  if (/legacy|end of its life/i.test(message)) return retired();
  if (/expired|invalid|token/i.test(message) && /security token|credential/i.test(message))
    return expiredKeys(failure);
  const needed =
    operation === "InvokeModelWithResponseStream"
      ? "bedrock:InvokeModelWithResponseStream"
      : "bedrock:InvokeModel";
  return {
    remedy: `Ask for access to the model in ${region ?? "this region"} on the model access page, or check that this profile's identity may do ${needed}. Access is given region by region.`,
    actions: [modelAccess(region), switchProfile, switchRegion, troubleshooting],
  };
}

function resourceNotFound(failure: Failure): Remedy {
  const { message, region } = failure;
  if (/use case details/i.test(message)) return useCaseForm(failure);
  if (/end of its life|legacy/i.test(message)) return retired();
  return {
    remedy: `Nothing of that name exists in ${region ?? "this region"}. An ARN names its region and account: check both, or switch the region.`,
    actions: [switchRegion, switchProfile, troubleshooting],
  };
}

function useCaseForm({ region }: Failure): Remedy {
  return {
    remedy:
      "Anthropic asks for a use case form once per account. Fill it in on the model access page, wait some minutes, then retry.",
    actions: [modelAccess(region), retry],
  };
}

function retired(): Remedy {
  return {
    remedy: "This model version has been retired. Choose its successor in the model field.",
    actions: [
      openLink(
        "Model Lifecycle",
        "https://docs.aws.amazon.com/bedrock/latest/userguide/model-lifecycle.html",
      ),
    ],
  };
}

function expiredKeys({ profile }: Failure): Remedy {
  return {
    remedy: `The credentials have expired. Get new ones${profile === undefined ? "" : ` for the profile ${profile}`} (aws sso login, aws login, or new keys in ~/.aws/credentials), then retry: they are read again on each send.`,
    actions: [retry, switchProfile],
  };
}

function unrecognised(): Remedy {
  return {
    remedy:
      "AWS does not know these credentials. They may be deleted, mistyped, cut off, of another partition (China, GovCloud), or lack the session token that belongs to them.",
    actions: [switchProfile, retry],
  };
}

function clock({ members }: Failure): Remedy {
  const seconds = members["clockSkewSeconds"];
  if (typeof seconds === "number" && Math.abs(seconds) >= 60) {
    const minutes = Math.round(Math.abs(seconds) / 60);
    return {
      remedy: `This machine's clock is ${minutes} minute${minutes === 1 ? "" : "s"} ${seconds > 0 ? "ahead of" : "behind"} AWS's. Set the clock, then retry.`,
      actions: [retry],
    };
  }
  return {
    remedy:
      "The signature was not accepted. A wrong secret key, a clock that is off by minutes, or a proxy that rewrites the request does that.",
    actions: [switchProfile, retry, showLog],
  };
}

function detail(members: Failure["members"]): string {
  const parts = [
    typeof members["originalStatusCode"] !== "number"
      ? ""
      : `its own status: ${members["originalStatusCode"]}`,
    typeof members["resourceName"] === "string" ? `resource: ${members["resourceName"]}` : "",
    typeof members["originalMessage"] === "string"
      ? `its own words: ${members["originalMessage"]}`
      : "",
  ].filter((part) => part !== "");
  return parts.length === 0 ? "" : ` (${parts.join("; ")})`;
}

function modelAccess(region: string | undefined) {
  return openLink("Open Model Access", consoleUrl(region, "bedrock/home#/modelaccess"));
}

function quotas(region: string | undefined) {
  return openLink("Open Quotas", consoleUrl(region, "servicequotas/home/services/bedrock/quotas"));
}
