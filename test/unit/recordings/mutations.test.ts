import assert from "node:assert/strict";
import * as fc from "fast-check";
import type { RunEvent } from "../../../src/core/run/events.ts";
import { readRunRecord } from "../../../src/core/run/readRecord.ts";
import { writeRunRecord } from "../../../src/core/run/record.ts";
import type { RunState } from "../../../src/core/run/state.ts";
import { foldAll } from "../core/run/play.ts";
import { eventsOf, nameOf, play } from "./playRecording.ts";
import { readRecordings } from "./recordings.ts";

const savedAt = "2026-11-21T00:00:01.000Z";
/** What is put between the bytes of an answer. */
const splinters = [
  "\0",
  "\xff\xfe",
  '"',
  "{",
  "]",
  "\\",
  '"__proto__":{"polluted":1},',
  "\\ud800",
  "9007199254740993",
].map((text) => Buffer.from(text, "latin1"));

describe("recorded answers with damage", () => {
  const recordings = readRecordings().filter(({ status }) => status === 200);
  const answers = recordings.map(play);
  const wounds = fc.array(
    fc.record({
      part: fc.nat(),
      at: fc.nat(),
      splinter: fc.constantFrom(...splinters),
      gone: fc.nat(8),
      kind: fc.constantFrom("splinter", "drop", "double", "swap", "cut"),
    }),
    { minLength: 1, maxLength: 4 },
  );
  const each = 12;

  it(`${answers.length} recordings damaged ${each} times each are folded, recorded and read back`, () => {
    for (const { recording, bytes, chunks } of answers)
      for (const damage of fc.sample(wounds, each)) {
        const parts = damage.reduce(wounded, chunks ?? [bytes]);
        const state = foldAll(
          eventsOf(recording, Buffer.concat(parts), chunks && parts, undefined),
        );
        const name = nameOf(recording);
        assert.equal(state.status, "done", name);
        const read = readRunRecord(writeRunRecord(state, { savedAt, redact: false }));
        assert.ok(read.ok, name);
        assert.deepEqual(bytesIn(read.record), bytesIn(ownBytes(state)), name);
      }
    assert.equal(Object.hasOwn(Object.prototype, "polluted"), false);
  }).timeout(120_000);

  it(`${answers.length} recordings stopped at any event keep their text so far and are not complete`, () => {
    for (const { recording, bytes, chunks, state } of answers) {
      const events = eventsOf(recording, bytes, chunks, undefined).slice(0, -1);
      let before = "";
      for (const [index, event] of events.entries()) {
        if (event.type !== "chunk" && event.type !== "body") continue;
        const end: RunEvent = { type: "cancelled", atMs: 999 };
        if (index % 7 !== 0 && event.type === "chunk") continue; // a seventh of the places will do
        const stopped = foldAll([...events.slice(0, index + 1), end]);
        assert.ok(stopped.decoded.text.startsWith(before), nameOf(recording));
        assert.ok(state.decoded.text.startsWith(stopped.decoded.text), nameOf(recording));
        const reasoned = stopped.decoded.stopReason !== undefined || index === events.length - 1;
        if (!reasoned || event.type === "body") assert.equal(stopped.complete, false);
        before = stopped.decoded.text;
      }
    }
  }).timeout(60_000);
});

interface Wound {
  readonly part: number;
  readonly at: number;
  readonly splinter: Uint8Array;
  readonly gone: number;
  readonly kind: string;
}

function wounded(parts: readonly Uint8Array[], wound: Wound): readonly Uint8Array[] {
  if (parts.length === 0) return parts;
  const index = wound.part % parts.length;
  const part = parts[index] ?? new Uint8Array();
  const at = wound.at % (part.length + 1);
  if (wound.kind === "drop") return parts.toSpliced(index, 1);
  if (wound.kind === "double") return parts.toSpliced(index, 0, part);
  if (wound.kind === "swap") return [...parts.slice(index), ...parts.slice(0, index)];
  const rest = wound.kind === "cut" ? [] : [wound.splinter, part.subarray(at + wound.gone)];
  return parts.with(index, Buffer.concat([part.subarray(0, at), ...rest]));
}

interface Bytes {
  readonly responseBody: Uint8Array | undefined;
  readonly events: readonly { readonly bytes: Uint8Array | undefined }[];
}

const ownBytes = ({ body, events }: RunState): Bytes => ({
  responseBody: body,
  events: events.toArray(),
});

const hex = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString("hex");

function bytesIn({ responseBody, events }: Bytes) {
  return [hex(responseBody), ...events.map(({ bytes }) => hex(bytes))];
}
