import * as vscode from "vscode";

/**
 * Returns whether the document has still the text that it had when VS Code closed it, if it has. Closing may mean that
 * the user has thrown changes away; a request without a file is then no more.
 */
export async function isAsKnown(document: vscode.TextDocument): Promise<boolean> {
  if (!document.isClosed) return true;
  if (document.isUntitled) return false;
  const { uri } = document;
  return (await vscode.workspace.openTextDocument(uri)).getText() === document.getText();
}
