import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

interface Level {
  readonly open: Readonly<Record<string, number>>;
  readonly heapBytes: number;
}

describe("a thousand mixed runs in one process", () => {
  it("leave heap, sockets, timers and listeners at their level", async function () {
    this.timeout(300_000);
    const program = fileURLToPath(new URL("soak.ts", import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, [
      "--expose-gc",
      "--import=tsx",
      program,
      "10",
    ]);
    const told = JSON.parse(stdout) as { runs: number; before: Level; after: Level };
    assert.equal(told.runs, 1000);
    const { before, after } = told;
    for (const [kind, count] of Object.entries(after.open))
      // A few sockets are kept for the next run at any time.
      assert.ok(count <= (before.open[kind] ?? 0) + 10, `${kind}: ${JSON.stringify(told)}`);
    const grown = after.heapBytes - before.heapBytes;
    assert.ok(grown < 8_000_000, `the heap has grown by ${grown} bytes`);
  });
});
