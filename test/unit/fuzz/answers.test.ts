import assert from "node:assert/strict";
import * as fc from "fast-check";
import type { RunEvent } from "../../../src/core/run/events.ts";
import { decodeAnswer } from "../../../src/core/response/decode.ts";
import { foldAll } from "../core/run/play.ts";
import { readFixtures } from "../recordings/fixtures.ts";
import { eventsOf, play } from "../recordings/playRecording.ts";
import { damagedBytes, damagedJson, damages, fuzzed } from "./damage.ts";
import { assertDecoded, assertRun } from "./shape.ts";

const played = readFixtures().map(play);
const json = (bytes: Uint8Array): unknown => JSON.parse(Buffer.from(bytes).toString("utf8"));
const wholes = played.flatMap(({ recording, bytes, chunks }) =>
  chunks === undefined ? [{ recording, value: json(bytes) }] : [],
);
const streams = played.flatMap(({ recording, chunks, exception }) =>
  chunks === undefined ? [] : [{ recording, exception, values: chunks.map(json) }],
);

describe("damaged answers", function () {
  this.timeout(300_000);

  it(`10,000 whole answers, made of ${wholes.length}, give an answer or an error of the promised types`, () => {
    const property = fc.property(fc.constantFrom(...wholes), damages, (whole, all) => {
      const bytes = damagedJson(whole.value, all);
      assertDecoded(decodeAnswer(bytes).decoded);
      assertRun(foldAll(eventsOf(whole.recording, bytes, undefined, undefined)));
    });
    fc.assert(property, fuzzed(10_000));
  });

  const streamOf = fc.constantFrom(...streams);
  const ofChunks = fc.array(fc.tuple(fc.nat(), damages), { minLength: 1, maxLength: 3 });

  it(`5,000 streams, made of ${streams.length}, with damaged chunks`, () => {
    const property = fc.property(streamOf, ofChunks, (stream, hits) => {
      const chunks = stream.values.map((value, index) => {
        const own = hits.flatMap(([at, all]) => (at % stream.values.length === index ? all : []));
        return damagedJson(value, own);
      });
      assertStream(eventsOf(stream.recording, Buffer.concat(chunks), chunks, stream.exception));
    });
    fc.assert(property, fuzzed(5000));
  });

  it("5,000 streams, with damage and without, cut into chunks at any bytes", () => {
    const cuts = fc.array(fc.nat(), { maxLength: 8 });
    const property = fc.property(
      streamOf,
      ofChunks,
      cuts,
      fc.boolean(),
      (stream, hits, at, harm) => {
        const all = hits.flatMap(([, each]) => each);
        const whole = Buffer.concat(stream.values.map((value) => damagedJson(value, [])));
        const bytes = harm ? damagedBytes(whole, all) : whole;
        const edges = [0, ...at.map((place) => place % (bytes.length + 1)), bytes.length];
        const sorted = edges.toSorted((one, other) => one - other);
        const chunks = sorted.slice(1).map((end, index) => bytes.subarray(sorted[index], end));
        assertStream(eventsOf(stream.recording, bytes, chunks, stream.exception));
      },
    );
    fc.assert(property, fuzzed(5000));
  });
});

/** Asserts that the run holds, and that its text only ever grows. */
function assertStream(events: readonly RunEvent[]): void {
  const state = foldAll(events);
  assertRun(state);
  const half = foldAll(events.slice(0, Math.ceil(events.length / 2)));
  assertDecoded(half.decoded);
  assert.ok(state.decoded.text.startsWith(half.decoded.text));
}
