import type { DenialCause, ListReasons } from "../diagnosis/reasons.ts";
import type { MessagesOf } from "./words.ts";

const stillType = "You can still type any model ID.";

/** Messages for the lists of the control plane, and for what it says about a denied model. */
export const listMessages: MessagesOf<ListReasons> = {
  listDenied: ({ call }) =>
    `Allow bedrock:${call} in the IAM policy of this identity, or use another profile. ${stillType} Sending needs only bedrock:InvokeModel.`,
  listRefused: ({ call }) => `The control plane refused ${call}. ${stillType}`,
  listDelayed: ({ call }) => `Timed out waiting for ${call}. Retry. ${stillType}`,
  listNotSupported: ({ call }) =>
    `This endpoint does not support ${call}: it may support only the runtime API. Set the control plane's own URL, or leave it empty to use AWS's. ${stillType}`,
  modelNotOffered: ({ modelId, region }) =>
    `${modelId} is not available in ${region}. Switch to a region that has it, or use a cross-region inference profile.`,
  modelDenied: ({ modelId, region, causes }) => {
    const [first, ...others] = causes.map(describeCause);
    const list =
      others.length === 0
        ? first
        : [first, ...others].map((cause, index) => `(${index + 1}) ${cause}`).join("; ");
    return `${modelId} is denied in ${region} because ${list}.`;
  },
  modelAccessUnchecked: ({ name, message, remedy }) =>
    `Could not check access: ${name}: ${message} ${remedy}`,
  modelNotDenied: ({ modelId, region }) =>
    `The account has access to ${modelId} in ${region}. The denial most likely comes from a policy: this identity's own (bedrock:InvokeModel, bedrock:InvokeModelWithResponseStream), a permissions boundary, a service control policy, a VPC endpoint policy or, with a cross-region profile, access in one of the profile's other regions.`,
};

function describeCause(cause: DenialCause): string {
  switch (cause.kind) {
    case "agreementPending":
      return "the agreement with its provider is still being created: wait a few minutes";
    case "agreementFailed":
      return `the agreement with its provider failed${cause.message === undefined ? "" : ` (${cause.message})`}: create it again on the model access page`;
    case "agreementMissing":
      return "the account has no agreement with its provider: someone with aws-marketplace:Subscribe must accept the offer on the model access page, or invoke the model once";
    case "notEntitled":
      return "the account is not entitled to it: request access on the model access page";
    case "notAuthorized":
      return "this identity or account is not authorized to use it: allow bedrock:InvokeModel on the model in the IAM policy and in the organization's service control policies, or use another profile";
  }
}
