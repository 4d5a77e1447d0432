import { createScanner, ScanError, SyntaxKind, type JsonScanner } from "../json/tokens.ts";

/** A stretch of a text in UTF-16 units. */
export interface Span {
  readonly offset: number;
  readonly length: number;
}
export interface SyntaxProblem extends Span {
  readonly message: string;
}
export interface ScannedMember extends Span {
  readonly key: string;
  readonly keyOffset: number;
  readonly keyLength: number;
  /** Where the comma behind the value stands, if there is one. */
  readonly comma: number | undefined;
}
export interface ScannedObject extends Span {
  readonly members: readonly ScannedMember[];
  readonly problems: readonly SyntaxProblem[];
}

/** A text with more mistakes than this is no request; to list millions would only take memory. */
const mostProblems = 100;

/**
 * The members of the JSONC object that begins at or after `from`, with their places; undefined when
 * something else stands there. Values are skipped, not parsed, without recursion: nesting of any
 * depth is fine. `known` gives the extent of one member's value where the caller knows it better
 * than the brackets do (a body that is being typed): it may be empty, and begin with a comment.
 */
export function scanObject(text: string, from = 0, known?: Span): ScannedObject | undefined {
  const scanner = createScanner(text, true);
  scanner.setPosition(from);
  if (scanner.scan() !== SyntaxKind.OpenBraceToken) return undefined;
  const offset = scanner.getTokenOffset();
  const members: ScannedMember[] = [];
  const problems: SyntaxProblem[] = [];
  const problem = (message: string) => {
    if (problems.length >= mostProblems) return;
    const length = Math.max(1, scanner.getTokenLength());
    problems.push({ offset: scanner.getTokenOffset(), length, message });
  };

  let token = scanner.scan();
  while (token !== SyntaxKind.CloseBraceToken && token !== SyntaxKind.EOF) {
    if (token !== SyntaxKind.StringLiteral) {
      problem("A property name in double quotes is expected here.");
      token = scanner.scan();
      continue;
    }
    const key = scanner.getTokenValue();
    const keyOffset = scanner.getTokenOffset();
    const keyLength = scanner.getTokenLength();
    token = scanner.scan();
    if (token !== SyntaxKind.ColonToken) {
      problem(`A colon is expected after "${key}".`);
      continue;
    }
    const behindColon = scanner.getPosition();
    token = scanner.scan();
    const isKnown =
      known && known.offset >= behindColon && known.offset <= scanner.getTokenOffset();
    if (!isKnown && (token === SyntaxKind.CommaToken || closes(token) || isEnd(token))) {
      problem(`A value is expected for "${key}".`);
      if (token === SyntaxKind.CommaToken) token = scanner.scan();
      continue;
    }
    const start = isKnown ? known.offset : scanner.getTokenOffset();
    const end = isKnown ? start + known.length : skipValue(scanner, token);
    scanner.setPosition(end);
    token = scanner.scan();
    const comma = token === SyntaxKind.CommaToken ? scanner.getTokenOffset() : undefined;
    members.push({ key, keyOffset, keyLength, offset: start, length: end - start, comma });
    if (comma !== undefined) token = scanner.scan();
    else if (token === SyntaxKind.StringLiteral) problem("A comma is expected before this.");
  }
  if (token === SyntaxKind.EOF) {
    problem("The closing brace of the request is missing.");
    return { offset, length: text.length - offset, members, problems };
  }
  const end = scanner.getTokenOffset() + 1;
  scanner.setPosition(end);
  if (from === 0 && scanner.scan() !== SyntaxKind.EOF)
    problem("Nothing may follow the end of the request.");
  return { offset, length: end - offset, members, problems };
}

/** The end of the value whose first token was just scanned; the text's end where it never closes. */
function skipValue(scanner: JsonScanner, first: number): number {
  let depth = opens(first) ? 1 : 0;
  while (depth > 0) {
    const token = scanner.scan();
    if (token === SyntaxKind.EOF) break;
    if (opens(token)) depth++;
    else if (closes(token)) depth--;
  }
  return scanner.getPosition();
}

/**
 * The first thing in the JSONC value at `span` that keeps it from being JSON once comments and
 * trailing commas are gone, or undefined. Reports the keys of the outermost object to `onKey`.
 * Loops instead of recursing: 200,000 levels are as good as two.
 */
