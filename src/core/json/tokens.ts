// jsonc-parser declares its token kinds as a const enum, which modules compiled one by one cannot
// read; its scanner is typed by number here, with the same names.
import { createScanner as create } from "jsonc-parser";

export const SyntaxKind = {
  OpenBraceToken: 1,
  CloseBraceToken: 2,
  OpenBracketToken: 3,
  CloseBracketToken: 4,
  CommaToken: 5,
  ColonToken: 6,
  NullKeyword: 7,
  TrueKeyword: 8,
  FalseKeyword: 9,
  StringLiteral: 10,
  NumericLiteral: 11,
  LineCommentTrivia: 12,
  BlockCommentTrivia: 13,
  LineBreakTrivia: 14,
  Trivia: 15,
  EOF: 17,
} as const;

export const ScanError = {
  None: 0,
  UnexpectedEndOfComment: 1,
  UnexpectedEndOfString: 2,
  UnexpectedEndOfNumber: 3,
  InvalidUnicode: 4,
  InvalidEscapeCharacter: 5,
  InvalidCharacter: 6,
} as const;

/** Reads JSONC token by token. Offsets and lengths are UTF-16 units. */
export interface JsonScanner {
  setPosition(offset: number): void;
  getPosition(): number;
  scan(): number;
  getTokenOffset(): number;
  getTokenLength(): number;
  getTokenValue(): string;
  getTokenError(): number;
}

/** A scanner at the start of `text`, passing over blank space and comments when told to. */
export function createScanner(text: string, ignoreTrivia: boolean): JsonScanner {
  return create(text, ignoreTrivia);
}
