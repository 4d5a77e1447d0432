/**
 * Returns how much of a growing text is whole sentences: the length up to the last full stop, question mark,
 * exclamation mark or line end that something follows. A screen reader is told sentences, not tokens.
 */
export function wholeSentences(text: string): number {
  let end = 0;
  for (const match of text.matchAll(/[.!?…。！？]["'”’)]*\s|\n/g))
    end = match.index + match[0].length;
  return end;
}
