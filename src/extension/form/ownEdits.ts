import type * as vscode from "vscode";
import type { ChangeSource } from "./bodySpan.ts";

/** An edit of the form's that is on its way into the document. */
export interface OwnEdit {
  readonly source: ChangeSource;
  /** The number under which the page sent it, where it is one of the body editor's. */
  readonly edit?: number | undefined;
}

/**
 * Knows the form's own edits among all changes of the document by the text that they lead to. VS Code applies an edit
 * to the version it was made for or not at all; which change comes next, and of whom, cannot be known.
 */
export class OwnEdits {
  private expected: { readonly text: string; readonly own: OwnEdit }[] = [];

  /** Expects the edits of the document as it is now. Returns a function that expects them no longer. */
  expect(
    document: vscode.TextDocument,
    edits: readonly vscode.TextEdit[],
    own: OwnEdit,
  ): () => void {
    const entry = { text: textAfter(document, edits), own };
    this.expected.push(entry);
    return () => {
      this.expected = this.expected.filter((each) => each !== entry);
    };
  }

  /** Returns the own edit that leads to this text, once; undefined when the change is somebody else's. */
  take(text: string): OwnEdit | undefined {
    const found = this.expected.find((each) => each.text === text);
    this.expected = this.expected.filter((each) => each !== found);
    return found?.own;
  }
}

/** The document's text after the edits, all of whose places are those before any of them. */
function textAfter(document: vscode.TextDocument, edits: readonly vscode.TextEdit[]): string {
  const text = document.getText();
  const lineEnd = text.includes("\r\n") ? "\r\n" : "\n";
  const inOrder = edits
    .map(({ range, newText }, index) => ({
      from: document.offsetAt(range.start),
      to: document.offsetAt(range.end),
      insert: newText.replaceAll(/\r\n|\r|\n/g, lineEnd),
      index,
    }))
    .sort((one, other) => one.from - other.from || one.index - other.index);
  let result = "";
  let at = 0;
  for (const { from, to, insert } of inOrder) {
    result += text.slice(at, from) + insert;
    at = to;
  }
  return result + text.slice(at);
}
