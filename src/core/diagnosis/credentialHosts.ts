import { caBundleSetting, retry, switchProfile } from "./actions.ts";
import type { Diagnosis } from "./diagnosis.ts";
import type { Failure } from "./failure.ts";
import type { OwnFailures } from "./ownFailures.ts";

/** STS or a sign-in service that could not be reached. */
export function credentialsUnreachable(
  { host, code = "" }: OwnFailures["CredentialsUnreachable"],
  { profile }: Failure,
): Diagnosis {
  const certificateRefused =
    /^(EPROTO|ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED)/.test(code);
  return {
    reason: "credentialsUnreachable",
    params: { host, profile, certificateRefused },
    actions: [retry, ...(certificateRefused ? [caBundleSetting] : []), switchProfile],
  };
}

/** Something answered that is not STS and not a sign-in service. */
export function credentialsAnswerInvalid(
  { host }: OwnFailures["CredentialsAnswerInvalid"],
  { profile }: Failure,
): Diagnosis {
  return {
    reason: "credentialsAnswerInvalid",
    params: { host, profile },
    actions: [retry, switchProfile],
  };
}
