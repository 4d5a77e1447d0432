import type { RunError } from "../errors.ts";
import { redactSecrets } from "../secrets/redact.ts";
import { isKnownName } from "../diagnosis/diagnose.ts";
import { remedyFor } from "../messages/remedy.ts";
import { redactMembers } from "../secrets/redactMembers.ts";
import type { AnswerError } from "../response/answerError.ts";
import type { RunState } from "./state.ts";

/** Names that model providers and containers give to what Bedrock has an exception for, and whether sending again helps. */
const alike: readonly (readonly [name: RegExp, exception: string, retryable: boolean])[] = [
  [/overload|unavailable|^(503|529)$/i, "ServiceUnavailableException", true],
  [/rate.?limit|throttl|too.?many|quota|^429$/i, "ThrottlingException", true],
  [/timeout|timed.?out|^(408|504)$/i, "ModelTimeoutException", true],
  [/invalid.?request|validation|bad.?request|^(400|422)$/i, "ValidationException", false],
];

/**
 * The error that stood in an answer of status 200, as the error of its run: under its own name and in its own words, with
 * the remedy of the exception that is most like it, else that of a model that failed while it was answering.
 */
export function answerRunError(
  { name = "AnswerError", message, members }: AnswerError,
  { call, connection, response, metrics }: RunState,
): RunError {
  const [, exception = "ModelStreamErrorException", retryable = true] =
    alike.find(([pattern]) => pattern.test(name)) ?? [];
  const safe = redactSecrets(message);
  const failure = {
    name: isKnownName(name) ? name : exception,
    message: safe,
    members: {},
    operation: call?.operation,
    modelId: call?.modelId,
    guardrailVersion: call?.guardrailVersion,
    region: connection?.region,
    endpointHost: connection?.endpointHost,
  };
  return {
    name: redactSecrets(name),
    message: safe,
    requestId: response?.requestId,
    retryable,
    attempts: metrics.attempts,
    members: redactMembers(members, redactSecrets),
    ...remedyFor(failure),
  };
}
