import { sandboxName } from "../../core/sandboxMark.ts";
import type { Settings } from "../settings.ts";

/** Who signs: a profile of ~/.aws, or how else to connect. The key itself is in VS Code's secret storage. */
export type PickedIdentity =
  | { readonly kind: "profile"; readonly profile: string }
  | { readonly kind: "default" }
  | { readonly kind: "apiKey" }
  | { readonly kind: "none" }
  | { readonly kind: "sandbox" };

/** What the user picked for this window; goes before the settings. */
export interface Picked {
  readonly identity?: PickedIdentity;
  readonly region?: string;
}

/** Returns who signs: the window's pick, else the sandbox or the profile of the settings, else the AWS CLI's default chain. */
export function identityInForce(picked: Picked, settings: Settings): PickedIdentity {
  if (picked.identity) return picked.identity;
  if (settings.useSandbox) return { kind: "sandbox" };
  if (!settings.signRequests) return { kind: "none" };
  return settings.profile ? { kind: "profile", profile: settings.profile } : { kind: "default" };
}

/** Returns the identity in a word or two: a profile's name, "default credentials", "API key", "not signed", "Sandbox". */
export function identityWords(identity: PickedIdentity): string {
  switch (identity.kind) {
    case "profile":
      return identity.profile;
    case "default":
      return "default credentials";
    case "apiKey":
      return "API key";
    case "none":
      return "not signed";
    case "sandbox":
      return sandboxName;
  }
}
