/** Height of a row, and of the JSON under a row that is unfolded, in pixels; the style sheet says the same. */
export const rowHeight = 24;
const unfoldedHeight = 176;
/** Rows drawn above and below those in view. */
const overscan = 20;

/** Returns where a row begins, in pixels from the top of the list. `unfolded` are the numbers of the unfolded rows. */
export function rowTop(index: number, unfolded: ReadonlySet<number>): number {
  let above = 0;
  for (const row of unfolded) if (row < index) above++;
  return index * rowHeight + above * unfoldedHeight;
}

/** Returns the rows from..to (without `to`) to be drawn for a view of `height` pixels scrolled to `top`. */
export function rowsInView(
  { top, height }: { readonly top: number; readonly height: number },
  count: number,
  unfolded: ReadonlySet<number>,
): { readonly from: number; readonly to: number } {
  const first = rowAt(top, count, unfolded);
  const last = rowAt(top + height, count, unfolded);
  return { from: Math.max(0, first - overscan), to: Math.min(count, last + 1 + overscan) };
}

/** The row at a height in the list, by halving. */
function rowAt(y: number, count: number, unfolded: ReadonlySet<number>): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (rowTop(middle, unfolded) <= y) low = middle;
    else high = middle - 1;
  }
  return low;
}
