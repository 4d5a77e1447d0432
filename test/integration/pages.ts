import * as vscode from "vscode";
import type { FormToHost } from "../../src/protocol/form.ts";
import type { ResponseToHost } from "../../src/protocol/response.ts";

/** Opens a panel beside the active editor, without taking the focus from it. */
export function openPanel(): vscode.WebviewPanel {
  return vscode.window.createWebviewPanel("test", "Page", {
    viewColumn: vscode.ViewColumn.Beside,
    preserveFocus: true,
  });
}

/** Puts a page in the place of the panel's own, which says this to the host. */
export function say(panel: vscode.WebviewPanel, message: FormToHost | ResponseToHost): void {
  panel.webview.html = `<script>acquireVsCodeApi().postMessage(${JSON.stringify(message)});</script>`;
}
