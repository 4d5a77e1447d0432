import type * as vscode from "vscode";
import type { TextEdit } from "../../core/json/textEdits.ts";
import { setMemberSource } from "../../core/request/edit.ts";
import type { RequestDocument } from "../../core/request/parse.ts";
import type { Span } from "../../core/json/span.ts";
import type { BodyChange } from "../../protocol/form.ts";
import { toVscodeEdits } from "../request/applyEdits.ts";
import type { RequestDocuments } from "../request/requestDocuments.ts";
import { applyOwnEdits, type MadeEdits } from "./applyOwnEdits.ts";
import { BodySpan } from "./bodySpan.ts";
import { OwnEdits } from "./ownEdits.ts";
import { textEditsOf } from "./places.ts";

/**
 * The text of a form's document: applies the form's edits, tells them from other changes, and knows where the body is.
 * Edits resolve with what VS Code refuses, as for a document that is read-only; undefined when all is well.
 */
export class FormText {
  private readonly ownEdits = new OwnEdits();
  private readonly bodySpan: BodySpan;
  /** The last edit of the page's body editor that is in the document. */
  private lastEditNumber = 0;

  constructor(
    private readonly document: vscode.TextDocument,
    private readonly documents: RequestDocuments,
  ) {
    this.bodySpan = new BodySpan(documents.of(document));
  }

  /** The body's extent, also while the body is broken; undefined where there is none. */
  get knownBody(): Span | undefined {
    return this.bodySpan.now;
  }

  /** The number of the page's last body edit that is in the document, or that VS Code refuses. */
  get lastEdit(): number {
    return this.lastEditNumber;
  }

  /** Begins to count with a new page, which numbers its edits from 1. */
  beginPage(): void {
    this.lastEditNumber = 0;
  }

  parse(): RequestDocument {
    return this.documents.of(this.document, this.knownBody);
  }

  /** Applies edits that are places in the document's present text. */
  edit(make: (parsed: RequestDocument) => readonly TextEdit[]): Promise<MadeEdits | undefined> {
    return this.apply(() => ({
      edits: toVscodeEdits(this.document, make(this.parse())),
      source: "form",
    }));
  }

  /** Applies an edit of the page's body editor, for as long as `isCurrent` says that it is one of the present body. */
  editBody(
    changes: readonly BodyChange[],
    edit: number,
    isCurrent: () => boolean,
  ): Promise<MadeEdits | undefined> {
    return this.apply(() => {
      if (!isCurrent()) return undefined;
      const { knownBody, document } = this;
      if (knownBody) {
        const start = document.positionAt(knownBody.offset);
        return { edits: textEditsOf(changes, start), source: "body", edit };
      }
      const text = changes.map(({ insert }) => insert).join("");
      const edits = text.trim() === "" ? [] : setMemberSource(this.parse(), "body", text);
      return { edits: toVscodeEdits(document, edits), source: "form", edit };
    });
  }

  /** Follows a change of the document. Returns true when the page's body editor does not have the body as it is now. */
  follow({ document, contentChanges, reason }: vscode.TextDocumentChangeEvent): boolean {
    const text = document.getText();
    const own = this.ownEdits.take(text);
    this.lastEditNumber = own?.edit ?? this.lastEditNumber;
    const source = reason === undefined ? (own?.source ?? "elsewhere") : "history";
    return this.bodySpan.follow(
      (known) => this.documents.of(this.document, known),
      contentChanges,
      source,
    );
  }

  private async apply(make: () => MadeEdits | undefined): Promise<MadeEdits | undefined> {
    const refused = await applyOwnEdits(this.document, this.ownEdits, make);
    this.lastEditNumber = refused?.edit ?? this.lastEditNumber;
    return refused;
  }
}
