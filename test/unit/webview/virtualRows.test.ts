import assert from "node:assert/strict";
import {
  rowsInView,
  rowTop,
  scrollToRows,
  type VirtualRows,
} from "../../../src/webview/shared/virtualRows.ts";

/** Two headings of 26 px, at 0 and 4, among rows of 44. */
const rows: VirtualRows = {
  count: 1005,
  rowHeight: 44,
  others: new Map([
    [0, 26],
    [4, 26],
  ]),
};
const whole = 2 * 26 + 1003 * 44;

const at = (top: number) => ({ top, height: 420 });

describe("The rows of a long list", () => {
  it("begin below the lower and the higher ones before them", () => {
    assert.equal(rowTop(rows, 4), 26 + 3 * 44);
    assert.equal(rowTop(rows, 5), 2 * 26 + 3 * 44);
    assert.equal(rowTop(rows, rows.count), whole);
    assert.equal(rowTop({ count: 9, rowHeight: 24, others: new Map([[3, 200]]) }, 5), 24 * 4 + 200);
  });

  it("are drawn where they are seen and a little beyond, at any height", () => {
    for (const top of [0, 25, 26, 170, 20_000, whole - 420]) {
      const { from, to } = rowsInView(rows, at(top));
      assert.ok(rowTop(rows, from) <= top && rowTop(rows, to) >= top + 420, `scrolled to ${top}`);
      assert.ok(to - from < 40);
    }
    const few = { count: 3, rowHeight: 24, others: new Map() };
    assert.deepEqual(rowsInView(few, { top: 0, height: 400 }), { from: 0, to: 3 });
  });

  it("are scrolled to no further than they must", () => {
    assert.equal(scrollToRows(rows, 0, 1, at(500)), 0);
    assert.equal(scrollToRows(rows, 4, 5, at(500)), 26 + 3 * 44);
    assert.equal(scrollToRows(rows, 12, 12, at(300)), 300);
    assert.equal(scrollToRows(rows, 1004, 1004, at(0)), whole - 420);
  });
});
