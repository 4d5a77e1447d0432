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
