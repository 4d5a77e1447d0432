import { caBundleSetting, retry, switchProfile } from "./actions.ts";
import { named } from "./credentialRemedies.ts";
import type { Failure, Remedy } from "./remedy.ts";

/** What to do when STS or a sign-in service could not be reached; `members` tell which host, and Node's code. */
export function credentialsUnreachable({ members, profile }: Failure): Remedy {
  const code = textOf(members["code"]);
  const isTls = /^(EPROTO|ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED)/.test(code);
  const why = isTls
    ? "Its certificate was not accepted: check the CA bundle, and whether a proxy stands in between"
    : "Check the network, the VPN and the proxy, and the region of the profile (sso_region, region)";
  return {
    remedy: `${textOf(members["host"])} gives ${named(profile)} its credentials and could not be reached. ${why}, then retry.`,
    actions: [retry, ...(isTls ? [caBundleSetting] : []), switchProfile],
  };
}

/** What to do when something answered that is no STS and no sign-in service. */
export function credentialsAnswerInvalid({ members, profile }: Failure): Remedy {
  return {
    remedy: `What came from ${textOf(members["host"])} is not what gives ${named(profile)} its credentials: often a proxy, a gateway or a login page in between, or a wrong endpoint_url. Open a browser to sign in to the network, or mend the endpoint, then retry.`,
    actions: [retry, switchProfile],
  };
}

function textOf(member: unknown): string {
  return typeof member === "string" ? member : "";
}
