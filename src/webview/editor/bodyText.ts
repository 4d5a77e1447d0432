import { type ChangeSet, MapMode, RangeSet, RangeValue, Text } from "@codemirror/state";
import type { BodyChange, Place } from "../../protocol/form.ts";

/**
 * The body as it is shown: the file's text without the base indent that every line but the first begins with.
 * `uneven` marks the lines in whose place less than the whole base indent was taken away (blank lines, mostly).
 */
export interface BodyText {
  readonly doc: Text;
  readonly baseIndent: string;
  readonly uneven: RangeSet<UnevenLine>;
}

/** Returns the body as it is to be shown, from the file's own text. Linear in its length. */
export function readBodyText(text: string, baseIndent: string): BodyText {
  const lines = text.split("\n");
  if (baseIndent === "") return { doc: Text.of(lines), baseIndent, uneven: RangeSet.empty };
  const marks = [];
  let start = (lines[0] ?? "").length + 1;
  for (let index = 1; index < lines.length; index++) {
    const line = lines[index] ?? "";
    const hidden = line.startsWith(baseIndent) ? baseIndent.length : sharedLength(line, baseIndent);
    if (hidden < baseIndent.length) marks.push(new UnevenLine(hidden).range(start));
    const shown = line.slice(hidden);
    lines[index] = shown;
    start += shown.length + 1;
  }
  return { doc: Text.of(lines), baseIndent, uneven: RangeSet.of(marks) };
}

/** Returns the body after `changes`, which are changes of the text as it is shown. */
export function changeBodyText(body: BodyText, changes: ChangeSet): BodyText {
  return { ...body, doc: changes.apply(body.doc), uneven: body.uneven.map(changes) };
}

/** Returns `changes` of the shown text as changes of the file's, all places being those before any of them. */
export function toBodyChanges(body: BodyText, changes: ChangeSet): BodyChange[] {
  const result: BodyChange[] = [];
  changes.iterChanges((fromA, toA, _fromB, _toB, inserted) => {
    const insert = inserted.sliceString(0, inserted.length, `\n${body.baseIndent}`);
    result.push({ from: placeAt(body, fromA), to: placeAt(body, toA), insert });
  });
  return result;
}

/** Returns the offset in the shown text of a place in the file's; places that are not there go to the nearest. */
export function offsetOf(body: BodyText, place: Place): number {
  if (place.line >= body.doc.lines) return body.doc.length;
  const line = body.doc.line(place.line + 1);
  const character = place.character - hiddenAt(body, line.number, line.from);
  return line.from + Math.max(0, Math.min(character, line.length));
}

function placeAt(body: BodyText, offset: number): Place {
  const line = body.doc.lineAt(offset);
  const character = offset - line.from + hiddenAt(body, line.number, line.from);
  return { line: line.number - 1, character };
}

function hiddenAt(body: BodyText, lineNumber: number, lineStart: number): number {
  if (lineNumber === 1) return 0;
  const cursor = body.uneven.iter(lineStart);
  return cursor.value && cursor.from === lineStart ? cursor.value.hidden : body.baseIndent.length;
}

function sharedLength(line: string, baseIndent: string): number {
  let length = 0;
  while (length < line.length && line[length] === baseIndent[length]) length++;
  return length;
}

/** Stands at the start of a line and moves with it; goes when the line is joined to the one before. */
class UnevenLine extends RangeValue {
  readonly hidden: number;
  constructor(hidden: number) {
    super();
    this.hidden = hidden;
    this.startSide = -1;
    this.endSide = -1;
    this.mapMode = MapMode.TrackBefore;
  }
  override eq(other: RangeValue): boolean {
    return other instanceof UnevenLine && other.hidden === this.hidden;
  }
}
