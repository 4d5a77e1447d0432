import * as vscode from "vscode";
import { stringMember } from "../core/request/parse.ts";
import { Disposables } from "./disposables.ts";
import { formViewType, isRequestPath } from "./ids.ts";
import type { Services } from "./services.ts";
import type { ConnectionStatus } from "./statusBar.ts";

/** A request is looked at again when nothing was typed for so long, in ms. */
const restMs = 300;

/** Knows which request is the active editor, as form or as text, and keeps `when` contexts true. */
export class ActiveRequest implements vscode.Disposable {
  private readonly subscriptions = new Disposables();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly services: Services,
    private readonly status: ConnectionStatus,
  ) {
    const { window, workspace } = vscode;
    const { boundary, runs, shown } = services;
    for (const event of [
      window.onDidChangeActiveTextEditor,
      window.tabGroups.onDidChangeTabs,
      window.tabGroups.onDidChangeTabGroups,
      // A form that is opened directly is the active tab before its document is open.
      workspace.onDidOpenTextDocument,
      runs.onDidChange,
      shown.onDidShow,
    ] as readonly vscode.Event<unknown>[])
      this.subscriptions.add(
        boundary.on(event, "Following the active request", () => this.update()),
      );
    this.subscriptions.add(
      boundary.on(
        workspace.onDidChangeTextDocument,
        "Following the active request",
        ({ document }) => {
          if (isRequestPath(document.uri.path)) this.updateSoon();
        },
      ),
    );
    this.update();
  }

  /** The request of the active editor, form or text; VS Code may hold back the document of a huge one. */
  get uri(): vscode.Uri | undefined {
    return activeTabUri();
  }

  /** The request document of the active editor, form or text. */
  get document(): vscode.TextDocument | undefined {
    const { uri } = this;
    return (
      uri && vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri.toString())
    );
  }

  /** The region that the request of the active editor names. */
  get fileRegion(): string | undefined {
    const { document } = this;
    return document && stringMember(this.services.documents.of(document), "region");
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.subscriptions.dispose();
  }

  /** When the typing rests: the region may be another. */
  private updateSoon(): void {
    clearTimeout(this.timer);
    this.timer = this.services.boundary.after(restMs, "Following the active request", () =>
      this.update(),
    );
  }

  private update(): void {
    const { runs, shown } = this.services;
    const { uri } = this;
    if (uri) shown.activate(uri);
    const activeRunning = uri !== undefined && runs.of(uri)?.running === true;
    this.setContext("requestActive", uri !== undefined);
    this.setContext("activeRunning", activeRunning);
    this.setContext("running", activeRunning || shown.current?.running === true);
    this.setContext("hasRun", shown.current !== undefined);
    if (this.document) this.status.show(this.fileRegion);
    else this.status.hide();
  }

  private setContext(key: string, value: boolean): void {
    this.services.boundary.background("Setting a context key", () =>
      vscode.commands.executeCommand("setContext", `bedrockInvoke.${key}`, value),
    );
  }
}

function activeTabUri(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  if (input instanceof vscode.TabInputCustom && input.viewType === formViewType) return input.uri;
  if (input instanceof vscode.TabInputText && isRequestPath(input.uri.path)) return input.uri;
  return undefined;
}
