import { describeFileCode } from "../core/messages/fileCodes.ts";
import { thrownMessage } from "../core/thrownMessage.ts";

/** Why the file system refused, in words that fit behind a colon. */
export function reasonOf(error: unknown): string {
  return describeFileCode(codeOf(error)) ?? thrownMessage(error);
}

/** The file system's code for the error, such as ENOSPC; empty where it has none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
