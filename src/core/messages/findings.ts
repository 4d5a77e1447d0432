import { describeFileCode } from "./fileCodes.ts";
import type { AwsFinding, FileProblem } from "../diagnosis/ownFailures.ts";

/** Returns what was seen in AWS's own settings, as a sentence; "" where nothing was. */
export function describeFinding(finding: AwsFinding | undefined): string {
  switch (finding?.kind) {
    case undefined:
      return "";
    case "sectionMisnamed":
      return `The section [${finding.section}] of ${finding.path} must be named [${finding.correct}].`;
    case "filesAbsent":
      return `Neither ${finding.paths.join(" nor ")} exists.`;
    case "profileAbsent":
      return `It is in neither ${finding.paths.join(" nor ")}.`;
    case "sectionWithoutCredentials":
      return "Its section has no keys, role, process or sign-in.";
    case "keyMissing":
      return `Only ${finding.set} is set, without ${finding.missing}.`;
  }
}

/** Returns what to do about the profile or the credentials that are missing, as the beginning of a sentence. */
export function describeFix(finding: AwsFinding | undefined, profile: string | undefined): string {
  switch (finding?.kind) {
    case "sectionMisnamed":
      return "Rename the section, or choose another profile";
    case "filesAbsent":
      return profile === undefined
        ? "Create a profile (aws configure, aws configure sso), or sign in (aws login)"
        : "Create the profile (aws configure, aws configure sso), or choose other credentials";
    case "profileAbsent":
      return "Check its name, create it (aws configure, aws configure sso), or choose another profile";
    case "keyMissing":
      return "Set both, or choose another profile";
    case "sectionWithoutCredentials":
    case undefined:
      return profile === undefined
        ? "Choose a profile, or sign in (aws configure, aws sso login, aws login)"
        : "Add credentials to it (aws configure, aws configure sso), or choose another profile";
  }
}

/** Returns why a file cannot be read, as a phrase without a full stop. */
export function describeFileProblem(problem: FileProblem): string {
  switch (problem.kind) {
    case "utf16":
      return "it is UTF-16";
    case "notUtf8":
      return "it is not UTF-8 text";
    case "notRegular":
      return "it is not a regular file";
    case "tooLarge":
      return `it is larger than ${problem.maxBytes / 1e6} MB`;
    case "noSection":
      return `line ${problem.line} is before the first [section]`;
    case "noOption":
      return `line ${problem.line} is neither a [section] nor an option = value`;
    case "sectionTwice":
      return `line ${problem.line} repeats the section [${problem.section}]`;
    case "optionTwice":
      return `line ${problem.line} repeats the option ${problem.option} of [${problem.section}]`;
    case "nestedLine":
      return `a line below ${problem.option} = has no "="`;
    case "code":
      return describeFileCode(problem.code) ?? problem.code;
  }
}
