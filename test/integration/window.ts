import assert from "node:assert/strict";
import * as vscode from "vscode";
import { eventually, whenTrue } from "./events.ts";

/** The id of the form among VS Code's editors. */
export const formViewType = "bedrockInvoke.request";

const { tabGroups } = vscode.window;

/** Every tab of the window, group by group. */
export function allTabs(): readonly vscode.Tab[] {
  return tabGroups.all.flatMap(({ tabs }) => tabs);
}

/** How a tab shows the document, if it does. */
export function viewOf(tab: vscode.Tab, uri?: vscode.Uri): "form" | "text" | undefined {
  const { input } = tab;
  const isForm = input instanceof vscode.TabInputCustom && input.viewType === formViewType;
  if (!isForm && !(input instanceof vscode.TabInputText)) return undefined;
  if (uri && input.uri.toString() !== uri.toString()) return undefined;
  return isForm ? "form" : "text";
}

/** The tabs that show the document, as form or as text. */
export function tabsOf(uri: vscode.Uri): readonly vscode.Tab[] {
  return allTabs().filter((tab) => viewOf(tab, uri) !== undefined);
}

/** Resolves with the active tab once it shows a request in this way. */
export async function activeTab(view: "form" | "text", uri?: vscode.Uri): Promise<vscode.Tab> {
  return await eventually(
    `an active tab with ${uri ? vscode.workspace.asRelativePath(uri) : "a request"} as ${view}`,
    [tabGroups.onDidChangeTabs, tabGroups.onDidChangeTabGroups],
    () => {
      const tab = tabGroups.activeTabGroup.activeTab;
      return tab && viewOf(tab, uri) === view ? tab : undefined;
    },
  );
}

/** The document that a form or text tab shows. */
export function documentOf(tab: vscode.Tab): vscode.TextDocument {
  const { input } = tab;
  assert.ok(input instanceof vscode.TabInputCustom || input instanceof vscode.TabInputText);
  const document = openDocument(input.uri);
  assert.ok(document, `${input.uri.toString()} is not among the open documents`);
  return document;
}

/** The document, when VS Code has it open. */
function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri.toString());
}

/** Resolves when the keys go to the text of `uri`: VS Code tells of an editor after its tab. */
export async function activeText(uri: vscode.Uri): Promise<void> {
  await eventually(`the text of ${uri.path}`, [vscode.window.onDidChangeActiveTextEditor], () =>
    whenTrue(vscode.window.activeTextEditor?.document.uri.toString() === uri.toString()),
  );
}

/** Opens the file as text and resolves when its editor is the active one. */
export async function openText(uri: vscode.Uri): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document);
  await activeTab("text", uri);
  return document;
}

/** Opens the file as a form and resolves with its document when its tab is the active one. */
export async function openForm(uri: vscode.Uri): Promise<vscode.TextDocument> {
  await vscode.commands.executeCommand("vscode.openWith", uri, formViewType);
  const tab = await activeTab("form", uri);
  return await eventually(
    `the document of ${tab.label}`,
    [vscode.workspace.onDidOpenTextDocument],
    () => openDocument(uri),
  );
}

/** Closes every editor, throwing away what is not saved, and every notification. */
export async function closeAll(): Promise<void> {
  const { commands } = vscode;
  // Once for each, and again for those that VS Code has not told of yet.
  for (let left = 100; left > 0 && allTabs().length > 0; left--)
    await commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  await eventually("no tab", [tabGroups.onDidChangeTabs, tabGroups.onDidChangeTabGroups], () =>
    allTabs().length === 0 ? true : undefined,
  );
  await commands.executeCommand("notifications.clearAll");
}

/** Replaces the document's whole text, as one edit that can be undone. */
export async function setText(document: vscode.TextDocument, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  const whole = new vscode.Range(0, 0, document.lineCount, 0);
  edit.replace(document.uri, document.validateRange(whole), text);
  assert.ok(await vscode.workspace.applyEdit(edit), "VS Code applies the edit");
}

/** Resolves with the open document of the URI once it has this text. */
export async function documentWith(
  uri: vscode.Uri,
  text: string | ((text: string) => boolean),
): Promise<vscode.TextDocument> {
  const { workspace } = vscode;
  const has = typeof text === "string" ? (now: string) => now === text : text;
  const find = () => workspace.textDocuments.find((each) => each.uri.toString() === uri.toString());
  const events = [workspace.onDidChangeTextDocument, workspace.onDidOpenTextDocument];
  try {
    return await eventually("the text", events, () => {
      const document = find();
      return document && has(document.getText()) ? document : undefined;
    });
  } catch (error) {
    if (typeof text === "string") assert.equal(find()?.getText(), text);
    throw error;
  }
}
