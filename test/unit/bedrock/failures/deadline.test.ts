import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { ActiveTimers } from "../../../fakes/activeTimers.ts";
import { watchTimersOf } from "../../../fakes/activeTimers.ts";
import { withDeadline } from "../../../../src/bedrock/failures/deadline.ts";
import { failureOf, LocalFailure } from "../../../../src/bedrock/failures/localFailure.ts";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

const never = () => new Promise<never>(() => {});
const timedOut = () => failureOf("TotalTimeout", { timeoutMs: 20, wasSent: false });
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe("withDeadline", () => {
  let timers: ActiveTimers;
  const caller = new AbortController();
  const { signal } = caller;

  before(() => (timers = watchTimersOf("failures/deadline.ts")));
  after(() => timers.stop());

  afterEach(async () => {
    assert.equal(await timers.count(), 0, "a timer is left");
    assert.deepEqual(getEventListeners(signal, "abort"), [], "a listener is left");
  });

  it("resolves as the work does, and does not abort what it has handed on", async () => {
    const given = await withDeadline({ signal, timeoutMs: 60_000, timedOut }, async (deadline) => {
      await Promise.resolve();
      return deadline;
    });
    assert.equal(given.signal.aborted, false);
  });

  it("rejects with the failure of its own when the time is over, and aborts the work", async () => {
    let ofWork: AbortSignal | undefined;
    const failure = await withDeadline({ signal, timeoutMs: 20, timedOut }, (deadline) => {
      ofWork = deadline.signal;
      return never();
    }).catch((error: unknown) => error);
    assert.ok(failure instanceof LocalFailure && failure.name === "TotalTimeout");
    assert.equal(ofWork?.reason, failure);
  });

  it("tells the reason of the abort, not what the abort made of the work", async () => {
    const work = withDeadline({ signal, timeoutMs: 20, timedOut }, async (deadline) => {
      await rejectAtAbort(deadline.signal);
    });
    await assert.rejects(work, { name: "TotalTimeout" });
  });

  it("aborts what the work has started when the work fails by itself", async () => {
    let ofWork: AbortSignal | undefined;
    const work = withDeadline({ signal, timeoutMs: 60_000, timedOut }, (deadline) => {
      ofWork = deadline.signal;
      throw new Error("at once");
    });
    await assert.rejects(work, { message: "at once" });
    assert.equal(ofWork?.aborted, true);
  });

  it("starts no work for a caller who has aborted already", async () => {
    let started = 0;
    const work = withDeadline({ signal: AbortSignal.abort(), timeoutMs: 0, timedOut }, () => {
      started++;
      return never();
    });
    await assert.rejects(work, { name: "Aborted" });
    assert.equal(started, 0);
  });

  it("hands on the reason of a deadline around it", async () => {
    const outer = withDeadline({ signal, timeoutMs: 20, timedOut }, (deadline) =>
      withDeadline({ signal: deadline.signal, timeoutMs: 0, timedOut: () => new Error() }, never),
    );
    await assert.rejects(outer, { name: "TotalTimeout" });
  });

  it("does not count what is untimed, even where two wait at once", async () => {
    const work = withDeadline({ signal, timeoutMs: 30, timedOut }, async ({ untimed }) => {
      await Promise.all([untimed(() => pause(10)), untimed(() => pause(80))]);
      return "in time";
    });
    assert.equal(await work, "in time");
  });

  it("holds after a collection of garbage, for a caller who lives for long", async function () {
    // AbortSignal.any and AbortSignal.timeout lose their timer here, in Node 20.
    for (let turn = 0; turn < 50; turn++) {
      const work = withDeadline({ signal, timeoutMs: 20, timedOut }, never);
      collectGarbage();
      await assert.rejects(work, { name: "TotalTimeout" });
    }
  });
});

/** Rejects with the words of the SDK when the signal aborts. */
function rejectAtAbort(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener("abort", () => reject(new Error("Request aborted")), { once: true });
  });
}
