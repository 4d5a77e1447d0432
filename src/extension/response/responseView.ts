import * as vscode from "vscode";
import { Disposables } from "../disposables.ts";
import type { Services } from "../services.ts";
import { responseViewId } from "../ids.ts";
import { responseViewSetting } from "../settings.ts";
import { webviewHtml, webviewOptions } from "../webviewHtml.ts";
import { adviseProfiles } from "./adviseProfiles.ts";
import { showOutput } from "./outputText.ts";
import { ResponseSession } from "./responseSession.ts";

/** Shows runs where the user wants them: in the panel, beside the request, or as plain output. */
export class ResponseViews implements vscode.Disposable {
  private readonly subscriptions = new Disposables();
  /** Where runs are written as text when that is what the user chose. */
  readonly output = vscode.window.createOutputChannel("Bedrock Invoke Response");
  private beside: vscode.WebviewPanel | undefined;

  constructor(private readonly services: Services) {
    this.subscriptions.add(this.output);
    this.subscriptions.add(
      services.runs.onDidChange((run) => {
        if (!run.running) void adviseProfiles(run, services.models);
        if (!run.running && responseViewSetting() === "output") showOutput(this.output, run.state);
      }),
    );
  }

  /** Brings the response into view without taking the focus from the request. */
  async reveal(): Promise<void> {
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
    const { extensionUri } = this.services;
    view.webview.options = webviewOptions(extensionUri);
    const session = new ResponseSession(view.webview, () => view.visible, this.services);
    view.onDidChangeVisibility(() => {
      if (view.visible) session.refresh();
    });
    view.onDidDispose(() => {
      session.dispose();
      this.view = undefined;
    });
    view.webview.html = webviewHtml(view.webview, extensionUri, "response");
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
    const { extensionUri } = this.services;
    const panel = vscode.window.createWebviewPanel(
      "bedrockInvoke.responseBeside",
      "Bedrock Response",
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
      webviewOptions(extensionUri),
    );
    this.beside = panel;
    const session = new ResponseSession(panel.webview, () => panel.visible, this.services);
    panel.onDidChangeViewState(() => {
      if (panel.visible) session.refresh();
    });
    panel.onDidDispose(() => {
      session.dispose();
      this.beside = undefined;
    });
    panel.webview.html = webviewHtml(panel.webview, extensionUri, "response");
  }
}
