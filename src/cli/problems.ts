import type { Problem } from "../core/request/problem.ts";
import { oneLine } from "./visibleText.ts";

/** A file with a hundred problems is not fixed from a list of more. */
const mostShown = 100;

/**
 * The problems, one a line: `file:line:column: severity: message [code]`, with the fix that an
 * editor would offer. Lines and columns count from 1, columns in UTF-16 units as editors do.
 */
export function problemLines(name: string, text: string, problems: readonly Problem[]): string {
  const place = createLocator(text);
  const shown = [...problems]
    .sort((a, b) => a.offset - b.offset)
    .slice(0, mostShown)
    .map(({ offset, severity, message, code, fix }) => {
      const { line, column } = place(offset);
      const hint = fix ? ` Fix: ${fix.title}.` : "";
      return `${oneLine(`${name}:${line}:${column}: ${severity}: ${message} [${code}]${hint}`)}\n`;
    });
  const more = problems.length - shown.length;
  return shown.join("") + (more > 0 ? `${oneLine(name)}: and ${more} more.\n` : "");
}

/** Tells line and column of offsets that never go back, in one pass over the text. */
function createLocator(text: string): (offset: number) => { line: number; column: number } {
  let line = 1;
  let lineStart = 0;
  return (offset) => {
    for (
      let next = text.indexOf("\n", lineStart);
      next >= 0 && next < offset;
      next = text.indexOf("\n", lineStart)
    ) {
      line++;
      lineStart = next + 1;
    }
    return { line, column: offset - lineStart + 1 };
  };
}
