/** A stretch of a text in UTF-16 units. */
export interface Span {
  readonly offset: number;
  readonly length: number;
}

/** Returns only the stretch of something that is known to be there. */
export function spanOf({ offset, length }: Span): Span {
  return { offset, length };
}

/** True for the same stretch, or for none. */
export function sameSpan(one: Span | undefined, other: Span | undefined): boolean {
  return one?.offset === other?.offset && one?.length === other?.length;
}

/** What keeps a text from being JSON, and where. */
export interface SyntaxProblem extends Span {
  readonly message: string;
}
