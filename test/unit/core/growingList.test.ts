import assert from "node:assert/strict";
import * as fc from "fast-check";
import { GrowingList } from "../../../src/core/growingList.ts";

describe("GrowingList", () => {
  it("is what an array would be, and never shows what was appended to another list", () => {
    const step = fc.record({ from: fc.nat(20), items: fc.array(fc.nat(9), { maxLength: 3 }) });
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 20 }),
        fc.integer({ min: -5, max: 5 }),
        (steps, at) => {
          const lists = [new GrowingList<number>()];
          const arrays: number[][] = [[]];
          for (const { from, items } of steps) {
            const place = from % lists.length;
            lists.push((lists[place] ?? new GrowingList<number>()).append(items));
            arrays.push([...(arrays[place] ?? []), ...items]);
          }
          for (const [index, list] of lists.entries()) {
            const array = arrays[index] ?? [];
            assert.equal(list.length, array.length);
            assert.deepEqual([...list], array);
            assert.deepEqual(list.toArray(), array);
            assert.deepEqual(list.slice(at), array.slice(at));
            assert.deepEqual(list.slice(0, at), array.slice(0, at));
            assert.equal(list.at(at), array.at(at));
          }
        },
      ),
    );
  });

  it("gives the same array each time, which nobody can reach into another list through", () => {
    const one = new GrowingList<number>().append([1]);
    const array = one.toArray();
    const two = one.append([2]);
    assert.equal(one.toArray(), array);
    assert.deepEqual([one.toArray(), two.toArray()], [[1], [1, 2]]);
    assert.equal(one.append([]), one);
  });
});
