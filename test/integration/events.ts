import type * as vscode from "vscode";

/** How long VS Code may take to draw a first webview on a busy machine, and then some. */
const limitMs = 30_000;

/**
 * Resolves with what `find` gives, asked now and behind every one of the events, as soon as it gives
 * something; rejects, naming what was awaited, when that takes longer than half a minute.
 */
export async function eventually<T>(
  what: string,
  events: readonly vscode.Event<unknown>[],
  find: () => T | undefined,
): Promise<T> {
  const subscriptions: vscode.Disposable[] = [];
  let limit: ReturnType<typeof setTimeout> | undefined;
  try {
    return await new Promise<T>((resolve, reject) => {
      const ask = () => {
        const found = find();
        if (found !== undefined) resolve(found);
      };
      limit = setTimeout(() => reject(new Error(`Awaited in vain: ${what}`)), limitMs);
      for (const event of events) subscriptions.push(event(ask));
      ask();
    });
  } finally {
    clearTimeout(limit);
    for (const subscription of subscriptions) subscription.dispose();
  }
}

/** True, or undefined where `eventually` is to wait on. */
export const whenTrue = (condition: boolean): true | undefined => condition || undefined;
