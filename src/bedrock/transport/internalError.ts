import type { RunError } from "../../core/errors.ts";
import { reasonMessage } from "../../core/messages/messages.ts";
import { redactSecrets } from "../../core/secrets/redact.ts";
import { environmentSecrets } from "../credentials/secrets.ts";
import { errorOfFailure, failureOf } from "../failures/localFailure.ts";

/** Returns the typed error of a fault of ours, without secrets. Never throws, whatever was thrown. */
export function internalError(thrown: unknown, secrets: readonly string[]): RunError {
  const words = wordsOf(thrown, secrets);
  try {
    return errorOfFailure(failureOf("InternalError", { words }));
  } catch {
    const remedy = reasonMessage({ reason: "internalError", params: {} });
    const plain = { message: "The error cannot be shown.", members: {}, actions: [], remedy };
    return { name: "InternalError", retryable: false, attempts: 0, ...plain };
  }
}

/** What cannot be freed from secrets is not told. */
function wordsOf(thrown: unknown, secrets: readonly string[]): string {
  try {
    const words = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
    return redactSecrets(words, [...secrets, ...environmentSecrets(process.env)]);
  } catch {
    return "The error has no text.";
  }
}
