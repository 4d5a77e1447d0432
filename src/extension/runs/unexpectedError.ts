import { retry, showLog } from "../../core/diagnosis/actions.ts";
import type { RunError } from "../../core/errors.ts";
import { explain } from "../../core/messages/remedy.ts";
import { thrownMessage } from "../../core/thrownMessage.ts";

/** Returns the typed error of a run that something outside of the service ended; `attempts` is how often it was sent. */
export function unexpectedError(reason: unknown, attempts: number): RunError {
  return {
    name: "UnexpectedError",
    message: thrownMessage(reason),
    retryable: attempts === 0,
    attempts,
    members: {},
    ...explain({
      reason: "unexpectedError",
      params: { sent: attempts > 0 },
      actions: [retry, showLog],
    }),
  };
}
