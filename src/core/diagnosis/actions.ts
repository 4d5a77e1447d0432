import type { MemberName, Operation } from "../request/members.ts";
import type { SignInKind } from "./failure.ts";
import type { AwsFinding, FileProblem } from "./ownFailures.ts";

/** A step that a face of the product can offer as a button; `messages/actionTitle.ts` has its title. */
export type RemedyAction =
  | {
      readonly id: "retry" | "switchProfile" | "switchRegion" | "chooseModel" | "showLog";
    }
  /** Signs a profile in again; the default one where none is named. */
  | { readonly id: SignInKind; readonly profile?: string }
  /** Asks the control plane why the model is denied. */
  | { readonly id: "whyDenied"; readonly modelId: string }
  /** Gives the request another model id and sends it again. */
  | { readonly id: "useModel"; readonly modelId: string }
  /** Gives a member of the request a value and sends it again. */
  | { readonly id: "setMember"; readonly change: MemberChange }
  /** Shows a place in the body by its JSON pointer, or where the body begins. */
  | { readonly id: "goToBody"; readonly pointer?: string }
  /** Shows a member of the request file. */
  | { readonly id: "goToMember"; readonly member: MemberName }
  | OpenFile
  | { readonly id: "openSettings"; readonly setting: Setting }
  | { readonly id: "openLink"; readonly page: Page; readonly url: string };

/** Shows one of AWS's own files, at a line (counted from 1) or at a section where one is named. */
export interface OpenFile {
  readonly id: "openFile";
  readonly path: string;
  readonly line?: number;
  readonly section?: string;
}

/** What a remedy changes in a request. */
export type MemberChange =
  | { readonly member: "operation"; readonly value: Operation }
  | { readonly member: "performanceConfigLatency"; readonly value: "standard" }
  | { readonly member: "serviceTier"; readonly value: "default" }
  | { readonly member: "contentType"; readonly value: "application/json" }
  | { readonly member: "guardrailVersion"; readonly value: "DRAFT" };

/** A setting's whole id: ours, or one of VS Code's own. */
export type Setting =
  | `bedrockInvoke.${"endpointUrl" | "caBundle" | "maxAttempts" | "connectTimeoutSeconds" | "readTimeoutSeconds" | "totalTimeoutSeconds"}`
  | "http.proxy"
  | "http.systemCertificates";

/** What a link leads to. */
export type Page =
  | "troubleshooting"
  | "modelAccess"
  | "quotas"
  | "guardrails"
  | "paymentPreferences"
  | "support"
  | "supportedCountries"
  | "caBundles"
  | "modelsByRegion"
  | "modelLifecycle"
  | "modelParameters"
  | "dataRetention"
  | "optimizedLatency"
  | "serviceTiers"
  | "promptCaching";

/** The steps that need nothing but a press. */
export const retry: RemedyAction = { id: "retry" };
export const showLog: RemedyAction = { id: "showLog" };
export const switchProfile: RemedyAction = { id: "switchProfile" };
export const switchRegion: RemedyAction = { id: "switchRegion" };
export const chooseModel: RemedyAction = { id: "chooseModel" };

/** The settings that failures of the network have to do with. */
export const endpointSetting = openSetting("bedrockInvoke.endpointUrl");
export const caBundleSetting = openSetting("bedrockInvoke.caBundle");
export const attemptsSetting = openSetting("bedrockInvoke.maxAttempts");
export const proxySetting = openSetting("http.proxy");

/** Opens the settings at this one. */
export function openSetting(setting: Setting): RemedyAction {
  return { id: "openSettings", setting };
}

/** Shows where a file is broken; nothing for one that no editor opens either. */
export function openBroken(path: string, problem: FileProblem): readonly OpenFile[] {
  switch (problem.kind) {
    case "notRegular":
    case "tooLarge":
    case "code":
      return [];
    default:
      return [{ id: "openFile", path, ...("line" in problem && { line: problem.line }) }];
  }
}

/** Shows the section that has a name AWS's tools do not see; nothing for another finding. */
export function openMisnamed(finding: AwsFinding | undefined): readonly OpenFile[] {
  if (finding?.kind !== "sectionMisnamed") return [];
  return [{ id: "openFile", path: finding.path, section: finding.section }];
}

/** Gives a member of the request this value and sends it again. */
export function changeMember(change: MemberChange): RemedyAction {
  return { id: "setMember", change };
}

/** Shows the place in the body that the pointer names, or the body as a whole. */
export function goToBody(pointer?: string): RemedyAction {
  return pointer === undefined ? { id: "goToBody" } : { id: "goToBody", pointer };
}

/** Signs the profile in again as its kind does. */
export function signIn(id: SignInKind, profile: string | undefined): RemedyAction {
  return profile ? { id, profile } : { id };
}

/** Asks the control plane why the model is denied; nothing for an id that hides its model. */
export function whyDenied(modelId: string | undefined): readonly RemedyAction[] {
  const opaque = /^arn:(?!.*:(foundation-model|inference-profile)\/)/.test(modelId ?? "");
  return !modelId || opaque ? [] : [{ id: "whyDenied", modelId }];
}
