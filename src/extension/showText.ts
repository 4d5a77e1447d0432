import { resolve } from "node:path";
import * as vscode from "vscode";
import type { OpenFile } from "../core/diagnosis/actions.ts";
import type { Span } from "../core/json/span.ts";

/** Shows a place of a document, selected, in a text editor. */
export async function showText(
  document: vscode.TextDocument,
  { offset, length }: Span,
): Promise<void> {
  const editor = await vscode.window.showTextDocument(document);
  editor.selection = new vscode.Selection(
    document.positionAt(offset),
    document.positionAt(offset + length),
  );
  editor.revealRange(editor.selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** Shows a file of the machine that signs, at the line or the section that is named. */
export async function showFile({ path, line, section }: Omit<OpenFile, "id">): Promise<void> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.file(resolve(path)));
  const header = section === undefined ? "" : `[${section}]`;
  const lines = document.getText().split(/\r?\n/);
  const at = line === undefined ? lines.findIndex((each) => each.startsWith(header)) : line - 1;
  const offset = document.offsetAt(new vscode.Position(Math.max(0, at), 0));
  await showText(document, { offset, length: at < 0 ? 0 : header.length });
}
