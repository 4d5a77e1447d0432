import * as vscode from "vscode";
import { Disposables } from "./disposables.ts";
import type { Connections } from "./connection/connections.ts";

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

  constructor(private readonly connections: Connections) {
    this.item.name = "Bedrock Invoke Connection";
    this.item.command = "bedrockInvoke.switchProfile";
    this.subscriptions.add(this.item);
    this.subscriptions.add(connections.onDidChange(() => void this.update()));
  }

  /** Shows the item for a request whose file names `fileRegion`. */
  show(fileRegion: string | undefined): void {
    this.fileRegion = fileRegion;
    this.shown = true;
    void this.update();
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
    const result = await this.connections.resolve(this.fileRegion);
    if (!this.shown) return;
    const { identity } = this.connections;
    if (result.ok) {
      const { connection, endpointHost, regionSource, isAws, isLocal } = result.resolved;
      this.item.text = `$(cloud) ${identity} · ${connection.region}`;
      this.item.tooltip = `Bedrock Invoke sends as ${identity} to ${endpointHost}\nRegion: ${connection.region} (${regionSource})\nClick to switch the profile`;
      this.item.backgroundColor =
        isAws || isLocal ? undefined : new vscode.ThemeColor("statusBarItem.warningBackground");
    } else {
      this.item.text = `$(cloud) ${identity} · no region`;
      this.item.tooltip = `${result.error.message} ${result.error.remedy}`;
      this.item.backgroundColor = new vscode.ThemeColor("statusBarItem.errorBackground");
    }
    this.item.show();
  }
}
