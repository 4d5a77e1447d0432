import type { RemedyAction } from "../errors.ts";
import { consoleUrl, openLink, partitionOf } from "./actions.ts";

/** China has a documentation site of its own; GovCloud reads the commercial one. */
function userGuide(region: string | undefined, page: string): string {
  const site =
    partitionOf(region) === "aws-cn"
      ? "https://docs.amazonaws.cn/en_us/"
      : "https://docs.aws.amazon.com/";
  return `${site}bedrock/latest/userguide/${page}`;
}

/** What the service model links its exceptions to, by the anchor of the page on API error codes. */
type Trouble =
  | "access-denied"
  | "ftu-form"
  | "internal-failure"
  | "resource-not-found"
  | "service-unavailable"
  | "throttling-exception"
  | "validation-error";

/** Opens AWS's own paragraph on an error of the API. */
export function troubleshooting(region: string | undefined, trouble?: Trouble): RemedyAction {
  const page = "troubleshooting-api-error-codes.html";
  return openLink(
    "Troubleshooting",
    userGuide(region, trouble === undefined ? page : `${page}#ts-${trouble}`),
  );
}

/** Opens the console's page on which models an account may use, in the region. */
export function modelAccess(region: string | undefined): RemedyAction {
  return openLink("Open Model Access", consoleUrl(region, "bedrock/home#/modelaccess"));
}

/** Opens Bedrock's quotas in the console, in the region. */
export function quotas(region: string | undefined): RemedyAction {
  return openLink(
    "Open Service Quotas",
    consoleUrl(region, "servicequotas/home/services/bedrock/quotas"),
  );
}

/** Opens the console's list of guardrails, in the region. */
export function guardrails(region: string | undefined): RemedyAction {
  return openLink("Open Guardrails", consoleUrl(region, "bedrock/home#/guardrails"));
}

/** Opens the console's payment preferences, which a Marketplace agreement is paid by. */
export function paymentPreferences(region: string | undefined): RemedyAction {
  return openLink(
    "Open Payment Preferences",
    consoleUrl(region, "billing/home#/paymentpreferences"),
  );
}

/** Opens the form for a case with AWS Support. */
export function support(region: string | undefined): RemedyAction {
  return openLink("Ask AWS Support", consoleUrl(region, "support/home#/case/create"));
}

/** Opens a page of the user guide. */
export function guide(title: string, region: string | undefined, page: string): RemedyAction {
  return openLink(title, userGuide(region, page));
}

/** Opens the reference of the SDKs' setting for certificates of one's own. */
export const caBundles: RemedyAction = openLink(
  "About CA Bundles",
  "https://docs.aws.amazon.com/sdkref/latest/guide/feature-gen-config.html",
);
