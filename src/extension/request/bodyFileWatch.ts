import { basename, dirname } from "node:path";
import * as vscode from "vscode";
import { Disposables } from "../disposables.ts";
import type { ErrorBoundary } from "../errorBoundary.ts";

const watching = "Watching a body file";

/**
 * Watches the body file of a request: tells when it is changed, created or deleted on disk, and when it is edited in
 * VS Code, where it may have changes that are not saved.
 */
export class BodyFileWatch implements vscode.Disposable {
  private watched: readonly string[] = [];
  private subscriptions = new Disposables();

  constructor(
    private readonly boundary: ErrorBoundary,
    private readonly changed: () => void,
  ) {}

  /** Watches these paths instead of those before: the file's own, and that of the file a link leads to. */
  watch(paths: readonly string[]): void {
    if (paths.join("\0") === this.watched.join("\0")) return;
    this.dispose();
    this.watched = paths;
    if (paths.length === 0) return;
    this.subscriptions = new Disposables();
    const { subscriptions, boundary } = this;
    const { workspace } = vscode;
    const look = ({ fsPath }: vscode.Uri) => {
      if (this.watched.includes(fsPath)) this.changed();
    };
    // The whole folder, as a file's name may look like a pattern.
    for (const folder of new Set(paths.map(dirname))) {
      const pattern = new vscode.RelativePattern(vscode.Uri.file(folder), "*");
      const watcher = subscriptions.add(workspace.createFileSystemWatcher(pattern));
      for (const event of [watcher.onDidChange, watcher.onDidCreate, watcher.onDidDelete])
        subscriptions.add(boundary.on(event, watching, look));
    }
    subscriptions.add(
      boundary.on(workspace.onDidChangeTextDocument, watching, ({ document }) =>
        look(document.uri),
      ),
    );
    for (const event of [workspace.onDidSaveTextDocument, workspace.onDidCloseTextDocument])
      subscriptions.add(boundary.on(event, watching, ({ uri }) => look(uri)));
  }

  dispose(): void {
    this.watched = [];
    this.subscriptions.dispose();
  }
}

/** Returns the name of the file at one of the paths that has changes in an editor which are not saved. */
export function unsavedFile(paths: readonly string[]): string | undefined {
  const unsaved = vscode.workspace.textDocuments.find(
    ({ uri, isDirty }) => isDirty && uri.scheme === "file" && paths.includes(uri.fsPath),
  );
  return unsaved && basename(unsaved.uri.fsPath);
}
