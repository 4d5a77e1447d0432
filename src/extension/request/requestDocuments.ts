import type * as vscode from "vscode";
import { sameSpan, type Span } from "../../core/json/span.ts";
import { isSound, parseRequest, type RequestDocument } from "../../core/request/parse.ts";

interface Kept {
  readonly version: number;
  readonly knownBody: Span | undefined;
  readonly parsed: RequestDocument;
}

/** The open requests, each taken apart once for each of its texts: problems, form, checks and sending share what is known. */
export class RequestDocuments {
  private readonly kept = new WeakMap<vscode.TextDocument, Kept>();

  /** Returns the document's present text taken apart. `knownBody` is the body's extent where a form tracks it. */
  of(document: vscode.TextDocument, knownBody?: Span): RequestDocument {
    const { version } = document;
    const kept = this.kept.get(document);
    if (kept?.version === version && fits(kept, knownBody)) return kept.parsed;
    const parsed = parseRequest(document.getText(), knownBody);
    this.kept.set(document, { version, knownBody, parsed });
    return parsed;
  }
}

/** A sound text tells by itself where its body is: with or without the extent, it is taken apart in the same way. */
function fits({ parsed, knownBody: before }: Kept, knownBody: Span | undefined): boolean {
  if (sameSpan(before, knownBody)) return true;
  const isOwn = (span: Span | undefined) => span === undefined || sameSpan(span, parsed.body);
  return isOwn(before) && isOwn(knownBody) && isSound(parsed);
}
