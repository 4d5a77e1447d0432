import { ServiceException } from "@smithy/core/client";

/** Whether a service answered with this error: its name and members are the server's words, and none of ours. */
export function isServiceException(error: unknown): boolean {
  return ServiceException.isInstance(error);
}

/** Whether the SDK found no credentials by itself, before any service was asked. */
export function isCredentialsFailure(error: unknown): boolean {
  return (
    error instanceof Error &&
    error.name === "CredentialsProviderError" &&
    !isServiceException(error)
  );
}
