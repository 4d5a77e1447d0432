import type { Span } from "./span.ts";
import type { TextEdit } from "./textEdits.ts";
import { jsonStart, visitJson, type JsonKind, type JsonToken } from "./visitJson.ts";

/** Levels that are indented: 2,000 of them must not write four million blanks. */
const maxLevels = 40;
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
  const layout = new Layout("  ", "\n");
  let place = jsonStart;
  return (part) => {
    let out = "";
    let goesOn = place.within !== undefined;
    const take = (token: JsonToken) => {
      const gap = goesOn ? "" : layout.gapBefore(token, part);
      goesOn = false;
      if (gap !== undefined) out += gap + part.slice(token.start, token.end);
    };
    place = visitJson(part, take, { place });
    return out;
  };
}

/**
 * The edits that lay out the JSONC value at `span`, of its blank space only: comments stay on their lines. Every line but
 * the first begins with `baseIndent`; `unit` is one level.
 */
export function layoutEdits(
  text: string,
  span: Span,
  unit: string,
  baseIndent: string,
): readonly TextEdit[] {
  const layout = new Layout(unit, `\n${baseIndent}`);
  const edits: TextEdit[] = [];
  let end = span.offset;
  const take = (token: JsonToken) => {
    const gap = layout.gapBefore(token, text);
    if (gap === undefined) return;
    if (text.slice(end, token.start) !== gap)
      edits.push({ offset: end, length: token.start - end, text: gap });
    end = token.end;
  };
  visitJson(text, take, { span, comments: true });
  return edits;
}

/** What is between two tokens: the one place that knows how JSON is laid out. */
class Layout {
  #last: JsonKind | undefined;
  #lastEndsLine = false;
  /** The blank space since the last token. */
  #blanks = "";

  constructor(
    readonly unit: string,
    readonly lineStart: string,
  ) {}

  /** What belongs before the token; undefined for blank space, which is replaced by what this returns next. */
  gapBefore({ kind, start, end, level }: JsonToken, text: string): string | undefined {
    if (kind === "blank") {
      this.#blanks += text.slice(start, end);
      return undefined;
    }
    const closes = kind === "}" || kind === "]";
    const depth = Math.max(0, (level?.depth ?? 0) - (closes ? 1 : 0));
    const gap = this.#gap(kind, closes, depth);
    this.#last = kind;
    this.#lastEndsLine = kind === "comment" && text.startsWith("//", start);
    this.#blanks = "";
    return gap;
  }

  #gap(kind: JsonKind, closes: boolean, depth: number): string {
    const last = this.#last;
    const opened = last === "{" || last === "[";
    const line = () => `${this.lineStart}${this.unit.repeat(Math.min(depth, maxLevels))}`;
    if (last === undefined) return "";
    if (kind === "comment" && !this.#lastEndsLine) return this.#breaks() ? line() : " ";
    if (this.#lastEndsLine) return line();
    if (last === "comment") return this.#breaks() || closes ? line() : " ";
    if (closes) return opened ? "" : line();
    if (kind === "," || kind === ":") return "";
    if (opened || last === ",") return line();
    if (last === ":") return " ";
    // Two words, as in text that is no JSON.
    return last === "word" ? this.#blanks : "";
  }

  #breaks(): boolean {
    return /[\r\n]/.test(this.#blanks);
  }
}
