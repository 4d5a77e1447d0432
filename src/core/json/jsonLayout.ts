/** Levels that are indented: 2,000 of them must not write four million blanks. */
const deepest = 40;
/** So many characters are laid out at a time: one long text made of small pieces keeps the garbage collector busy. */
const partLength = 65_536;

/**
 * Returns JSON text laid out to be read, every value as it is written (`1.0` stays `1.0`). Text that is no JSON, or cut
 * off, is laid out as far as it looks like it. Linear in the text, whatever its nesting.
 */
export function layOutJson(text: string): string {
  const layOut = createJsonLayout();
  const parts: string[] = [];
  for (let at = 0; at < text.length; at += partLength)
    parts.push(layOut(text.slice(at, at + partLength)));
  return parts.join("");
}

/** Returns a function that lays out the next part of a JSON text: the parts may be cut anywhere, also inside a value. */
export function createJsonLayout(): (part: string) => string {
  let depth = 0;
  /** Inside a string; `escaped` when its last character was a backslash. */
  let inString = false;
  let escaped = false;
  /** An opening bracket was the last token: its line ends only if something is inside. */
  let opened = false;
  /** Blanks after a word: they stay where another word follows, as in text that is no JSON. */
  let blanks = "";
  let afterWord = false;

  return (part) => {
    let out = "";
    let at = 0;
    while (at < part.length) {
      if (inString) {
        const end = stringEnd(part, at, escaped);
        escaped = end.escaped;
        inString = !end.closed;
        out += part.slice(at, end.at);
        at = end.at;
        continue;
      }
      const character = part.charAt(at);
      if (isBlank(character)) {
        if (afterWord) blanks += character;
        at++;
        continue;
      }
      if (character === "}" || character === "]") {
        depth = Math.max(0, depth - 1);
        out += opened ? character : newLine(depth) + character;
        opened = false;
      } else if (character === ",") {
        out += character + newLine(depth);
        opened = false;
      } else if (character === ":") {
        out += ": ";
      } else {
        if (opened) out += newLine(depth);
        opened = character === "{" || character === "[";
        if (opened) depth++;
        inString = character === '"';
        const end = opened || inString ? at + 1 : wordEnd(part, at);
        out += blanks + part.slice(at, end);
        afterWord = !opened && !inString;
        blanks = "";
        at = end;
        continue;
      }
      afterWord = false;
      blanks = "";
      at++;
    }
    return out;
  };
}

/** Where the string that goes on at `from` ends: behind its closing quote, or at the end of the part. */
function stringEnd(part: string, from: number, escapedBefore: boolean) {
  let start = escapedBefore ? from + 1 : from;
  for (;;) {
    const quote = part.indexOf('"', start);
    const end = quote < 0 ? part.length : quote;
    let slashes = 0;
    while (end - slashes > start && part.charCodeAt(end - slashes - 1) === 92) slashes++;
    const escaped = slashes % 2 === 1;
    if (quote < 0) return { at: end, closed: false, escaped };
    if (!escaped) return { at: end + 1, closed: true, escaped: false };
    start = end + 1;
  }
}

function wordEnd(part: string, from: number): number {
  let at = from + 1;
  while (at < part.length && !isBlank(part.charAt(at)) && !'{}[],:"'.includes(part.charAt(at)))
    at++;
  return at;
}

function isBlank(character: string): boolean {
  return character === " " || character === "\n" || character === "\r" || character === "\t";
}

function newLine(depth: number): string {
  return `\n${"  ".repeat(Math.min(depth, deepest))}`;
}
