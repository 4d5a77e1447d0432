import type { SettingReasons } from "../diagnosis/reasons.ts";
import type { FileProblem } from "../diagnosis/ownFailures.ts";
import { describeFinding } from "./findings.ts";
import type { MessagesOf } from "./words.ts";

/** Messages for settings and values that cannot be used. */
export const settingMessages: MessagesOf<SettingReasons> = {
  regionMissing: () =>
    "Choose a region, or set one in the request file, in AWS_REGION or in the profile.",
  regionInvalid: () => "Choose a region by its name, such as us-east-1.",
  endpointInvalid: () =>
    "Correct the endpoint URL: use https://host[:port], or http:// for localhost. Without an endpoint URL, the AWS endpoint of the region is used.",
  maxAttemptsInvalid: () =>
    "Enter a whole number of at least 1, or remove the value: a request is then sent up to 3 times.",
  caBundleInvalid: () =>
    "Check the path of the CA bundle: it must be a readable file with PEM certificates.",
  awsFileUnreadable: ({ problem }) => `${fileFixes[problem.kind]}, then retry.`,
  servicesSectionMissing: ({ section, finding }) =>
    `${
      finding
        ? `${describeFinding(finding)} Rename the section`
        : `Add [${section}] to the config file`
    }, or remove services from the profile, then retry. The section may set the endpoint, so nothing was sent.`,
  contentTypeMissing: () =>
    "Set the content type to application/json, or remove it from the request.",
  headerInvalid: ({ member }) =>
    `${
      member === undefined
        ? "A member that is sent as an HTTP header (request metadata, guardrail, content type …)"
        : `"${member}" is sent as an HTTP header and`
    } contains a character that headers do not allow, such as a line break or a non-ASCII letter. Remove it or, in JSON, escape it as \\uXXXX.`,
};

const correctLine = "Correct the file (the AWS CLI refuses it too)";

const fileFixes: Readonly<Record<FileProblem["kind"], string>> = {
  utf16: "Save the file as UTF-8",
  notUtf8: "Save the file as UTF-8",
  notRegular:
    "Use a regular file, or correct the path in the profile or in the environment variable",
  tooLarge: "Use a smaller file, or correct the path in the profile or in the environment variable",
  noSection: correctLine,
  noOption: correctLine,
  sectionTwice: correctLine,
  optionTwice: correctLine,
  nestedLine: correctLine,
  code: "Check the file and its permissions, or the path in the profile or in the environment variable",
};
