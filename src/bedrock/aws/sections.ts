import { getOwn } from "../../core/getOwn.ts";
import type { AwsFiles } from "./awsFiles.ts";
import { meantSection } from "./meantSection.ts";
import { mergeProfile } from "./mergeProfile.ts";
import type { Section } from "./parseIni.ts";

/** Returns a profile's options as they are used, from both files; undefined where neither file has it. */
export function profileSection(files: AwsFiles, name: string): Section | undefined {
  const profile = getOwn(files.profiles, name);
  if (!profile) return undefined;
  const { config = {}, credentials = {} } = profile;
  return mergeProfile(meantSection(config), meantSection(credentials));
}

/** Returns the options of an `[sso-session …]` section; undefined where there is none of that name. */
export function ssoSessionSection(files: AwsFiles, name: string): Section | undefined {
  const section = getOwn(files.ssoSessions, name);
  return section && meantSection(section);
}

/** Returns the options of a `[services …]` section; undefined where there is none of that name. */
export function servicesSection(files: AwsFiles, name: string): Section | undefined {
  const section = getOwn(files.services, name);
  return section && meantSection(section);
}

/** Returns the profile's section and those that its keys come from, by source_profile. */
export function profileChain(
  { files }: { readonly files: AwsFiles },
  name: string,
): readonly { readonly name: string; readonly section: Section }[] {
  const chain: { name: string; section: Section }[] = [];
  for (let next: string | undefined = name; next !== undefined;) {
    const section = profileSection(files, next);
    if (!section || chain.some((link) => link.name === next)) break;
    chain.push({ name: next, section });
    next = section["source_profile"];
  }
  return chain;
}
