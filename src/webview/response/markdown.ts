import DOMPurify, { type Config } from "dompurify";
import { Lexer, Marked, type Token, type Tokens } from "marked";

/** Longer than this, in characters, an answer is shown as plain text: laying it out would hold the page up. */
export const longestMarkdown = 150_000;
/** So much of an answer tells whether it is Markdown. */
const looked = 20_000;
/** A paragraph longer than this is no paragraph; the parser's time grows with its square. */
const longestParagraph = 10_000;
/** So long, in ms, an answer may hold the page up. */
const longestParseMs = 400;
/** A table is as wide as its head in every row: so many cells, counted as if the whole text were one. */
const mostCells = 100_000;
/** Deeper quotes and lists than a reader follows cost the parser the square of their depth. */
const tooDeep = /^(?:[ \t]*(?:>|[-+*][ \t]|\d{1,9}[.)][ \t])){40}|^[ \t]{400}\S/m;

const allowed: Config & { RETURN_DOM_FRAGMENT: true } = {
  ALLOWED_TAGS:
    "a p br hr h1 h2 h3 h4 h5 h6 strong em del code pre blockquote ul ol li table thead tbody tr th td".split(
      " ",
    ),
  ALLOWED_ATTR: ["href", "align", "start"],
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  ALLOWED_URI_REGEXP: /^https?:\/\//i,
  RETURN_DOM_FRAGMENT: true,
};

const marked = new Marked({
  gfm: true,
  renderer: {
    // What looks like HTML stays what the model wrote: text.
    html: ({ text }: Tokens.HTML | Tokens.Tag) => escapeHtml(text),
    // Loading a picture tells its host what was asked; its place and name are shown, as a link.
    image: ({ href, text }: Tokens.Image) =>
      `<a href="${escapeHtml(href)}">[image${text === "" ? "" : `: ${escapeHtml(text)}`}]</a>`,
    checkbox: ({ checked }: Tokens.Checkbox) => (checked ? "☑ " : "☐ "),
  },
});

/** True when a text is likely meant as Markdown. JSON and markup are not. */
export function looksLikeMarkdown(text: string): boolean {
  const start = text.slice(0, looked);
  if (/^\s*[{[<]/.test(start)) return false;
  return (
    /^ {0,3}(?:#{1,6} \S|```|~~~)/m.test(start) ||
    /\*\*[^\s*][^*\n]*\*\*|`[^`\n]+`|\]\(https?:/.test(start) ||
    /^ *(?:[-*+]|\d{1,3}[.)]) \S.*\n+ *(?:[-*+]|\d{1,3}[.)]) \S/m.test(start) ||
    /^ *\|?(?: *:?-{3,}:? *\|)+/m.test(start)
  );
}

/** True when a text can be laid out as Markdown in a time that nobody notices. */
export function fitsMarkdown(text: string): boolean {
  if (text.length > longestMarkdown || tooDeep.test(text)) return false;
  const lines = text.split("\n");
  const widest = lines.reduce((most, line) => Math.max(most, line.split("|").length), 1);
  return widest === 1 || widest * lines.length <= mostCells;
}

/**
 * Returns Markdown as nodes: no pictures, no styles, no markup of the model's own; of its links those to http(s),
 * with their host as the title. undefined when the text is more than the parser takes: too deep, too long without an end.
 */
export function renderMarkdown(text: string): DocumentFragment | undefined {
  let markup: string;
  try {
    markup = marked.parser(new BoundedLexer(marked.defaults).lex(text));
  } catch {
    return undefined;
  }
  const fragment = DOMPurify.sanitize(markup, allowed);
  for (const link of fragment.querySelectorAll("a")) nameHost(link);
  for (const scroller of fragment.querySelectorAll("pre")) scroller.tabIndex = 0;
  return fragment;
}

/** marked's lexer, which throws when an answer is made to keep it busy. */
class BoundedLexer extends Lexer {
  readonly #until = performance.now() + longestParseMs;

  override inlineTokens(src: string, tokens?: Token[]): Token[] {
    if (src.length > longestParagraph) throw new RangeError("A paragraph is too long.");
    if (performance.now() > this.#until) throw new RangeError("The text takes too long.");
    return super.inlineTokens(src, tokens);
  }
}

function nameHost(link: HTMLAnchorElement): void {
  const href = link.getAttribute("href") ?? "";
  if (URL.canParse(href)) link.title = new URL(href).host;
  else link.removeAttribute("href");
}

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
