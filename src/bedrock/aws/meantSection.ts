import type { Section } from "./parseIni.ts";

/**
 * Returns the options of a section as they are meant. A note behind a value that cannot hold a blank is left out: the AWS CLI would refuse the
 * value, and the SDKs read it so. An option without a value is one that is not there. The session token has two names, of
 * which the AWS CLI takes the older one first.
 */
export function meantSection(section: Section): Section {
  const entries = Object.entries(section).flatMap(([option, value = ""]): [string, string][] => {
    const text = mayHoldBlanks.has(option) ? value : (value.split(/\s[#;]/, 1)[0] ?? "").trimEnd();
    return text === "" ? [] : [[option, text]];
  });
  const options: Section = Object.fromEntries(entries);
  const token = options["aws_security_token"];
  return token === undefined ? options : { ...options, aws_session_token: token };
}

const mayHoldBlanks = new Set([
  "credential_process",
  "source_profile",
  "sso_session",
  "services",
  "ca_bundle",
  "web_identity_token_file",
]);
