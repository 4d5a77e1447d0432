import * as vscode from "vscode";
import type { TextEdit } from "../../core/request/edit.ts";

/** Puts the text edits, which are places in the document's text, into the workspace edit. */
export function applyTextEdits(
  edit: vscode.WorkspaceEdit,
  document: vscode.TextDocument,
  edits: readonly TextEdit[],
): void {
  for (const { offset, length, text } of edits)
    edit.replace(
      document.uri,
      new vscode.Range(document.positionAt(offset), document.positionAt(offset + length)),
      text,
    );
}
