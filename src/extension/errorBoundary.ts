import * as vscode from "vscode";
import { thrownMessage } from "../core/thrownMessage.ts";

/** The part of the log that failures are written to. */
type ErrorLog = Pick<vscode.LogOutputChannel, "error" | "show">;

/**
 * Everything of the extension that VS Code, a page or a timer starts runs in here: a failure is logged, and said in one
 * message where the user waits for the result. Lint accepts no other way to leave a promise unawaited.
 */
export class ErrorBoundary {
  constructor(private readonly log: ErrorLog) {}

  /** Runs work that nobody waits for; `what` names it in the log when it fails. */
  background(what: string, work: () => unknown): void {
    this.guard(what, work).catch(() => {
      // It is in the log.
    });
  }

  /** Runs what the user waits for; a failure ends in one message that names `what`. Resolves with undefined then. */
  async forUser<T>(what: string, work: () => T): Promise<Awaited<T> | undefined> {
    try {
      return await this.guard(what, work);
    } catch (error) {
      this.background("Showing an error", () => this.say(what, error));
      return undefined;
    }
  }

  /** Starts what the user waits for where the caller does not; as `forUser`. */
  backgroundForUser(what: string, work: () => unknown): void {
    this.background(what, () => this.forUser(what, work));
  }

  /** Runs work for VS Code, which shows a failure in its own way; it is logged too. Rejects with the failure. */
  async guard<T>(what: string, work: () => T): Promise<Awaited<T>> {
    try {
      return await work();
    } catch (error) {
      this.report(what, error);
      throw error;
    }
  }

  /** Writes a failure that was caught into the log. */
  report(what: string, error: unknown): void {
    this.log.error(`${what} failed: ${detailOf(error)}`);
  }

  /** Listens to the event; a handler that fails is in the log. */
  on<T>(event: vscode.Event<T>, what: string, handler: (value: T) => unknown): vscode.Disposable {
    return event((value) => this.background(what, () => handler(value)));
  }

  /** Runs work after so many ms; what comes back is for `clearTimeout`. */
  after(delayMs: number, what: string, work: () => unknown): NodeJS.Timeout {
    // oxlint-disable-next-line no-restricted-globals -- the one timer of the extension
    return setTimeout(() => this.background(what, work), delayMs);
  }

  private async say(what: string, error: unknown): Promise<void> {
    const showLog = "Show Log";
    const choice = await vscode.window.showErrorMessage(
      `${what} failed: ${thrownMessage(error)}`,
      showLog,
    );
    if (choice === showLog) this.log.show();
  }
}

function detailOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
