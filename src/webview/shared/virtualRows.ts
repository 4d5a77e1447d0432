/** The heights of a long list's rows, in px, known without drawing them. */
export interface VirtualRows {
  readonly count: number;
  /** Of each row, but for `others`: few, by the row's index. */
  readonly rowHeight: number;
  readonly others: ReadonlyMap<number, number>;
}

/** What is seen of a list, in px. */
export interface ListView {
  readonly top: number;
  readonly height: number;
}

/** Drawn above and below what is seen, in px: a wheel's turn is drawn before the next rows are. */
const overscan = 480;

/** Returns where a row begins, in px from the top of the list; of `count`, the height of the list. */
export function rowTop({ rowHeight, others }: VirtualRows, index: number): number {
  let top = index * rowHeight;
  for (const [row, height] of others) if (row < index) top += height - rowHeight;
  return top;
}

/** Returns the rows from..to (without `to`) to be drawn. */
export function rowsInView(rows: VirtualRows, { top, height }: ListView) {
  const from = rowAt(rows, top - overscan);
  const to = Math.min(rows.count, rowAt(rows, top + height + overscan) + 1);
  return { from, to };
}

/** Returns where a list is to be scrolled to for the rows `first` to `last` to be seen whole, as near as can be to where it is. */
export function scrollToRows(
  rows: VirtualRows,
  first: number,
  last: number,
  { top, height }: ListView,
): number {
  const upper = rowTop(rows, first);
  return upper < top ? upper : Math.max(top, rowTop(rows, last + 1) - height);
}

/** The row at a height in the list, by halving. */
function rowAt(rows: VirtualRows, y: number): number {
  let low = 0;
  let high = rows.count;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (rowTop(rows, middle) <= y) low = middle;
    else high = middle - 1;
  }
  return low;
}
