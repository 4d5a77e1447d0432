import type { CredentialHandler } from "./handler.ts";
import { LocalFailure } from "../failures/localFailure.ts";
import { networkFailureName } from "../failures/networkFailure.ts";

/**
 * Returns what to tell of a failure on the way to credentials. Where the network or what stands in it was the cause, it
 * names the host: the SDK would speak of an expired SSO session, and everybody else of Bedrock's own host.
 */
export function credentialFailure(thrown: unknown, last: CredentialHandler["last"]): unknown {
  if (thrown instanceof LocalFailure) return thrown;
  const unreached = last?.error instanceof Error && networkFailureName(last.error);
  if (last && unreached) {
    const message = `${last.host}, where the credentials come from, was not reached: ${last.error.message}`;
    const members = { host: last.host, ...codeOf(last.error) };
    return new LocalFailure("CredentialsUnreachable", message, members);
  }
  if (!(thrown instanceof Error)) return thrown;
  const message = withoutQuotedFile(thrown.message);
  if (last && isNoAnswer(thrown)) {
    const told = `${last.host} answered, but gave no credentials: ${message}`;
    return new LocalFailure("CredentialsAnswerInvalid", told, { host: last.host });
  }
  if (/\(reading 'sso_/.test(message)) return missingSession();
  if (isPlain(thrown))
    return new LocalFailure("CredentialsProviderError", named(thrown, message), codeOf(thrown));
  return message === thrown.message ? thrown : new LocalFailure(thrown.name, message);
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

/** The SDK reads the token file of a web identity without a word of what it is for. */
function named(error: Error, message: string): string {
  return "syscall" in error ? `The web identity token cannot be read: ${message}` : message;
}

/** The SDK takes it for granted that the section is there. */
function missingSession(): LocalFailure {
  const message =
    "Sso session 'of the profile' could not be found: there is no such [sso-session …] section.";
  return new LocalFailure("CredentialsProviderError", message);
}

/** JSON.parse quotes the beginning of what it could not read: of a token file, that may be the token. */
function withoutQuotedFile(message: string): string {
  return message.replaceAll(
    /, (?:\.{3})?"[\s\S]*?"(?:\.{3})? is not valid JSON/g,
    ", what was read is not valid JSON",
  );
}

function codeOf(error: Error): { code?: string } {
  return "code" in error && typeof error.code === "string" ? { code: error.code } : {};
}
