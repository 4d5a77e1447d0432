import type { SettingReasons } from "../diagnosis/reasons.ts";
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
  awsFileUnreadable: () =>
    "Profiles, tokens, and sign-ins are read from UTF-8 text files of up to 16 MB. Correct the file, or its path in the profile or in the environment variable, then retry.",
  contentTypeMissing: () =>
    "Set the content type to application/json, or remove it from the request.",
  headerInvalid: ({ member }) =>
    `${
      member === undefined
        ? "A member that is sent as an HTTP header (request metadata, guardrail, content type …)"
        : `"${member}" is sent as an HTTP header and`
    } contains a character that headers do not allow, such as a line break or a non-ASCII letter. Remove it or, in JSON, escape it as \\uXXXX.`,
};
