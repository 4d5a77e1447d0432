/** What the command line ends with; `--help` explains them, scripts rely on them. */
export const exitCodes = { done: 0, failed: 1, usage: 2, cancelled: 130 } as const;

/** Ends the command with a message on standard error and this exit code. */
export class CliError extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode: number) {
    super(message);
    this.name = "CliError";
    this.exitCode = exitCode;
  }
}

/** The error of a wrong option or an input that cannot be used: nothing was sent. */
export function usageError(message: string): CliError {
  return new CliError(message, exitCodes.usage);
}

/** Why the file system refused, in words that fit behind a colon. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOENT") return "there is no such file or folder";
  if (code === "EISDIR") return "it is a folder";
  if (code === "ENOTDIR") return "a part of its path is not a folder";
  if (code === "EACCES" || code === "EPERM") return "permission is denied";
  if (code === "ENOSPC") return "the disk is full";
  if (code === "ENAMETOOLONG") return "its name is too long";
  return messageOf(error);
}

/** What was thrown, as a text. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
