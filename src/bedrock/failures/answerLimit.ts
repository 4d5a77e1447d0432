import type { Readable } from "node:stream";
import type { LocalFailure } from "./localFailure.ts";
import { failureOf } from "./localFailure.ts";

/** The largest answer that is taken, in bytes on the wire: JavaScript cannot hold much longer texts. */
export const maxAnswerBytes = 256 * 1024 * 1024;

/** The largest answer that says what went wrong. */
export const maxErrorBytes = 32 * 1024 * 1024;

/** The largest answer that holds credentials. */
export const maxCredentialsBytes = 1024 * 1024;

/**
 * Ends a body that grows beyond the limit with AnswerTooLarge, and closes its connection; what had come by then stays with
 * whoever reads it. Counts where Node hands the bytes over, which costs a tenth of a short call: who reads a body whole
 * counts for himself.
 */
export function limitAnswer(body: Readable, maxBytes: number): void {
  let bytes = body.readableLength;
  if (bytes > maxBytes) return void body.destroy(answerTooLarge(maxBytes));
  const push = body.push.bind(body);
  body.push = (chunk: Uint8Array | null, encoding) => {
    bytes += chunk?.length ?? 0;
    if (bytes <= maxBytes) return push(chunk, encoding);
    body.destroy(answerTooLarge(maxBytes));
    return false;
  };
}

/** Returns the failure of an answer that is larger than the limit. */
export function answerTooLarge(maxBytes: number): LocalFailure {
  return failureOf("AnswerTooLarge", { maxBytes }, { maxBytes });
}
