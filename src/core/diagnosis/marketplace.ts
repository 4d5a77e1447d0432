import { retry, switchProfile, whyDenied } from "./actions.ts";
import type { Diagnosis } from "./diagnosis.ts";
import type { Failure } from "./failure.ts";
import { modelAccess, paymentPreferences } from "./links.ts";

/** Returns what a denial states about the model's agreement in AWS Marketplace; undefined where it states nothing known. */
export function marketplaceCause(failure: Failure): Diagnosis | undefined {
  const { message, region, modelId } = failure;
  const why = whyDenied(modelId);
  if (/^model access is denied due to INVALID_PAYMENT_INSTRUMENT\b/i.test(message))
    return {
      reason: "marketplacePaymentFailed",
      params: {},
      actions: [paymentPreferences(region), retry, ...why],
    };
  if (isPending.test(message)) return agreementPending(failure);
  const isDenied = lacksPermission.test(message);
  if (!isDenied && !isIncomplete.test(message)) return undefined;
  return {
    reason: isDenied ? "marketplaceAgreementMissing" : "marketplaceAgreementFailed",
    params: { minutes: minutesIn(message) },
    actions: [modelAccess(region), retry, switchProfile, ...why],
  };
}

/** A Marketplace agreement that is being created. */
export function agreementPending({ message, modelId }: Failure): Diagnosis {
  return {
    reason: "marketplaceAgreementPending",
    params: { minutes: minutesIn(message) },
    actions: [retry, ...whyDenied(modelId)],
  };
}

const isPending =
  /^your AWS Marketplace subscription for this model is (?:still )?(?:being (?:processed|created)|in progress)\b/i;

/** The identity may not subscribe, in Bedrock's own sentence or in IAM's within it. */
const lacksPermission =
  /^(?:model access is denied due to )?(?:IAM user or service role|user: \S+) is not authorized to perform:? (?:the required AWS Marketplace actions\b|aws-marketplace:)/i;

const isIncomplete =
  /^your AWS Marketplace subscription for this model cannot be completed at this time\b/i;

/** How many minutes the service says to wait. */
function minutesIn(message: string): number | undefined {
  const found = /\btry again after (\d{1,6}) minutes?\b/i.exec(message)?.[1];
  return found === undefined ? undefined : Number(found);
}
