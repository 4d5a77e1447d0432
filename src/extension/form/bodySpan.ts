import type * as vscode from "vscode";
import { parseRequest, type RequestDocument } from "../../core/request/parse.ts";
import { checkValue, type Span } from "../../core/request/scan.ts";

/**
 * Where the body stands after the changes, told from where it stood: a change inside stretches it,
 * one before shifts it, one that crosses its border makes it unknown.
 */
export function moveSpan(
  span: Span | undefined,
  changes: readonly vscode.TextDocumentContentChangeEvent[],
): Span | undefined {
  if (!span) return undefined;
  let { offset, length } = span;
  const end = span.offset + span.length;
  for (const change of changes) {
    const from = change.rangeOffset;
    const to = from + change.rangeLength;
    const delta = change.text.length - change.rangeLength;
    if (from >= span.offset && to <= end) length += delta;
    else if (to <= span.offset) offset += delta;
    else if (from < end) return undefined;
  }
  return { offset, length };
}

/**
 * The document taken apart. A text that is sound says itself where its body is; for one that is
 * not, the tracked span is believed as long as the member `body` still begins there.
 */
export function parseTracked(text: string, tracked: Span | undefined): RequestDocument {
  const plain = parseRequest(text);
  const sound = plain.root?.problems.length === 0 && (!plain.body || !checkValue(text, plain.body));
  if (sound || !tracked) return plain;
  const guided = parseRequest(text, tracked);
  return guided.body?.offset === tracked.offset ? guided : plain;
}

/** True when a change touches the body's own text. */
export function touchesSpan(
  span: Span | undefined,
  changes: readonly vscode.TextDocumentContentChangeEvent[],
): boolean {
  if (!span) return true;
  const end = span.offset + span.length;
  return changes.some(
    ({ rangeOffset, rangeLength }) =>
      rangeOffset <= end && rangeOffset + rangeLength >= span.offset,
  );
}
