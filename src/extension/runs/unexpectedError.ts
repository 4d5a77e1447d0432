import type { RunError } from "../../core/errors.ts";
import { messageOf } from "../errorBoundary.ts";

/** Returns the typed error of a run that something outside of the service ended; `attempts` is how often it was sent. */
export function unexpectedError(reason: unknown, attempts: number): RunError {
  return {
    name: "UnexpectedError",
    message: messageOf(reason),
    retryable: attempts === 0,
    attempts,
    members: {},
    remedy:
      attempts === 0
        ? "Bedrock Invoke failed before the request was sent. Retry; the log has the details."
        : "Bedrock Invoke failed while the request was running, and the model may have answered. The log has the details.",
    actions: [
      { id: "retry", title: "Retry" },
      { id: "showLog", title: "Show Log" },
    ],
  };
}
