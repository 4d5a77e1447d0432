import * as vscode from "vscode";
import { parseRequest, stringMember } from "../core/request/parse.ts";
import { Disposables } from "./disposables.ts";
import { formViewType, isRequestPath } from "./ids.ts";
import type { Services } from "./services.ts";
import type { ConnectionStatus } from "./statusBar.ts";

/** A request is looked at again when nothing was typed for so long, in ms. */
const restMs = 300;

/** Knows which request is the active editor, as form or as text, and keeps `when` contexts true. */
export class ActiveRequest implements vscode.Disposable {
  private readonly subscriptions = new Disposables();
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly services: Services,
    private readonly status: ConnectionStatus,
  ) {
    const { window, workspace } = vscode;
    const update = () => this.update();
    this.subscriptions.add(window.onDidChangeActiveTextEditor(update));
    this.subscriptions.add(window.tabGroups.onDidChangeTabs(update));
    this.subscriptions.add(window.tabGroups.onDidChangeTabGroups(update));
    this.subscriptions.add(services.runs.onDidChange(update));
    this.subscriptions.add(
      workspace.onDidChangeTextDocument(({ document }) => {
        if (isRequestPath(document.uri.path)) this.updateSoon();
      }),
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
    return document && stringMember(parseRequest(document.getText()), "region");
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.subscriptions.dispose();
  }

  /** When the typing rests: the region may be another. */
  private updateSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.update(), restMs);
  }

  private update(): void {
    const { runs } = this.services;
    const { document, uri } = this;
    setContext("requestActive", uri !== undefined);
    setContext("activeRunning", document !== undefined && runs.of(document.uri)?.running === true);
    setContext("running", runs.current?.running === true);
    setContext("hasRun", runs.current !== undefined);
    if (!document) return this.status.hide();
    runs.showRunOf(document.uri);
    this.status.show(this.fileRegion);
  }
}

function activeTabUri(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  if (input instanceof vscode.TabInputCustom && input.viewType === formViewType) return input.uri;
  if (input instanceof vscode.TabInputText && isRequestPath(input.uri.path)) return input.uri;
  return undefined;
}

function setContext(key: string, value: boolean): void {
  void vscode.commands.executeCommand("setContext", `bedrockInvoke.${key}`, value);
}
