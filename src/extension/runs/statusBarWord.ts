import * as vscode from "vscode";
import type { RunState } from "../../core/run/state.ts";

/** How long a word in the status bar stays, in ms. */
const wordMs = 8000;

/** Shows a word in the status bar for a few seconds: it asks for nothing and covers nothing. */
export function showStatusBarWord(words: string): void {
  vscode.window.setStatusBarMessage(`$(info) ${words}`, wordMs);
}

/** Returns how a run of the request ended, in one sentence, for a user who looks at another request. */
export function describeEnd(uri: vscode.Uri, { status, error }: RunState): string {
  const name = uri.path.split("/").at(-1) ?? "";
  if (error) return `${name} failed: ${error.name}.`;
  return status === "cancelled" ? `${name} was cancelled.` : `${name} has its response.`;
}
