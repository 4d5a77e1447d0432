import { profileChain } from "../aws/context.ts";
import type { AwsContext } from "../aws/context.ts";
import { profileKind } from "../aws/profiles.ts";

/** How to sign in anew, and with which profile: a role's keys come from the profile at the end of its chain. */
export interface SignIn {
  readonly by: "ssoLogin" | "awsLogin";
  readonly profile: string;
}

/** Returns how the profile in force signs in; undefined where it does not. */
export function signInOf(context: AwsContext): SignIn | undefined {
  for (const { name, section } of profileChain(context, context.profile.name)) {
    const kind = profileKind(section);
    if (kind === "sso") return { by: "ssoLogin", profile: name };
    if (kind === "login") return { by: "awsLogin", profile: name };
    if (kind !== "role") return undefined;
  }
  return undefined;
}
