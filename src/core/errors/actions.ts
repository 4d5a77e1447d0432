import type { RemedyAction } from "../errors.ts";

/** The steps without an argument of their own. */
export const retry: RemedyAction = { id: "retry", title: "Retry" };
export const showLog: RemedyAction = { id: "showLog", title: "Show Log" };
export const switchProfile: RemedyAction = { id: "switchProfile", title: "Switch Profile" };
export const switchRegion: RemedyAction = { id: "switchRegion", title: "Switch Region" };
export const openSettings: RemedyAction = { id: "openSettings", title: "Open Settings" };

/** Returns the step that opens a page of AWS. */
export function openLink(title: string, url: string): RemedyAction {
  return { id: "openLink", title, argument: url };
}

/** AWS's page on each error name of the API. */
export const errorCodesPage =
  "https://docs.aws.amazon.com/bedrock/latest/userguide/troubleshooting-api-error-codes.html";

/** Returns the console page of a service in the region's own partition; `path` begins after the host. */
export function consoleUrl(region: string | undefined, path: string): string {
  const name = region ?? "us-east-1";
  const query = `region=${encodeURIComponent(name)}`;
  const [page, fragment] = path.split("#");
  const url = `https://${consoleHost(name)}/${page}?${query}`;
  return fragment === undefined ? url : `${url}#${fragment}`;
}

function consoleHost(region: string): string {
  if (region.startsWith("cn-")) return "console.amazonaws.cn";
  if (region.startsWith("us-gov-")) return "console.amazonaws-us-gov.com";
  return "console.aws.amazon.com";
}