export function checkValue(
  text: string,
  span: Span,
  onKey?: (key: string, span: Span) => void,
): SyntaxProblem | undefined {
  const end = span.offset + span.length;
  // Cut off there: what stands behind may not close a string of the value's.
  const scanner = createScanner(text.slice(0, end), true);
  scanner.setPosition(span.offset);
  const stack: ("{" | "[")[] = [];
  let expect: "value" | "key" | "colon" | "after" = "value";
  let first = true; // just inside an opening bracket
  const fail = (message: string): SyntaxProblem => {
    const offset = Math.min(scanner.getTokenOffset(), end);
    return {
      offset,
      length: Math.max(1, Math.min(scanner.getTokenLength(), end - offset)),
      message,
    };
  };

  for (;;) {
    const behindLast = scanner.getPosition();
    const token = scanner.scan();
    if (isEnd(token)) {
      const comment = openComment(text, behindLast, end);
      if (comment) return comment;
      if (expect === "after" && stack.length === 0) return undefined;
      return fail(
        stack.length > 0
          ? `The body ends before its "${stack.at(-1)}" is closed.`
          : "A JSON value is expected here.",
      );
    }
    if (scanner.getTokenError() !== ScanError.None)
      return fail(scanErrorText(scanner.getTokenError()));
    if (closes(token)) {
      const open = stack.pop();
      const fits = open === (token === SyntaxKind.CloseBraceToken ? "{" : "[");
      // A trailing comma leaves "key" or "value" expected: allowed, it is taken out before sending.
      if (!fits || expect === "colon" || (expect === "value" && open === "{"))
        return fail(`"${text[scanner.getTokenOffset()]}" does not fit here.`);
      expect = "after";
    } else if (expect === "after") {
      if (token !== SyntaxKind.CommaToken || stack.length === 0)
        return fail(
          stack.length === 0 ? "The value has already ended here." : "A comma is expected here.",
        );
      expect = stack.at(-1) === "{" ? "key" : "value";
    } else if (expect === "key") {
      if (token !== SyntaxKind.StringLiteral)
        return fail("A property name in double quotes is expected here.");
      if (stack.length === 1)
        onKey?.(scanner.getTokenValue(), {
          offset: scanner.getTokenOffset(),
          length: scanner.getTokenLength(),
        });
      expect = "colon";
    } else if (expect === "colon") {
      if (token !== SyntaxKind.ColonToken) return fail("A colon is expected here.");
      expect = "value";
    } else if (opens(token)) {
      stack.push(token === SyntaxKind.OpenBraceToken ? "{" : "[");
      expect = token === SyntaxKind.OpenBraceToken ? "key" : "value";
      first = true;
      continue;
    } else if (isScalar(token)) {
      expect = "after";
    } else {
      return fail(first ? "A JSON value is expected here." : "A value is missing before this.");
    }
    first = false;
  }
}

/** The comment that stands open at `end`, of the blank space and comments from `from` on, or undefined. */
function openComment(text: string, from: number, end: number): SyntaxProblem | undefined {
  const scanner = createScanner(text.slice(0, end), false);
  scanner.setPosition(from);
  for (let token = scanner.scan(); !isEnd(token); token = scanner.scan()) {
    const at = { offset: scanner.getTokenOffset(), length: scanner.getTokenLength() };
    if (scanner.getTokenError() === ScanError.UnexpectedEndOfComment)
      return { ...at, message: scanErrorText(ScanError.UnexpectedEndOfComment) };
    const reachesEnd = token === SyntaxKind.LineCommentTrivia && at.offset + at.length === end;
    if (reachesEnd && /^[^\r\n]/.test(text.slice(end, end + 1)))
      return { ...at, message: "This comment takes in what stands behind it: end its line." };
  }
  return undefined;
}

/** True where nothing but blank space and whole comments stands. */
export function isBlank(text: string, span: Span): boolean {
  const scanner = createScanner(text.slice(span.offset, span.offset + span.length), false);
  let token = scanner.scan();
  while (isTrivia(token) && scanner.getTokenError() === ScanError.None) token = scanner.scan();
  return isEnd(token);
}

const isTrivia = (token: number) =>
  token >= SyntaxKind.LineCommentTrivia && token <= SyntaxKind.Trivia;
const isEnd = (token: number) => token === SyntaxKind.EOF;
const opens = (token: number) =>
  token === SyntaxKind.OpenBraceToken || token === SyntaxKind.OpenBracketToken;
const closes = (token: number) =>
  token === SyntaxKind.CloseBraceToken || token === SyntaxKind.CloseBracketToken;
const isScalar = (token: number) =>
  token === SyntaxKind.StringLiteral ||
  token === SyntaxKind.NumericLiteral ||
  token === SyntaxKind.TrueKeyword ||
  token === SyntaxKind.FalseKeyword ||
  token === SyntaxKind.NullKeyword;

function scanErrorText(error: number): string {
  switch (error) {
    case ScanError.UnexpectedEndOfString:
      return "This string is not closed on its line.";
    case ScanError.UnexpectedEndOfComment:
      return "This comment is not closed.";
    case ScanError.UnexpectedEndOfNumber:
      return "This number is not complete.";
    case ScanError.InvalidUnicode:
      return "This \\u escape needs four hexadecimal digits.";
    case ScanError.InvalidEscapeCharacter:
      return "This escape is not one of JSON's.";
    default:
      return "This character may not stand here.";
  }
}
