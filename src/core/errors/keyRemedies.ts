import { retry, showLog, signIn, signInCommand, switchProfile } from "./actions.ts";
import { clockIsOff } from "./clock.ts";
import type { Failure, Remedy } from "./remedy.ts";

/** What to do about keys that have run out. */
export function expiredKeys({ profile, signInBy, signInProfile = profile }: Failure): Remedy {
  const whose = profile === undefined ? "" : ` of the profile ${profile}`;
  return signInBy === undefined
    ? {
        remedy: `The credentials${whose} have expired. Get new ones (new keys in ~/.aws/credentials, aws sso login or aws login), then retry: they are read again on each send.`,
        actions: [retry, switchProfile],
      }
    : {
        remedy: `The credentials${whose} have expired. Sign in again (\`${signInCommand(signInBy, signInProfile)}\`), then retry: they are read again on each send.`,
        actions: [signIn(signInBy, signInProfile), retry, switchProfile],
      };
}

/** What to do about keys that AWS does not know. */
export function unrecognised({ profile, signInBy, signInProfile = profile }: Failure): Remedy {
  return {
    remedy: `AWS does not know ${profile === undefined ? "these credentials" : `the credentials of the profile ${profile}`}. They may be deleted, mistyped, cut off, of another partition (China, GovCloud), or lack the session token that belongs to them. Sign in again or put new keys in, then retry.`,
    actions: [
      ...(signInBy === undefined ? [] : [signIn(signInBy, signInProfile)]),
      switchProfile,
      retry,
    ],
  };
}

/** What to do about an API key that was not accepted. */
export function apiKey({ message, region }: Failure): Remedy {
  const remedy = /does not support api keys/i.test(message)
    ? "This operation takes no API key. Choose a profile, then retry."
    : /expired/i.test(message)
      ? "The Bedrock API key has expired. Make a new one in the Bedrock console, choose it, then retry."
      : `The Bedrock API key was not accepted. It may be cut off, deleted, or made for another region than ${region ?? "this one"}: short-term keys hold in their own region alone. Choose it anew, or a profile, then retry.`;
  return { remedy, actions: [switchProfile, retry] };
}

/** What to do about a signature that does not hold: most often the clock, by the service's own two times. */
export function signature(failure: Failure): Remedy {
  const off = clockIsOff(failure);
  if (off !== undefined) return { remedy: off, actions: [retry, switchProfile] };
  if (/expired|not yet current/i.test(failure.message))
    return {
      remedy:
        "The request reached AWS outside the few minutes that its signature holds. Set this machine's clock, or look for what held the request up, then retry.",
      actions: [retry, showLog],
    };
  return {
    remedy:
      "The signature was not accepted. A wrong secret key, a clock that is off by minutes, or a proxy that rewrites the request does that. Check the keys, then retry.",
    actions: [switchProfile, retry, showLog],
  };
}
