import { createScanner, SyntaxKind } from "../json/tokens.ts";
import type { Span } from "./scan.ts";

/**
 * The body as it is sent: the source text at `span` without its comments and trailing commas, every
 * other character as written (`1.0` stays `1.0`, blank space and key order stay).
 */
export function bodySourceText(text: string, span: Span): string {
  const source = text.slice(span.offset, span.offset + span.length);
  const cuts = cutSpans(source);
  if (cuts.length === 0) return source;
  let out = "";
  let from = 0;
  for (const cut of cuts) {
    out += source.slice(from, cut.offset);
    from = cut.offset + cut.length;
    if (/[\w.+-]/.test(out.at(-1) ?? "") && /^[\w.+-]/.test(source.slice(from, from + 1)))
      out += " "; // 1/**/1 is not 11
  }
  return out + source.slice(from);
}

const beforeValue: readonly number[] = [
  SyntaxKind.OpenBraceToken,
  SyntaxKind.OpenBracketToken,
  SyntaxKind.ColonToken,
];

/** Comments and trailing commas, in order. */
function cutSpans(source: string): Span[] {
  if (!/\/[/*]|,\s*[\]}]/.test(source)) return []; // what nearly every body is: nothing to cut
  const cuts: Span[] = [];
  const scanner = createScanner(source, false);
  let comma: number | undefined; // index in cuts where a pending comma would go
  let afterValue = false;
  let commaOffset = 0;
  for (let token = scanner.scan(); token !== SyntaxKind.EOF; token = scanner.scan()) {
    if (token === SyntaxKind.LineCommentTrivia || token === SyntaxKind.BlockCommentTrivia) {
      cuts.push({ offset: scanner.getTokenOffset(), length: scanner.getTokenLength() });
    } else if (token === SyntaxKind.CommaToken) {
      comma = afterValue ? cuts.length : undefined;
      afterValue = false;
      commaOffset = scanner.getTokenOffset();
    } else if (token === SyntaxKind.CloseBraceToken || token === SyntaxKind.CloseBracketToken) {
      if (comma !== undefined) cuts.splice(comma, 0, { offset: commaOffset, length: 1 });
      comma = undefined;
      afterValue = true;
    } else if (token !== SyntaxKind.Trivia && token !== SyntaxKind.LineBreakTrivia) {
      comma = undefined;
      afterValue = !beforeValue.includes(token);
    }
  }
  return cuts;
}

/** The length of `text` in bytes when encoded as UTF-8, without encoding it. */
export function utf8Length(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) continue;
    if (unit < 0x800) bytes += 1;
    else if (unit >= 0xd800 && unit < 0xdc00 && isLowSurrogate(text.charCodeAt(i + 1))) {
      bytes += 2; // a pair: two units, four bytes
      i++;
    } else bytes += 2; // three bytes; a lone surrogate becomes U+FFFD, three bytes too
  }
  return bytes;
}

const isLowSurrogate = (unit: number) => unit >= 0xdc00 && unit < 0xe000;
