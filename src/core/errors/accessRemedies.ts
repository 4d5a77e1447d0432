import { chooseModel, retry, switchProfile, switchRegion, whyDenied } from "./actions.ts";
import { apiKey, expiredKeys } from "./keyRemedies.ts";
import { modelAccess, paymentPreferences, support, troubleshooting } from "./links.ts";
import { retired } from "./modelRemedies.ts";
import type { Failure, Remedy } from "./remedy.ts";

/** What to do about an AccessDeniedException: its message alone says which of a dozen reasons it has. */
export function accessDenied(failure: Failure): Remedy {
  const { message, modelId, region } = failure;
  const denial = deniedAction(message);
  if (/marketplace|INVALID_PAYMENT_INSTRUMENT/i.test(message)) return marketplace(failure);
  if (/explicit deny/i.test(message)) return explicitDeny(failure, denial);
  if (denial) return missingPermission(failure, denial);
  if (/use case (details|form)/i.test(message)) return useCaseForm(failure);
  if (/legacy|end of (its )?life/i.test(message)) return retired(failure);
  if (/api key|bearer token/i.test(message)) return apiKey(failure);
  if (/expired/i.test(message) && /token|credential/i.test(message)) return expiredKeys(failure);
  if (/account is not authorized/i.test(message))
    return {
      remedy: `AWS has not opened this operation to the account itself, whatever its policies say: it may be new, under review, or without this feature in ${region ?? "this region"}. Try another region or account, or ask AWS Support.`,
      actions: [...whyDenied(modelId), switchRegion, switchProfile, support(region)],
    };
  const needed =
    failure.operation === "InvokeModelWithResponseStream"
      ? "bedrock:InvokeModelWithResponseStream"
      : "bedrock:InvokeModel";
  return {
    remedy: `Ask for access to the model in ${region ?? "this region"} on the model access page, or check that this profile's identity may do ${needed}. Access is given region by region.`,
    actions: [
      modelAccess(region),
      ...whyDenied(modelId),
      switchProfile,
      switchRegion,
      troubleshooting(region, "access-denied"),
    ],
  };
}

/** What to do before the first call to a model of Anthropic's. */
export function useCaseForm({ region }: Failure): Remedy {
  return {
    remedy:
      "Anthropic asks for a use case form once per account. Fill it in on the model access page, wait some minutes, then retry.",
    actions: [modelAccess(region), retry, troubleshooting(region, "ftu-form")],
  };
}

/** What to do while, or after, a Marketplace agreement failed. */
export function marketplace({ message, region, modelId }: Failure): Remedy {
  if (/payment/i.test(message))
    return {
      remedy:
        "The Marketplace agreement for this model failed for the account's payment method. Put a valid one into the payment preferences, wait some minutes, then retry.",
      actions: [paymentPreferences(region), retry, ...whyDenied(modelId)],
    };
  const minutes = /(\d+)\s*minutes?/i.exec(message)?.[1] ?? "15";
  if (/being (processed|created)|in progress/i.test(message))
    return {
      remedy: `The Marketplace agreement for this model is being made. Wait ${minutes} minutes, then retry.`,
      actions: [retry, ...whyDenied(modelId)],
    };
  return {
    remedy: `The first use of a third-party model makes a Marketplace subscription, which this identity may not make. Someone with aws-marketplace:ViewSubscriptions and aws-marketplace:Subscribe must invoke it once; then wait ${minutes} minutes and retry.`,
    actions: [modelAccess(region), retry, switchProfile, ...whyDenied(modelId)],
  };
}

interface Denial {
  readonly action: string;
  readonly resource: string | undefined;
}

/** IAM's own sentence: "User: … is not authorized to perform: ACTION on resource: ARN because …". */
function deniedAction(message: string): Denial | undefined {
  const found =
    /not authorized to perform:?\s*([\w-]+:\w+)(?:\s+on\s+(?:the\s+)?resource:?\s*(\S+))?/i.exec(
      message,
    );
  const action = found?.[1];
  return action === undefined
    ? undefined
    : { action, resource: found?.[2]?.replace(/[.,;]+$/, "") };
}

function explicitDeny({ message, region }: Failure, denial: Denial | undefined): Remedy {
  const policy =
    /explicit deny in an? ([a-z -]*?(?:policy|boundary))/i.exec(message)?.[1]?.trim() ?? "policy";
  const elsewhere = otherRegion(denial?.resource, region);
  const why =
    elsewhere === undefined
      ? ""
      : ` The profile sends the request ${elsewhere === "" ? "to any region" : `on to ${elsewhere}`}, and such policies often forbid regions: a profile of a nearer area may be let through.`;
  return {
    remedy: `Somebody has forbidden ${what(denial)} in a ${policy}; no permission outweighs that.${why} Ask whoever keeps the policy, or use another profile.`,
    actions: [
      ...(elsewhere === undefined ? [] : [chooseModel]),
      switchProfile,
      switchRegion,
      troubleshooting(region, "access-denied"),
    ],
  };
}

function missingPermission(failure: Failure, denial: Denial): Remedy {
  const { region, modelId } = failure;
  return {
    remedy: `Allow ${what(denial)} in the IAM policy of this identity, or use another profile.${hint(failure, denial)}`,
    actions: [
      switchProfile,
      ...(denial.action.startsWith("bedrock:Invoke") ? whyDenied(modelId) : []),
      troubleshooting(region, "access-denied"),
    ],
  };
}

/** What is easily overlooked about the permission that is missing. */
function hint({ modelId, region }: Failure, { action, resource }: Denial): string {
  if (action === "bedrock:ApplyGuardrail")
    return " The guardrail of the request needs this permission besides the one for the model.";
  if (action === "bedrock:CallWithBearerToken")
    return " Every call with an API key needs this permission.";
  if (action === "sts:AssumeRole") return " The role's trust policy has to name this identity too.";
  const streaming =
    action === "bedrock:InvokeModelWithResponseStream"
      ? " Streaming needs this action of its own: bedrock:InvokeModel alone does not do."
      : "";
  const crossRegion =
    /inference-profile\//.test(resource ?? "") ||
    otherRegion(resource, region) !== undefined ||
    /^(us|us-gov|eu|apac|jp|au|ca|global)\./.test(modelId ?? "")
      ? " A cross-region profile needs both: the profile's own ARN, and the model's ARN in each region that it sends to."
      : "";
  return streaming + crossRegion;
}

/** The region of a foundation model's ARN where it is another than the request's; "" where it is any. */
function otherRegion(resource: string | undefined, region: string | undefined): string | undefined {
  const found = /^arn:[\w-]+:bedrock:([\w-]*):[^:]*:foundation-model\//.exec(resource ?? "");
  return found?.[1] === region ? undefined : found?.[1];
}

function what(denial: Denial | undefined): string {
  if (!denial) return "this";
  return denial.resource === undefined ? denial.action : `${denial.action} on ${denial.resource}`;
}
