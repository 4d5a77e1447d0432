import * as vscode from "vscode";
import type { TextEdit } from "../../core/json/textEdits.ts";

/** Puts the text edits, which are places in the document's text, into the workspace edit. */
export function applyTextEdits(
  edit: vscode.WorkspaceEdit,
  document: vscode.TextDocument,
  edits: readonly TextEdit[],
): void {
  edit.set(document.uri, toVscodeEdits(document, edits));
}

/** Returns the text edits, which are places in the document's text, as VS Code has them. */
export function toVscodeEdits(
  document: vscode.TextDocument,
  edits: readonly TextEdit[],
): vscode.TextEdit[] {
  return edits.map(({ offset, length, text }) =>
    vscode.TextEdit.replace(
      new vscode.Range(document.positionAt(offset), document.positionAt(offset + length)),
      text,
    ),
  );
}
