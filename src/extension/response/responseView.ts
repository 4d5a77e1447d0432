import * as vscode from "vscode";
import { Disposables } from "../disposables.ts";
import type { ErrorBoundary } from "../errorBoundary.ts";
import type { FormEditors } from "../form/formEditor.ts";
import type { Services } from "../services.ts";
import { responseViewId } from "../ids.ts";
import { responseViewSetting } from "../settings.ts";
import { webviewHtml, webviewOptions } from "../webviewHtml.ts";
import { adviseProfiles } from "./adviseProfiles.ts";
import { showOutput } from "./outputText.ts";
import { recogniseBlock } from "./recogniseBlock.ts";
import { ResponseSession, type RunSource } from "./responseSession.ts";
import { SavedRun } from "../runs/savedRun.ts";
import { describeEnd, showStatusBarWord } from "../runs/statusBarWord.ts";

const showing = "Showing a response";
const closing = "Closing a response";

/** Shows runs where the user wants them: in the panel, beside the request, or as plain output; and saved runs as editors. */
export class ResponseViews implements vscode.Disposable {
  private readonly subscriptions = new Disposables();
  /** Where runs are written as text when that is what the user chose. */
  readonly output = vscode.window.createOutputChannel("Bedrock Invoke Response");
  private beside: vscode.WebviewPanel | undefined;

  constructor(
    private readonly services: Services,
    private readonly forms: FormEditors,
  ) {
    this.subscriptions.add(this.output);
    const { boundary, models, guardrails } = services;
    this.subscriptions.add(
      boundary.on(services.runs.onDidChange, "Following a run that has ended", (run) => {
        if (run.running || !run.outgoing) return;
        boundary.background("Finding inference profiles", () => adviseProfiles(run, models));
        boundary.background("Recognizing a guardrail's message", () =>
          recogniseBlock(run, guardrails),
        );
        // A run of another request leaves the view as it is, and still says how it ended.
        if (!services.shown.isShown(run.uri)) showStatusBarWord(describeEnd(run.uri, run.state));
        else if (responseViewSetting() === "output") showOutput(this.output, run.state);
      }),
    );
  }

  /** Brings the response of the request into view, without taking the focus from it; nothing where the view belongs to another one. */
  async reveal(uri: vscode.Uri): Promise<void> {
    if (!this.services.shown.isShown(uri)) return;
    switch (responseViewSetting()) {
      case "panel":
        await this.revealPanel();
        return;
      case "beside":
        this.revealBeside();
        return;
      case "output":
        this.output.show(true);
        return;
    }
  }

  /** Shows the current run in the view of the panel. */
  open(view: vscode.WebviewView): void {
    this.view = view;
    const session = this.show(view, this.services.shown);
    this.boundary.on(view.onDidChangeVisibility, showing, () => {
      if (view.visible) session.refresh();
    });
    this.boundary.on(view.onDidDispose, closing, () => {
      this.view = undefined;
    });
  }

  /** Shows the run of a run file, and shows it anew when the file changes. */
  async openSaved(uri: vscode.Uri, panel: vscode.WebviewPanel): Promise<void> {
    const saved = new SavedRun(uri, this.services.boundary);
    // The page is there before the file has been read.
    const session = this.show(panel, saved);
    this.boundary.on(panel.onDidChangeViewState, showing, () => {
      if (panel.visible) session.refresh();
    });
    this.boundary.on(panel.onDidDispose, closing, () => saved.dispose());
    await saved.open();
  }

  private get boundary(): ErrorBoundary {
    return this.services.boundary;
  }

  dispose(): void {
    this.beside?.dispose();
    this.subscriptions.dispose();
  }

  private view: vscode.WebviewView | undefined;

  private async revealPanel(): Promise<void> {
    if (this.view) this.view.show(true);
    else await vscode.commands.executeCommand(`${responseViewId}.focus`, { preserveFocus: true });
  }

  private revealBeside(): void {
    if (this.beside) {
      this.beside.reveal(undefined, true);
      return;
    }
    const panel = vscode.window.createWebviewPanel(
      "bedrockInvoke.responseBeside",
      "Bedrock Response",
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
    );
    this.beside = panel;
    const session = this.show(panel, this.services.shown);
    this.boundary.on(panel.onDidChangeViewState, showing, () => {
      if (panel.visible) session.refresh();
    });
    this.boundary.on(panel.onDidDispose, closing, () => {
      this.beside = undefined;
    });
  }

  /** Puts the page into the view; it shows the runs of the source until the view is closed. */
  private show(view: vscode.WebviewView | vscode.WebviewPanel, source: RunSource): ResponseSession {
    const { services, forms } = this;
    const { webview } = view;
    webview.options = webviewOptions(services.extensionUri);
    const session = new ResponseSession(webview, () => view.visible, source, services, forms);
    this.boundary.on(view.onDidDispose, closing, () => session.dispose());
    webview.html = webviewHtml(webview, services.extensionUri, "response");
    return session;
  }
}
