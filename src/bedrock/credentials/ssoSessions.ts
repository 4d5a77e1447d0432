import type { AwsContext } from "../aws/context.ts";
import { misnamedInConfig, sectionHeader } from "../aws/misnamedSection.ts";
import { profileKind } from "../aws/profiles.ts";
import { profileChain, ssoSessionSection } from "../aws/sections.ts";
import { failureOf } from "../failures/localFailure.ts";

/** Throws SsoSessionMissing where a profile on the way to the keys names an SSO session that the config file does not have. */
export function checkSsoSessions(context: AwsContext): void {
  const { files } = context;
  for (const { name, section } of profileChain(context, context.profile.name)) {
    const session = section["sso_session"];
    if (session === undefined || profileKind(section) !== "sso") continue;
    if (ssoSessionSection(files, session)) continue;
    throw failureOf("SsoSessionMissing", {
      profile: name,
      session,
      section: sectionHeader("sso-session", session),
      finding: misnamedInConfig(files, "sso-session", session),
    });
  }
}
