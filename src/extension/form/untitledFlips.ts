import * as vscode from "vscode";
import { formViewType } from "../ids.ts";
import { openUntitled, replaceText } from "../request/newRequest.ts";
import { openRequest } from "../request/openRequest.ts";
import type { Services } from "../services.ts";
import type { FormEditors } from "./formEditor.ts";

/** How long VS Code may take to show or close a tab, in ms. */
const tabsTimeoutMs = 5000;

const flipping = "Showing an unsaved request in another view";

/**
 * Shows unsaved requests in their other view. VS Code loses text, or asks whether to save, where two tabs show one
 * unsaved document; so another document takes the text, and the old one is discarded only when it has done so.
 */
export class UntitledFlips {
  /** The documents that are being flipped: a second press does nothing. */
  private readonly underway = new Set<string>();

  constructor(
    private readonly services: Services,
    private readonly forms: FormEditors,
  ) {}

  /** Shows the request in this view; resolves when only that view is left. */
  async flip(old: vscode.TextDocument, view: "form" | "text"): Promise<void> {
    const key = old.uri.toString();
    if (this.underway.has(key) || this.revealIn(old, view)) return;
    this.underway.add(key);
    try {
      await this.replace(old, view);
    } finally {
      this.underway.delete(key);
    }
  }

  /** Returns whether the request is shown in this view already, and brings it into view. VS Code 1.110 opens a text tab behind each form. */
  private revealIn({ uri }: vscode.TextDocument, view: "form" | "text"): boolean {
    if (view === "form") return this.forms.reveal(uri);
    return tabsOf(uri).every(({ input }) => input instanceof vscode.TabInputText);
  }

  private async replace(old: vscode.TextDocument, view: "form" | "text"): Promise<void> {
    let { version } = old;
    const made = await openUntitled(view, async (document) => {
      // A form sends what was typed last when it loses the focus.
      await this.forms.flush(old.uri);
      ({ version } = old);
      const text = old.getText();
      await replaceText(document, text);
      // Looked up again: VS Code 1.110 opens the document anew for a form.
      if ((await openRequest(document.uri))?.getText() !== text)
        throw new Error("The text could not be copied. The request is still open as it was.");
    });
    const { runs, shown } = this.services;
    runs.move(old.uri, made.uri);
    shown.move(old.uri, made.uri);
    // What has changed meanwhile stays open, with its runs.
    if (await this.discard(old, version)) runs.forget(old.uri);
    // The text tab that VS Code 1.110 opens behind a form comes to the front when the old tab is closed.
    if (view === "form") this.forms.reveal(made.uri);
  }

  /** Closes the document without a question, unless it has changed since this version. Resolves with whether it is closed. */
  private async discard(document: vscode.TextDocument, version: number): Promise<boolean> {
    const { uri } = document;
    const column = tabsOf(uri)[0]?.group.viewColumn;
    if (!this.forms.reveal(uri)) await vscode.window.showTextDocument(document, column);
    const isActive = await this.waitUntil(() =>
      tabsOf(uri).some((tab) => tab.isActive && tab.group.isActive),
    );
    if (!isActive || document.version !== version) return false;
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    return this.waitUntil(() => tabsOf(uri).length === 0);
  }

  /** Resolves with whether the tabs are so within the time. */
  private waitUntil(areSo: () => boolean): Promise<boolean> {
    const { boundary } = this.services;
    const { tabGroups } = vscode.window;
    return new Promise((resolve) => {
      const end = (value: boolean) => {
        clearTimeout(timeout);
        for (const each of subscriptions) each.dispose();
        resolve(value);
      };
      const look = () => {
        if (areSo()) end(true);
      };
      const timeout = boundary.after(tabsTimeoutMs, flipping, () => end(areSo()));
      const subscriptions = [tabGroups.onDidChangeTabs, tabGroups.onDidChangeTabGroups].map(
        (event: vscode.Event<unknown>) => boundary.on(event, flipping, look),
      );
      look();
    });
  }
}

/** The tabs that show the document, as form or as text. */
function tabsOf(uri: vscode.Uri): readonly vscode.Tab[] {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.filter(({ input }) => {
    const isForm = input instanceof vscode.TabInputCustom && input.viewType === formViewType;
    const shows = isForm || input instanceof vscode.TabInputText;
    return shows && input.uri.toString() === uri.toString();
  });
}
