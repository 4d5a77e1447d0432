const lineEnds = new RegExp(String.raw`\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]`);

/** The characters that Python's `str.isspace` counts; JavaScript's \s has others. */
const blanks = String.raw`\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000`;
const start = new RegExp(`^[${blanks}]+`);
const end = new RegExp(`[${blanks}]+$`);

/** Returns the text as Python's `str.strip` leaves it. */
export function strip(text: string): string {
  return stripEnd(text.replace(start, ""));
}

/** Returns the text as Python's `str.rstrip` leaves it. */
export function stripEnd(text: string): string {
  // The lookup of the last character keeps long values without blanks at the end fast.
  return end.test(text.slice(-1)) ? text.replace(end, "") : text;
}

/** Returns how many characters stand before the first one that is not blank; 0 for a blank line, as Python's parser counts. */
export function indentOf(line: string): number {
  const indent = start.exec(line)?.[0].length ?? 0;
  return indent === line.length ? 0 : indent;
}

/** Returns the lines of a file that Python opens as text: CR, LF and CRLF each end a line. */
export function linesOf(text: string): readonly string[] {
  return text.split(/\r\n|\r|\n/);
}

/** Returns the lines as Python's `str.splitlines` has them. */
export function splitLines(text: string): readonly string[] {
  return text.split(lineEnds);
}

/** Returns the words of a text by the rules of a POSIX shell, as Python's `shlex.split`; undefined where a quotation does not end. */
export function shellWords(text: string): readonly string[] | undefined {
  const words: string[] = [];
  let word: string | undefined;
  let quote = "";
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (quote === "" && /[ \t\r\n]/.test(char)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (char === "\\" && quote !== "'") {
      const next = text.charAt(++at);
      if (next === "") return undefined;
      // Inside double quotes a backslash is kept, except before a quote or another backslash.
      const isKept = quote === '"' && next !== '"' && next !== "\\";
      word = (word ?? "") + (isKept ? char : "") + next;
    } else if (quote === "" ? char === '"' || char === "'" : char === quote) {
      quote = quote === "" ? char : "";
      word ??= "";
    } else {
      word = (word ?? "") + char;
    }
  }
  if (quote !== "") return undefined;
  return word === undefined ? words : [...words, word];
}
