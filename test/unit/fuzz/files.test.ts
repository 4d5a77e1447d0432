import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as fc from "fast-check";
import { parse } from "jsonc-parser";
import { readRunRecord } from "../../../src/core/run/readRecord.ts";
import { writeRunRecord } from "../../../src/core/run/record.ts";
import { eventsOfRecord } from "../../../src/core/run/replay.ts";
import { survives } from "../core/request/survives.ts";
import { foldAll } from "../core/run/play.ts";
import { readFixtures } from "../recordings/fixtures.ts";
import { play } from "../recordings/playRecording.ts";
import { damagedBytes, damagedJson, damages, fuzzed } from "./damage.ts";
import { assertRun } from "./shape.ts";

const savedAt = "2026-11-25T00:00:00.000Z";
const examples = fileURLToPath(new URL("../../../examples/", import.meta.url));
const requests = readdirSync(examples)
  .filter((name) => name.endsWith(".bedrock.json"))
  .map((name) => readFileSync(examples + name, "utf8"));
const records = readFixtures().map((fixture) =>
  writeRunRecord(play(fixture).state, { savedAt, redact: true }),
);

/** A file's text with damage to what it says, or to its own bytes with its comments and layout. */
const damagedFile = (texts: readonly string[]) =>
  fc
    .record({ index: fc.nat(texts.length - 1), all: damages, asText: fc.boolean() })
    .map(({ index, all, asText }) => {
      const text = texts[index] ?? "";
      const bytes = asText
        ? damagedBytes(Buffer.from(text), all)
        : damagedJson(parse(text), all, true);
      return new TextDecoder().decode(bytes);
    });

describe("damaged files", function () {
  this.timeout(300_000);

  it(`10,000 run records, made of ${records.length}, open as a run that can be saved, or say why not`, () => {
    let opened = 0;
    const property = fc.property(damagedFile(records), (text) => {
      const read = readRunRecord(text);
      if (!read.ok) {
        assert.match(read.problem.kind, /^(broken|stranger|newer)$/);
        assert.notEqual(read.problem.message, "");
        return;
      }
      opened++;
      const { savedAt: time, requestBody, responseBody, events } = read.record;
      assert.equal(typeof time, "string");
      for (const bytes of [requestBody, responseBody, ...events.map((event) => event.bytes)])
        assert.ok(bytes === undefined || bytes instanceof Uint8Array);
      assertRun(foldAll(eventsOfRecord(read.record)));
    });
    fc.assert(property, fuzzed(10_000));
    assert.ok(opened > 4000, `only ${opened} were still run records`);
  });

  it(`10,000 request files, made of ${requests.length}, are explained and made a call`, () => {
    fc.assert(fc.property(damagedFile(requests), survives), fuzzed(10_000));
    assert.equal(Object.hasOwn(Object.prototype, "polluted"), false);
  });
});
