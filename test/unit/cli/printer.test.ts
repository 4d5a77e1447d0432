import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import type { Output } from "../../../src/cli/output.ts";
import { createPrinter } from "../../../src/cli/printer.ts";
import type { RunEvent } from "../../../src/core/run/events.ts";
import { foldRunEvent, initialRunState } from "../../../src/core/run/fold.ts";

const chunks = 20_000;
const text = "tide 🌊 ".repeat(chunks);

describe("the text of a stream as it is printed", () => {
  it("costs a piece now and then, not one for each chunk", async () => {
    const reader = createReader();
    await printStream(reader.out);
    assert.equal(reader.written.join(""), `${text}\n`);
    assert.ok(reader.written.length < chunks / 50, `${reader.written.length} pieces`);
  });

  it("waits for a reader that is slow, and is whole in the end", async () => {
    const reader = createReader();
    reader.hold();
    const printed = printStream(reader.out);
    while (reader.waiting() === 0) await setImmediate();
    assert.deepEqual(reader.written, ["tide 🌊 "]);
    reader.release();
    await printed;
    assert.equal(reader.written.join(""), `${text}\n`);
  });

  it("ends when its reader has gone", async () => {
    const reader = createReader();
    reader.leave();
    await printStream(reader.out);
    assert.equal(reader.written.join("").trim(), "");
  });
});

async function printStream(out: Output): Promise<void> {
  const printer = createPrinter("text", undefined, out, () => {});
  let state = initialRunState();
  for (let index = 0; index < chunks; index++) {
    state = foldRunEvent(state, deltaEvent);
    printer.update(state);
    if (index % 1000 === 0) await setImmediate();
  }
  await printer.finish(state);
}

const deltaEvent: RunEvent = {
  type: "chunk",
  atMs: 1,
  bytes: Buffer.from(
    JSON.stringify({
      type: "content_block_delta",
      index: 0,
      delta: { type: "text_delta", text: "tide 🌊 " },
    }),
  ),
};

/** A reader that keeps what it gets, and can be told to take no more for a while. */
function createReader() {
  const written: string[] = [];
  const closing = new AbortController();
  const waiting: (() => void)[] = [];
  let held = false;
  const out: Output = {
    write: (data) => void written.push(Buffer.from(data).toString()),
    ready: () => (held ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve()),
    flushed: () => Promise.resolve(),
    closed: closing.signal,
    failure: () => undefined,
  };
  return {
    out,
    written,
    waiting: () => waiting.length,
    hold: () => (held = true),
    release: () => {
      held = false;
      for (const resolve of waiting) resolve();
    },
    leave: () => closing.abort(),
  };
}
