import * as vscode from "vscode";

/** Messages, and words in the status bar, as VS Code is asked to show them; it shows them too. */
export interface Messages {
  /** Resolves with the next message that has not been given out. */
  next(): Promise<string>;
  /** What has been said and not been given out. */
  readonly unread: readonly string[];
  stop(): void;
}

const kinds = [
  "showInformationMessage",
  "showWarningMessage",
  "showErrorMessage",
  "setStatusBarMessage",
] as const;

/** Listens in on the notifications of the extension: a test run's `vscode.window` is not frozen. */
export function recordMessages(): Messages {
  const unread: string[] = [];
  const waiting: ((message: string) => void)[] = [];
  const originals = kinds.map((kind) => [kind, vscode.window[kind]] as const);
  for (const [kind, original] of originals)
    Object.assign(vscode.window, {
      [kind]: (message: string, ...rest: unknown[]): unknown => {
        const taker = waiting.shift();
        if (taker) taker(message);
        else unread.push(message);
        return Reflect.apply(original, vscode.window, [message, ...rest]);
      },
    });
  return {
    unread,
    next: () =>
      new Promise((resolve) => {
        const message = unread.shift();
        if (message === undefined) waiting.push(resolve);
        else resolve(message);
      }),
    stop: () => Object.assign(vscode.window, Object.fromEntries(originals)),
  };
}
