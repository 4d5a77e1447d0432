import type { CredentialHandler } from "./handler.ts";
import { failureOf, LocalFailure } from "../failures/localFailure.ts";
import { networkFailureName } from "../failures/networkFailure.ts";

/**
 * Returns what to tell of a failure on the way to credentials. Where the network or what stands in it was the cause, it
 * names the host: the SDK would speak of an expired SSO session, and everybody else of Bedrock's own host.
 */
export function credentialFailure(thrown: unknown, last: CredentialHandler["last"]): unknown {
  if (thrown instanceof LocalFailure) return thrown;
  const unreached = last?.error instanceof Error && networkFailureName(last.error);
  if (last && unreached) {
    const facts = { host: last.host, ...codeOf(last.error) };
    const words = last.error.message;
    return failureOf("CredentialsUnreachable", { ...facts, words }, facts);
  }
  if (!(thrown instanceof Error)) return thrown;
  const words = withoutQuotedFile(thrown.message);
  // The SDK reads the token file of a web identity without a word of what it is for.
  if ("syscall" in thrown && (thrown.syscall === "open" || thrown.syscall === "read"))
    return failureOf("WebIdentityTokenUnreadable", { words }, codeOf(thrown));
  if (last && isNoAnswer(thrown)) {
    const { host } = last;
    return failureOf("CredentialsAnswerInvalid", { host, words }, { host });
  }
  if (isPlain(thrown) || words !== thrown.message)
    return failureOf("CredentialsProviderError", { words }, codeOf(thrown));
  return thrown;
}

/** The SDK's words for an answer that it could not read, or in which the credentials were not. */
function isNoAnswer(error: Error): boolean {
  return (
    isPlain(error) ||
    /not valid JSON|Unexpected (token|end)|SyntaxError|Deserialization error|Invalid response from STS|invalid temporary credential|missing required fields|^Unknown/i.test(
      error.message,
    )
  );
}

/** An error of the language, of Node or of a parser: AWS's own have names. */
function isPlain({ name }: Error): boolean {
  return ["Error", "TypeError", "RangeError", "SyntaxError", "Unknown"].includes(name);
}

/** Returns the words without what JSON.parse quotes of what it could not read: of a token file, that may be the token. */
export function withoutQuotedFile(message: string): string {
  return message.replaceAll(
    /, (?:\.{3})?"[\s\S]*?"(?:\.{3})? is not valid JSON/g,
    ", what was read is not valid JSON",
  );
}

function codeOf(error: Error): { code?: string } {
  return "code" in error && typeof error.code === "string" ? { code: error.code } : {};
}
