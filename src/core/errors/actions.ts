import type { RemedyAction } from "../errors.ts";
import type { Shell } from "./shellWord.ts";
import { shellWord } from "./shellWord.ts";

/** The steps that need nothing but a press. */
export const retry: RemedyAction = { id: "retry", title: "Retry" };
export const showLog: RemedyAction = { id: "showLog", title: "Show Log" };
export const switchProfile: RemedyAction = { id: "switchProfile", title: "Switch Profile" };
export const switchRegion: RemedyAction = { id: "switchRegion", title: "Switch Region" };
export const chooseModel: RemedyAction = { id: "chooseModel", title: "Choose Model" };

/** Opens the settings at one of ours, named without its prefix. */
export function openSetting(title: string, setting: string): RemedyAction {
  return { id: "openSettings", title, argument: `bedrockInvoke.${setting}` };
}

/** The settings that failures of the network have to do with. */
export const endpointSetting = openSetting("Open Endpoint Setting", "endpointUrl");
export const caBundleSetting = openSetting("Set CA Bundle", "caBundle");
export const attemptsSetting = openSetting("Set Attempts", "maxAttempts");

/** Opens VS Code's own proxy settings. */
export const proxySetting: RemedyAction = {
  id: "openSettings",
  title: "Open Proxy Settings",
  argument: "http.proxy",
};

/** Gives the request this model id and sends it again. */
export function useModel(modelId: string): RemedyAction {
  return { id: "useModel", title: `Use ${modelId} and Retry`, argument: modelId };
}

/** Gives a member of the request this value and sends it again. */
export function setMember(title: string, member: string, value: string): RemedyAction {
  return { id: "setMember", title: `${title} and Retry`, argument: `${member}=${value}` };
}

/** Shows the place in the body that the pointer names, or the body as a whole. */
export function goToBody(pointer: string | undefined): RemedyAction {
  const title = "Go to Body";
  return pointer === undefined
    ? { id: "goToBody", title }
    : { id: "goToBody", title, argument: pointer };
}

/** Signs the profile in again as its kind does. */
export function signIn(id: "ssoLogin" | "awsLogin", profile: string | undefined): RemedyAction {
  return profile ? { id, title: "Sign In", argument: profile } : { id, title: "Sign In" };
}

/** Asks the control plane why the model is denied; nothing for an id that hides its model. */
export function whyDenied(modelId: string | undefined): readonly RemedyAction[] {
  const opaque = /^arn:(?!.*:(foundation-model|inference-profile)\/)/.test(modelId ?? "");
  return !modelId || opaque ? [] : [{ id: "whyDenied", title: "Why Denied?", argument: modelId }];
}

/** The command of the AWS CLI that signs in, as it can be typed into a shell. */
export function signInCommand(
  id: "ssoLogin" | "awsLogin",
  profile: string | undefined,
  shell?: Shell,
): string {
  const command = id === "ssoLogin" ? "aws sso login" : "aws login";
  return !profile ? command : `${command} --profile ${shellWord(profile, shell)}`;
}

/** The partition that a region belongs to, by its name; the commercial one for a name that says nothing. */
export function partitionOf(region: string | undefined): "aws" | "aws-cn" | "aws-us-gov" {
  if (region?.startsWith("cn-")) return "aws-cn";
  return region?.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}

const consoleHosts = {
  aws: "console.aws.amazon.com",
  "aws-cn": "console.amazonaws.cn",
  "aws-us-gov": "console.amazonaws-us-gov.com",
} as const;

/** Returns the step that opens a page of AWS. */
export function openLink(title: string, url: string): RemedyAction {
  return { id: "openLink", title, argument: url };
}

/** Returns the console page of a service in the region's own partition; `path` begins after the host. */
export function consoleUrl(region: string | undefined, path: string): string {
  const name = region || "us-east-1";
  const [page, fragment] = path.split("#");
  const url = `https://${consoleHosts[partitionOf(name)]}/${page}?region=${encodeURIComponent(name)}`;
  return fragment === undefined ? url : `${url}#${fragment}`;
}
