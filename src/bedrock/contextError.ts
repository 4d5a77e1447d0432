import type { RunError } from "../core/errors.ts";
import type { AwsContext } from "./aws/context.ts";
import { credentialsFinding } from "./credentialFinding.ts";
import type { LocalFailure } from "./localFailure.ts";
import { localFailure } from "./localFailure.ts";

/** Returns the typed error of what AWS's own settings are told for, before anything was sent. */
export function contextError(
  { name, message, members }: LocalFailure,
  context: AwsContext,
): RunError {
  const finding = name === "CredentialsProviderError" ? credentialsFinding(context) : undefined;
  return localFailure(name, message, members, { profile: context.profile.name, finding });
}
