import { indentService, indentUnit } from "@codemirror/language";
import { type Extension, type Text } from "@codemirror/state";

const longestLineRead = 2000;

/**
 * Indents a JSON line by the line before it alone: one unit more after an opening bracket, one less before a closing
 * one. The syntax tree is not asked, so that Enter costs the same in a body of 25 MB.
 */
export const jsonIndent: Extension = indentService.of((context, pos) => {
  const unit = context.unit;
  const before = context.lineAt(pos, -1);
  const here = context.lineAt(pos, 1);
  const isNewLine = before.from !== here.from || context.simulatedBreak === pos;
  const above = isNewLine ? before.text : context.lineAt(Math.max(0, here.from - 1), -1).text;
  const indent = context.countColumn(leadingSpace(above));
  const opens = /[[{]\s*(\/\/.*)?$/.test(above.slice(-longestLineRead)) ? unit : 0;
  const closes = /^\s*[\]}]/.test(here.text.slice(0, longestLineRead)) ? unit : 0;
  return Math.max(0, indent + opens - closes);
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

function leadingSpace(text: string): string {
  return /^[ \t]*/.exec(text.slice(0, longestLineRead))?.[0] ?? "";
}
