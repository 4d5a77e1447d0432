import type { Span } from "./span.ts";

/** Replace `length` UTF-16 units at `offset` by `text`. Several of one change never overlap. */
export interface TextEdit extends Span {
  readonly text: string;
}

/** The text after the edits; those at one place go in in their order. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const inOrder = [...edits].sort((a, b) => a.offset - b.offset);
  return editedText(text, { offset: 0, length: text.length }, inOrder);
}

/** What becomes of a stretch of the text by edits that are in it, in the order of their places. */
export function editedText(
  text: string,
  { offset, length }: Span,
  edits: Iterable<TextEdit>,
): string {
  let edited = "";
  let from = offset;
  for (const edit of edits) {
    edited += text.slice(from, edit.offset) + edit.text;
    from = edit.offset + edit.length;
  }
  return edited + text.slice(from, offset + length);
}

/** The edits of two lists that are in order, in order. They do not overlap. */
export function* mergeEdits(
  one: Iterable<TextEdit>,
  other: Iterable<TextEdit>,
): Generator<TextEdit, void> {
  const later = other[Symbol.iterator]();
  let next = later.next();
  for (const edit of one) {
    for (; !next.done && next.value.offset < edit.offset; next = later.next()) yield next.value;
    yield edit;
  }
  for (; !next.done; next = later.next()) yield next.value;
}
