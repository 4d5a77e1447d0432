import type { BodyChange, Place } from "../../../src/protocol/form.ts";

/** Returns the text after changes, all of whose places are those before any of them: what the host does. */
export function applyChanges(text: string, changes: readonly BodyChange[]): string {
  const lines = text.split("\n");
  const offsetOf = ({ line, character }: Place) => {
    const length = lines[line]?.length;
    if (length === undefined || character > length)
      throw new Error(`no place ${line}:${character} in the text`);
    return lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, 0) + character;
  };
  const edits = changes.map(({ from, to, insert }) => ({
    from: offsetOf(from),
    to: offsetOf(to),
    insert,
  }));
  let result = "";
  let at = 0;
  for (const { from, to, insert } of edits) {
    if (from < at || to < from) throw new Error("changes are out of order");
    result += text.slice(at, from) + insert;
    at = to;
  }
  return result + text.slice(at);
}
