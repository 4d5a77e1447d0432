import { caBundleSetting, retry, switchProfile } from "./actions.ts";
import type { Diagnosis } from "./diagnosis.ts";
import type { Failure } from "./failure.ts";

/** STS or a sign-in service that could not be reached; `members` tell which host, and Node's code. */
export function credentialsUnreachable({ members, profile }: Failure): Diagnosis {
  const certificateRefused =
    /^(EPROTO|ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED)/.test(
      textOf(members["code"]) ?? "",
    );
  return {
    reason: "credentialsUnreachable",
    params: { host: textOf(members["host"]), profile, certificateRefused },
    actions: [retry, ...(certificateRefused ? [caBundleSetting] : []), switchProfile],
  };
}

/** Something answered that is not STS and not a sign-in service. */
export function credentialsAnswerInvalid({ members, profile }: Failure): Diagnosis {
  return {
    reason: "credentialsAnswerInvalid",
    params: { host: textOf(members["host"]), profile },
    actions: [retry, switchProfile],
  };
}

function textOf(member: unknown): string | undefined {
  return typeof member === "string" && member !== "" ? member : undefined;
}
