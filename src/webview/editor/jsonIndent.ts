import { type IndentContext, indentService, indentUnit } from "@codemirror/language";
import type { Extension, Text } from "@codemirror/state";

/** Of a line, no more than this many characters at either end are read: it may be 25 MB long. */
const mostRead = 2000;

/**
 * Indents a JSON line by the line before it alone: one unit more after an opening bracket, one less before a closing
 * one. The syntax tree is not asked, so that Enter costs the same in a body of any size.
 */
export const jsonIndent: Extension = indentService.of((context, pos) => {
  const { doc } = context.state;
  const line = doc.lineAt(pos);
  const breaksHere = context.simulatedBreak === pos;
  if (!breaksHere && line.number === 1) return 0;
  const above = breaksHere ? line : doc.line(line.number - 1);
  const aboveEnd = breaksHere ? pos : above.to;
  const start = doc.sliceString(above.from, Math.min(above.from + mostRead, aboveEnd));
  const end = doc.sliceString(Math.max(above.from, aboveEnd - mostRead), aboveEnd);
  const opens = /[[{]\s*(\/\/.*)?$/.test(end);
  const closes = /^\s*[\]}]/.test(textFrom(context, pos));
  const change = (opens ? context.unit : 0) - (closes ? context.unit : 0);
  return Math.max(0, context.countColumn(leadingSpace(start)) + change);
});

/** Returns the indent unit that a JSON text uses, read off its first indented line; two spaces where none is. */
export function detectIndentUnit(doc: Text): Extension {
  const last = Math.min(doc.lines, 50);
  for (let number = 2; number <= last; number++) {
    const line = doc.line(number);
    const space = leadingSpace(doc.sliceString(line.from, Math.min(line.to, line.from + 100)));
    if (space.startsWith("\t")) return indentUnit.of("\t");
    if (space.length > 0 && space.length <= 8) return indentUnit.of(space);
  }
  return indentUnit.of("  ");
}

/** What will stand on the line that is indented: nothing where Enter is pressed between two brackets. */
function textFrom(context: IndentContext, pos: number): string {
  const { text } = context.lineAt(pos, 1);
  return text.slice(0, mostRead);
}

function leadingSpace(text: string): string {
  return /^[ \t]*/.exec(text)?.[0] ?? "";
}
