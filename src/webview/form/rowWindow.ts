/** Heights in px, as media/form.css has them: rows of one height can be left out of the page unmeasured. */
const rowHeight = 44;
const headingHeight = 26;
/** Rendered above and below what is seen, in px: a wheel's turn is drawn before the next rows are. */
const overscan = 220;

/** The part of a long list that is in the page, and the room that the rest takes. */
export interface RowWindow<Group> {
  /** In px, above and below. */
  readonly above: number;
  readonly below: number;
  /** `first` is the index of the first rendered row in the whole list, `heading` whether the heading is rendered. */
  readonly groups: readonly {
    readonly group: Group;
    readonly heading: boolean;
    readonly from: number;
    readonly to: number;
    readonly first: number;
  }[];
}

/** Returns which rows of the groups are to be rendered for a list scrolled to `top` and `height` px high. */
export function rowWindow<Group extends { readonly rows: readonly unknown[] }>(
  groups: readonly Group[],
  top: number,
  height: number,
): RowWindow<Group> {
  const start = top - overscan;
  const end = top + height + overscan;
  const rendered: RowWindow<Group>["groups"][number][] = [];
  let y = 0;
  let index = 0;
  let above = 0;
  let below = 0;
  for (const group of groups) {
    const count = group.rows.length;
    const rowsTop = y + headingHeight;
    const from = clamp(Math.floor((start - rowsTop) / rowHeight), count);
    const to = clamp(Math.ceil((end - rowsTop) / rowHeight), count);
    const bottom = rowsTop + count * rowHeight;
    if (bottom <= start) above += bottom - y;
    else if (y >= end) below += bottom - y;
    else {
      const heading = rowsTop > start;
      if (!heading) above += headingHeight;
      above += from * rowHeight;
      below += (count - to) * rowHeight;
      rendered.push({ group, heading, from, to, first: index + from });
    }
    y = bottom;
    index += count;
  }
  return { above, below, groups: rendered };
}

/** Returns where a list of that height is to be scrolled to for a row to be seen whole, as near as can be to `top`. */
export function scrollToRow(
  groups: readonly { readonly rows: readonly unknown[] }[],
  row: number,
  top: number,
  height: number,
): number {
  let y = 0;
  let index = row;
  for (const { rows } of groups) {
    if (index < rows.length) {
      const rowTop = y + headingHeight + index * rowHeight;
      // The first row of a group is shown with its heading.
      const upper = index === 0 ? y : rowTop;
      if (upper < top) return upper;
      return Math.max(top, rowTop + rowHeight - height);
    }
    y += headingHeight + rows.length * rowHeight;
    index -= rows.length;
  }
  return top;
}

const clamp = (value: number, most: number) => Math.max(0, Math.min(most, value));
