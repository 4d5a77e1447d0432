import type * as vscode from "vscode";
import type { Span } from "../../core/json/span.ts";
import type { Services } from "../services.ts";
import { webviewHtml, webviewOptions } from "../webviewHtml.ts";
import { placeOf } from "./places.ts";
import { FormSession } from "./formSession.ts";

/** Opens request files as forms. The text document stays the model; the form is a view of it. */
export class FormEditors implements vscode.Disposable {
  private readonly sessions = new Set<FormSession>();

  constructor(private readonly services: Services) {}

  /**
   * Returns when all that was typed into forms of the document is in the document. What comes back
   * is the body's extent as the form knows it, undefined where the document has no form.
   */
  async flush(uri: vscode.Uri): Promise<Span | undefined> {
    const key = uri.toString();
    const same = [...this.sessions].filter(({ document }) => document.uri.toString() === key);
    await Promise.all(same.map((session) => session.flush()));
    // The newest: VS Code tells late of a form that was closed, and its document may be another by now.
    return same.at(-1)?.knownBody;
  }

  /**
   * Moves the caret of the document's form to an offset of its body, and returns whether there is such a form. One that
   * is visible is taken before the others.
   */
  async goToBody(uri: vscode.Uri, find: (body: Span | undefined) => number): Promise<boolean> {
    const body = await this.flush(uri);
    const session = this.sessionOf(uri);
    if (!session) return false;
    const { document, panel } = session;
    panel.reveal();
    const start = document.positionAt(body?.offset ?? 0);
    session.post({ type: "goToBody", place: placeOf(document.positionAt(find(body)), start) });
    return true;
  }

  /** Brings the document's form into view, and returns whether there is one. */
  reveal(uri: vscode.Uri): boolean {
    const session = this.sessionOf(uri);
    session?.panel.reveal();
    return session !== undefined;
  }

  /** Shows the document as a form in the panel. */
  open(document: vscode.TextDocument, panel: vscode.WebviewPanel): void {
    const { extensionUri } = this.services;
    panel.webview.options = webviewOptions(extensionUri);
    const session = new FormSession(document, panel, this.services);
    this.sessions.add(session);
    this.services.boundary.on(panel.onDidDispose, "Closing a form", () => {
      this.sessions.delete(session);
      return session.close();
    });
    panel.webview.html = webviewHtml(panel.webview, extensionUri, "form");
  }

  /** The form of the document; one that is visible is taken before the others. */
  private sessionOf(uri: vscode.Uri): FormSession | undefined {
    const key = uri.toString();
    const same = [...this.sessions].filter(({ document }) => document.uri.toString() === key);
    return same.find(({ panel }) => panel.visible) ?? same[0];
  }

  dispose(): void {
    for (const session of this.sessions) session.dispose();
  }
}
