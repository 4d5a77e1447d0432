import assert from "node:assert/strict";
import { errorLines } from "../../../../src/cli/messages.ts";
import { isJsonObject, type JsonValue } from "../../../../src/core/json/json.ts";
import { foldRunEvent, initialRunState } from "../../../../src/core/run/fold.ts";
import { readRunRecord } from "../../../../src/core/run/readRecord.ts";
import { writeRunRecord } from "../../../../src/core/run/record.ts";
import { json, withFaultServer } from "../../../fakes/faultServer.ts";
import { errorOf, invokeOnce, plainCall, unsigned } from "../../../fakes/invokeOnce.ts";

type Members = Record<string, JsonValue>;

/** Each member has 60 bytes in the body. */
function membersOf(count: number): Members {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `member-${index}`,
      `value ${index} `.padEnd(40, "v"),
    ]),
  );
}

const kinds: readonly (readonly [string, (count: number) => Members])[] = [
  ["members", membersOf],
  ["members of one member", (count) => ({ detail: membersOf(count) })],
  ["items of one member", (count) => ({ items: Object.values(membersOf(count)) })],
];

/** The run of an error with so many members, and what it cost the process (the server's part included), in ms of CPU. */
async function runError(members: Members) {
  const answer = json(400, { message: "no", ...members }, { "x-amzn-errortype": "SomeException" });
  return withFaultServer(answer, async ({ url }) => {
    const before = process.cpuUsage();
    const told = await invokeOnce(plainCall, unsigned(url, { maxAttempts: 1 }));
    const state = told.events.reduce(foldRunEvent, initialRunState());
    const record = writeRunRecord(state, { savedAt: "", redact: true });
    const shown = errorLines(errorOf(told));
    const { user, system } = process.cpuUsage(before);
    return { error: errorOf(told), record, shown, cpuMs: (user + system) / 1000 };
  });
}

describe("an error of the service of 3 MB", () => {
  for (const [what, make] of kinds) {
    it(`with 50,000 ${what} is kept whole in the record, and shown in part`, async function () {
      this.timeout(60_000);
      const members = make(50_000);
      const { error, record, shown } = await runError(members);
      assert.deepEqual(error.members, members);
      assert.ok(shown.length < 100_000, `${shown.length} characters are shown`);
      const read = readRunRecord(record);
      const saved = read.ok ? read.record.members["error"] : undefined;
      assert.ok(isJsonObject(saved));
      for (const [name, value] of Object.entries(members).slice(-100))
        assert.deepEqual(saved[name], value);
    });

    it(`with twice as many ${what} costs about twice as much`, async function () {
      this.timeout(120_000);
      const costs: Record<number, number> = {};
      // The first run pays for what is compiled; the least of the others is the least disturbed.
      for (let round = 0; round < 3; round++)
        for (const count of [25_000, 50_000]) {
          const { cpuMs } = await runError(make(count));
          if (round > 0) costs[count] = Math.min(costs[count] ?? Infinity, cpuMs);
        }
      const ratio = (costs[50_000] ?? Infinity) / (costs[25_000] ?? 0);
      assert.ok(ratio < 3.5, `twice the members cost ${ratio.toFixed(1)} times as much`);
    });
  }
});
