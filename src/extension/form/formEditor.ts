import * as vscode from "vscode";
import { Disposables } from "../disposables.ts";
import type { Services } from "../services.ts";
import { webviewHtml, webviewOptions } from "../webviewHtml.ts";
import { FormSession } from "./formSession.ts";

/** Opens request files as forms. The text document stays the model; the form is a view of it. */
export class FormEditors implements vscode.Disposable {
  private readonly sessions = new Set<FormSession>();
  private readonly subscriptions = new Disposables();
  private readonly activated = new vscode.EventEmitter<void>();
  /** Fires when a form becomes active or inactive. */
  readonly onDidChangeActive = this.activated.event;
  private activeSession: FormSession | undefined;

  constructor(private readonly services: Services) {
    this.subscriptions.add(this.activated);
  }

  /** The form that has the focus among the editors. */
  get active(): FormSession | undefined {
    return this.activeSession;
  }

  /** Returns when all that was typed into forms of the document is in the document. */
  async flush(uri: vscode.Uri): Promise<void> {
    const same = [...this.sessions].filter(
      ({ document }) => document.uri.toString() === uri.toString(),
    );
    await Promise.all(same.map((session) => session.flush()));
  }

  /** Shows the document as a form in the panel. */
  open(document: vscode.TextDocument, panel: vscode.WebviewPanel): void {
    const { extensionUri } = this.services;
    panel.webview.options = webviewOptions(extensionUri);
    const session = new FormSession(document, panel, this.services);
    this.sessions.add(session);
    const setActive = () => {
      if (panel.active) this.activeSession = session;
      else if (this.activeSession === session) this.activeSession = undefined;
      this.activated.fire();
    };
    panel.onDidChangeViewState(setActive);
    panel.onDidDispose(() => {
      this.sessions.delete(session);
      session.dispose();
      if (this.activeSession === session) this.activeSession = undefined;
      this.activated.fire();
    });
    panel.webview.html = webviewHtml(panel.webview, extensionUri, "form");
    setActive();
  }

  dispose(): void {
    for (const session of this.sessions) session.dispose();
    this.subscriptions.dispose();
  }
}
