/** One replacement: `from`..`to` of the old text by `insert`. */
export interface TextDiff {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

/**
 * Returns the one replacement between the common beginning and the common end of two texts,
 * undefined when they are the same. A surrogate pair is never cut in two.
 */
export function diffTexts(before: string, after: string): TextDiff | undefined {
  if (before === after) return undefined;
  const shorter = Math.min(before.length, after.length);
  let from = 0;
  while (from < shorter && before.charCodeAt(from) === after.charCodeAt(from)) from++;
  if (from > 0 && isHighSurrogate(before.charCodeAt(from - 1))) from--;
  let to = before.length;
  let end = after.length;
  while (to > from && end > from && before.charCodeAt(to - 1) === after.charCodeAt(end - 1)) {
    to--;
    end--;
  }
  if (to < before.length && isLowSurrogate(before.charCodeAt(to))) {
    to++;
    end++;
  }
  return { from, to, insert: after.slice(from, end) };
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000;
}
