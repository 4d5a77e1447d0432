import { chooseModel, retry, switchProfile, switchRegion, whyDenied } from "./actions.ts";
import type { Diagnosis } from "./diagnosis.ts";
import type { Failure } from "./failure.ts";
import { modelAccess, support, troubleshooting } from "./links.ts";
import type { Denied, Reasons } from "./reasons.ts";

/** Whether the message says that the account has not submitted Anthropic's form. */
export function saysUseCaseForm(message: string): boolean {
  return /^model use case details have not been submitted\b/i.test(message);
}

/** The form that Anthropic asks for before the first call to one of its models. */
export function useCaseFormMissing({ region }: Failure): Diagnosis {
  const actions = [modelAccess(region), retry, troubleshooting(region, "ftu-form")];
  return { reason: "useCaseFormMissing", params: {}, actions };
}

/** Whether the message says that AWS has not enabled an operation for the account. */
export function saysAccountNotAuthorized(message: string): boolean {
  return /^your account is not authorized to (?:invoke this API operation|perform this action)\b/i.test(
    message,
  );
}

/** An operation that AWS has not enabled for the account. */
export function accountNotAuthorized({ region, modelId }: Failure): Diagnosis {
  return {
    reason: "accountNotAuthorized",
    params: { region },
    actions: [...whyDenied(modelId), switchRegion, switchProfile, support(region)],
  };
}

/** An account that AWS has not opened to the model. */
export function accountNotEligible({ region, modelId }: Failure): Diagnosis {
  const actions = [support(region), switchProfile, ...whyDenied(modelId)];
  return { reason: "accountNotEligible", params: {}, actions };
}

/** What IAM says was denied: "User: … is not authorized to perform: ACTION on resource: ARN because …". */
export function deniedAction(message: string): Denied | undefined {
  const found =
    /not authorized to perform:?\s*([\w-]+:\w+)(?:\s+on\s+(?:the\s+)?resource:?\s*(\S+))?/i.exec(
      message,
    );
  const action = found?.[1];
  return action === undefined
    ? undefined
    : { action, resource: found?.[2]?.replace(/[.,;]+$/, "") };
}

/** A policy that forbids it. */
export function explicitlyDenied({ message, region }: Failure, denied: Denied): Diagnosis {
  const policy = /explicit deny in an? ([a-z -]*?(?:policy|boundary))/i.exec(message)?.[1]?.trim();
  const elsewhere = otherRegion(denied.resource, region);
  return {
    reason: "explicitlyDenied",
    params: { denied, policy, sentTo: elsewhere === "" ? "any" : elsewhere },
    actions: [
      ...(elsewhere === undefined ? [] : [chooseModel]),
      switchProfile,
      switchRegion,
      troubleshooting(region, "access-denied"),
    ],
  };
}

/** A permission that no policy gives. */
export function permissionMissing(failure: Failure, denied: Denied): Diagnosis {
  const { region, modelId } = failure;
  const about = subjectOf(denied.action);
  return {
    reason: "permissionMissing",
    params: { denied, about, crossRegion: about === "model" && isCrossRegion(failure, denied) },
    actions: [
      switchProfile,
      ...(denied.action.startsWith("bedrock:Invoke") ? whyDenied(modelId) : []),
      troubleshooting(region, "access-denied"),
    ],
  };
}

function subjectOf(action: string): Reasons["permissionMissing"]["about"] {
  if (action === "bedrock:ApplyGuardrail") return "guardrail";
  if (action === "bedrock:CallWithBearerToken") return "apiKey";
  return action === "sts:AssumeRole" ? "role" : "model";
}

function isCrossRegion({ modelId, region }: Failure, { resource }: Denied): boolean {
  return (
    /inference-profile\//.test(resource ?? "") ||
    otherRegion(resource, region) !== undefined ||
    /^(us|us-gov|eu|apac|jp|au|ca|global)\./.test(modelId ?? "")
  );
}

/** The region of a foundation model's ARN where it differs from the request's; "" where it is any. */
function otherRegion(resource: string | undefined, region: string | undefined): string | undefined {
  const found = /^arn:[\w-]+:bedrock:([\w-]*):[^:]*:foundation-model\//.exec(resource ?? "");
  return found?.[1] === region ? undefined : found?.[1];
}
