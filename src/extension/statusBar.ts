import * as vscode from "vscode";
import { connectionWords } from "../core/sandboxMark.ts";
import { Disposables } from "./disposables.ts";
import type { Connections } from "./connection/connections.ts";
import type { ErrorBoundary } from "./errorBoundary.ts";
import { connectionTooltip } from "./connection/tooltip.ts";

const updating = "Showing the connection";

/** One status bar item, "profile · region", there while a request is the active editor. */
export class ConnectionStatus implements vscode.Disposable {
  private readonly subscriptions = new Disposables();
  private readonly item = vscode.window.createStatusBarItem(
    "bedrockInvoke.connection",
    vscode.StatusBarAlignment.Right,
    90,
  );
  private fileRegion: string | undefined;
  private shown = false;

  constructor(
    private readonly connections: Connections,
    private readonly boundary: ErrorBoundary,
  ) {
    this.item.name = "Bedrock Invoke Connection";
    this.item.command = "bedrockInvoke.connect";
    this.subscriptions.add(this.item);
    this.subscriptions.add(boundary.on(connections.onDidChange, updating, () => this.update()));
  }

  /** Shows the item for a request whose file names `fileRegion`. */
  show(fileRegion: string | undefined): void {
    this.fileRegion = fileRegion;
    this.shown = true;
    this.boundary.background(updating, () => this.update());
  }

  hide(): void {
    this.shown = false;
    this.item.hide();
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private async update(): Promise<void> {
    if (!this.shown) return;
    const { fileRegion } = this;
    const result = await this.connections.resolve(fileRegion);
    // Meanwhile another request, or another region, may have come to be shown.
    if (!this.shown || fileRegion !== this.fileRegion) return;
    const { item } = this;
    if (result.ok) {
      const { identity, isSandbox, connection, strangers } = result.resolved;
      const { region, verifySsl } = connection;
      const place = strangers.length > 0 ? "warning" : isSandbox ? "beaker" : "cloud";
      const who = connectionWords(identity, isSandbox);
      item.text = `$(${verifySsl ? place : "unlock"}) ${who} · ${region}${verifySsl ? "" : " · TLS not verified"}`;
      item.backgroundColor = verifySsl
        ? strangers.length > 0
          ? new vscode.ThemeColor("statusBarItem.warningBackground")
          : undefined
        : new vscode.ThemeColor("statusBarItem.errorBackground");
      item.tooltip = connectionTooltip(result.resolved);
    } else {
      item.text = `$(cloud) ${result.identity} · not connected`;
      item.tooltip = `${result.error.message} ${result.error.remedy}`;
      item.backgroundColor = new vscode.ThemeColor("statusBarItem.errorBackground");
    }
    item.show();
  }
}
