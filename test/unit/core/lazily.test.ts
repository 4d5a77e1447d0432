import assert from "node:assert/strict";
import { lazily } from "../../../src/core/lazily.ts";

describe("a lazy start", () => {
  it("starts once for all who ask, at the same time or later", async () => {
    let starts = 0;
    const start = lazily(async () => ++starts);
    assert.deepEqual(await Promise.all([start(), start()]), [1, 1]);
    assert.equal(await start(), 1);
  });

  it("forgets a start that failed, and starts again", async () => {
    let starts = 0;
    const start = lazily(async () => {
      starts += 1;
      if (starts === 1) throw new Error("Not yet.");
      return starts;
    });
    const both = await Promise.allSettled([start(), start()]);
    assert.deepEqual(
      both.map(({ status }) => status),
      ["rejected", "rejected"],
    );
    assert.equal(await start(), 2);
    assert.equal(starts, 2);
  });

  it("keeps a newer start when an older one fails late", async () => {
    let fail: ((reason: Error) => void) | undefined;
    const starts = [
      () => new Promise<string>((_resolve, reject) => (fail = reject)),
      () => Promise.resolve("second"),
    ];
    const start = lazily(() => starts.shift()?.() ?? Promise.reject(new Error("A third start.")));
    const first = start();
    fail?.(new Error("Late."));
    await assert.rejects(first, /Late/);
    assert.equal(await start(), "second");
    assert.equal(await start(), "second");
  });
});
