import * as vscode from "vscode";
import type { OwnEdit, OwnEdits } from "./ownEdits.ts";

/** Edits of the document as it is, and whose they are. */
export interface MadeEdits extends OwnEdit {
  readonly edits: readonly vscode.TextEdit[];
}

/**
 * Applies what `make` makes of the document as it is, and makes it anew where somebody else's change was first. Resolves
 * with the edits that VS Code refuses, as for a document that is read-only; undefined when all is well.
 */
export async function applyOwnEdits(
  document: vscode.TextDocument,
  ownEdits: OwnEdits,
  make: () => MadeEdits | undefined,
): Promise<MadeEdits | undefined> {
  for (;;) {
    const { version } = document;
    const made = make();
    if (!made || made.edits.length === 0) return undefined;
    const change = new vscode.WorkspaceEdit();
    change.set(document.uri, [...made.edits]);
    const forget = ownEdits.expect(document, made.edits, made);
    try {
      if (await vscode.workspace.applyEdit(change)) return undefined;
    } finally {
      forget();
    }
    if (version === document.version) return made;
  }
}
