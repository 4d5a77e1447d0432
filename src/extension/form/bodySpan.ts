import type * as vscode from "vscode";
import { sameSpan, spanOf, type Span } from "../../core/json/span.ts";
import { isSound, type RequestDocument } from "../../core/request/parse.ts";

/**
 * Who changes the document: the form's body editor, another part of the form, undo and redo, or
 * somebody else (a text editor, the disk).
 */
export type ChangeSource = "body" | "form" | "history" | "elsewhere";

/** Takes the present text apart, with the body's extent where it is known. */
type ParseText = (knownBody?: Span) => RequestDocument;

type Changes = readonly vscode.TextDocumentContentChangeEvent[];

/** Where the body stands, also while it is broken or empty: followed through every change. */
export class BodySpan {
  private span: Span | undefined;
  /** The body editor's own text may be more than a reading of the file would take for the body. */
  private typedAtBorder = false;

  constructor({ body }: RequestDocument) {
    this.span = body && spanOf(body);
  }

  /** The body's extent in the text last followed to; undefined where it has none. */
  get now(): Span | undefined {
    return this.span;
  }

  /**
   * Follows the changes, which led to the text that `parse` takes apart. Returns true when the body editor does not have the
   * body as it is now. What is typed there is the body's, whatever a reading of the file would make
   * of it; who changes the body elsewhere is believed as soon as the file is sound.
   */
  follow(parse: ParseText, changes: Changes, source: ChangeSource): boolean {
    const before = this.span;
    const own = source === "form" ? changes.filter((each) => !isNextMember(before, each)) : changes;
    const moved = moveSpan(before, own);
    const touched = touchesSpan(before, own);
    if (source === "body" && touchesBorder(before, own)) this.typedAtBorder = true;
    const keeps =
      source === "body" ||
      source === "form" ||
      !touched ||
      (source === "history" && this.typedAtBorder);
    this.span = this.settle(parse, moved, keeps);
    return !sameSpan(this.span, moved) || (source !== "body" && touched);
  }

  private settle(parse: ParseText, moved: Span | undefined, keeps: boolean): Span | undefined {
    const fits = moved && parse(moved).body?.offset === moved.offset;
    if (fits && keeps) return moved;
    const plain = parse();
    if (fits && !isSound(plain)) return moved;
    this.typedAtBorder = false;
    return plain.body && spanOf(plain.body);
  }
}

/** A change inside of the body stretches it, one before shifts it, one that crosses its border makes it unknown. */
function moveSpan(span: Span | undefined, changes: Changes): Span | undefined {
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

/** A member that the form writes behind the body: it begins with the comma that divides them. */
function isNextMember(
  span: Span | undefined,
  { rangeOffset, rangeLength, text }: Changes[number],
): boolean {
  const end = span && span.offset + span.length;
  return rangeOffset === end && rangeLength === 0 && text.startsWith(",");
}

/** True when a change touches the body's own text. */
function touchesSpan(span: Span | undefined, changes: Changes): boolean {
  if (!span) return true;
  const end = span.offset + span.length;
  return changes.some(
    ({ rangeOffset, rangeLength }) =>
      rangeOffset <= end && rangeOffset + rangeLength >= span.offset,
  );
}

function touchesBorder(span: Span | undefined, changes: Changes): boolean {
  if (!span) return false;
  const end = span.offset + span.length;
  return changes.some(
    ({ rangeOffset, rangeLength }) =>
      rangeOffset === span.offset || rangeOffset + rangeLength === end,
  );
}
