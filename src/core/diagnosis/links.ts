import type { Page, RemedyAction } from "./actions.ts";

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
  const anchor = trouble === undefined ? "" : `#ts-${trouble}`;
  return openLink("troubleshooting", userGuide(region, `${page}${anchor}`));
}

/** Opens the console's page on which models an account may use, in the region. */
export function modelAccess(region: string | undefined): RemedyAction {
  return openLink("modelAccess", consoleUrl(region, "bedrock/home#/modelaccess"));
}

/** Opens Bedrock's quotas in the console, in the region. */
export function quotas(region: string | undefined): RemedyAction {
  return openLink("quotas", consoleUrl(region, "servicequotas/home/services/bedrock/quotas"));
}

/** Opens the console's list of guardrails, in the region. */
export function guardrails(region: string | undefined): RemedyAction {
  return openLink("guardrails", consoleUrl(region, "bedrock/home#/guardrails"));
}

/** Opens the console's payment preferences, which a Marketplace agreement is paid by. */
export function paymentPreferences(region: string | undefined): RemedyAction {
  return openLink("paymentPreferences", consoleUrl(region, "billing/home#/paymentpreferences"));
}

/** Opens the form for a case with AWS Support. */
export function support(region: string | undefined): RemedyAction {
  return openLink("support", consoleUrl(region, "support/home#/case/create"));
}

/** Opens a page of the user guide. */
export function guide(page: Guide, region: string | undefined): RemedyAction {
  return openLink(page, userGuide(region, guidePages[page]));
}

type Guide = keyof typeof guidePages;

const guidePages = {
  modelsByRegion: "models-regions.html",
  modelLifecycle: "model-lifecycle.html",
  modelParameters: "model-parameters.html",
  dataRetention: "data-retention.html",
  optimizedLatency: "latency-optimized-inference.html",
  serviceTiers: "service-tiers-inference.html",
  promptCaching: "prompt-caching.html",
} as const satisfies Partial<Record<Page, string>>;

/** Opens the reference of the SDKs' setting for certificates of one's own. */
export const caBundles = openLink(
  "caBundles",
  "https://docs.aws.amazon.com/sdkref/latest/guide/feature-gen-config.html",
);

/** Opens Anthropic's list of the countries in which its models may be used. */
export const supportedCountries = openLink(
  "supportedCountries",
  "https://www.anthropic.com/supported-countries",
);

function openLink(page: Page, url: string): RemedyAction {
  return { id: "openLink", page, url };
}

/** China has a documentation site of its own; GovCloud reads the commercial one. */
function userGuide(region: string | undefined, page: string): string {
  const site =
    partitionOf(region) === "aws-cn"
      ? "https://docs.amazonaws.cn/en_us/"
      : "https://docs.aws.amazon.com/";
  return `${site}bedrock/latest/userguide/${page}`;
}

/** Returns the console page of a service in the region's own partition; `path` begins after the host. */
function consoleUrl(region: string | undefined, path: string): string {
  const name = region || "us-east-1";
  const [page, fragment] = path.split("#");
  const url = `https://${consoleHosts[partitionOf(name)]}/${page}?region=${encodeURIComponent(name)}`;
  return fragment === undefined ? url : `${url}#${fragment}`;
}

/** The partition that a region belongs to, by its name; the commercial one for a name that says nothing. */
function partitionOf(region: string | undefined): keyof typeof consoleHosts {
  if (region?.startsWith("cn-")) return "aws-cn";
  return region?.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}

const consoleHosts = {
  aws: "console.aws.amazon.com",
  "aws-cn": "console.amazonaws.cn",
  "aws-us-gov": "console.amazonaws-us-gov.com",
} as const;
