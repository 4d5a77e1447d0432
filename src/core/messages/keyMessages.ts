import type { KeyReasons } from "../diagnosis/reasons.ts";
import { signInCommand } from "../signInCommand.ts";
import { countOf, type MessagesOf } from "./words.ts";

/** Messages for credentials, API keys and signatures that AWS does not accept. */
export const keyMessages: MessagesOf<KeyReasons> = {
  apiKeyMissing: () => "Enter the key again, or choose other credentials.",
  apiKeyNotSupported: () =>
    "This operation does not support API keys. Choose a profile, then retry.",
  apiKeyExpired: () =>
    "The Bedrock API key has expired. Create a new one in the Bedrock console and choose it here, then retry.",
  apiKeyRefused: ({ region }) =>
    `AWS did not accept the Bedrock API key. It may be truncated, deleted, or created in a region other than ${region ?? "this one"}: short-term keys are valid only in the region they were created in. Enter the key again, or choose a profile, then retry.`,
  apiKeyMalformed: () =>
    "This is not a valid Bedrock API key. It may be truncated. Enter it again, or choose a profile, then retry.",
  apiKeyUnsendable: () =>
    "Copy the whole Bedrock API key again from the Bedrock console, without spaces or line breaks, or choose a profile.",
  credentialsExpired: ({ profile, signIn }) =>
    `The credentials${profile === undefined ? "" : ` of profile ${profile}`} have expired. ${
      signIn
        ? `Sign in again (\`${signInCommand(signIn.by, signIn.profile)}\`)`
        : "Get new ones (aws sso login, aws login, or new keys in the credentials file)"
    }, then retry: credentials are reloaded on every request.`,
  credentialsUnknown: ({ profile }) =>
    `AWS does not recognize ${profile === undefined ? "these credentials" : `the credentials of profile ${profile}`}. They may be deleted, mistyped, truncated, from another partition (China, GovCloud), or missing their session token. Sign in again or enter new keys, then retry.`,
  clockSkewed: ({ seconds, times }) =>
    `This machine's clock is ${describeSpan(Math.abs(seconds))} ${seconds > 0 ? "ahead of" : "behind"} AWS's${
      times ? ` (${describeTime(times.ours)} here, ${describeTime(times.theirs)} at AWS)` : ""
    }. Set the clock, then retry.`,
  signatureTooOld: () =>
    "The request reached AWS outside the few minutes for which its signature is valid. Check this machine's clock and whether something delays requests, then retry.",
  signatureRefused: () =>
    "AWS did not accept the request's signature. Likely causes: a wrong secret key, a clock that is off by minutes, or a proxy that changes requests. Check the keys, then retry.",
};

/** "2025-01-30 06:45:08 UTC" */
function describeTime(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 19).replace("T", " ")} UTC`;
}

/** "11 days", "3 hours", "22 minutes". */
function describeSpan(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  if (minutes < 120) return countOf(minutes, "minute");
  return minutes < 2880
    ? countOf(Math.round(minutes / 60), "hour")
    : countOf(Math.round(minutes / 1440), "day");
}
