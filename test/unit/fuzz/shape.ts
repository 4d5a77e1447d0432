import assert from "node:assert/strict";
import { isJsonNumber } from "../../../src/core/json/json.ts";
import { jsonText } from "../../../src/core/json/jsonText.ts";
import type { Decoded } from "../../../src/core/response/decoded.ts";
import { readRunRecord } from "../../../src/core/run/readRecord.ts";
import { writeRunRecord } from "../../../src/core/run/record.ts";
import { eventsOfRecord } from "../../../src/core/run/replay.ts";
import type { RunState } from "../../../src/core/run/state.ts";
import { foldAll } from "../core/run/play.ts";

const savedAt = "2026-11-25T00:00:00.000Z";

/** Asserts that each member has the type that its declaration promises: the JSON it comes from promises nothing. */
export function assertDecoded(decoded: Decoded): void {
  const { shape, text, reasoning, stopReason, guardrail, usage, others } = decoded;
  assertTexts({ shape, text, reasoning });
  assertOptionalTexts({ stopReason, action: guardrail?.action });
  if (guardrail) assertTexts({ action: guardrail.action });
  for (const { name, id, input } of decoded.toolCalls) {
    assertTexts({ name });
    assertOptionalTexts({ id });
    assert.notEqual(input, undefined);
  }
  for (const { type, content } of decoded.otherBlocks) {
    assertTexts({ type });
    assert.notEqual(content, undefined);
  }
  for (const { text: cited, title, url, source } of decoded.citations) {
    assertTexts({ cited });
    assertOptionalTexts({ title, url, source });
  }
  for (const { mediaType, base64 } of decoded.images) {
    assert.match(mediaType, /^image\/(png|jpeg|gif|webp)$/);
    assertTexts({ base64 });
  }
  for (const { number, reason } of decoded.omittedImages) {
    assert.ok(Number.isSafeInteger(number) && number > 0);
    assert.match(reason, /^(svg|unknownType|notBase64|empty|notText)$/);
  }
  for (const { type, dimensions, values } of decoded.embeddings) {
    assertTexts({ type });
    assertAmount(dimensions);
    assert.ok(values.every(isJsonNumber));
  }
  for (const { index, relevanceScore } of decoded.results) {
    assertAmount(index);
    assert.ok(isJsonNumber(relevanceScore));
  }
  assertAmount(others);
  for (const count of Object.values(usage)) if (count !== undefined) assertAmount(count);
}

/**
 * Asserts that the state is that of a run that has ended, and that its record is JSON that gives the same answer again.
 * Returns the record's text.
 */
export function assertRun(state: RunState): string {
  assertDecoded(state.decoded);
  assert.match(state.status, /^(done|failed|cancelled)$/);
  assert.equal(typeof state.complete, "boolean");
  assert.equal(state.status === "failed", state.error !== undefined);
  if (state.error) {
    const { name, message, remedy } = state.error;
    assertTexts({ name, message, remedy });
  }
  for (const amount of Object.values(state.metrics)) if (amount !== undefined) assertAmount(amount);
  const written = writeRunRecord(state, { savedAt, redact: false });
  assert.ok(typeof JSON.parse(written) === "object");
  const read = readRunRecord(written);
  assert.ok(read.ok);
  const again = foldAll(eventsOfRecord(read.record));
  // As texts: assert's own comparison has no room for deep nesting.
  assert.equal(jsonText(again.decoded), jsonText(state.decoded));
  assert.equal(again.status, state.status);
  assert.equal(again.error?.name, state.error?.name);
  assert.equal(Object.hasOwn(Object.prototype, "polluted"), false);
  return written;
}

function assertTexts(texts: Readonly<Record<string, unknown>>): void {
  for (const [name, text] of Object.entries(texts)) assert.equal(typeof text, "string", name);
}

function assertOptionalTexts(texts: Readonly<Record<string, unknown>>): void {
  for (const [name, text] of Object.entries(texts))
    assert.ok(text === undefined || typeof text === "string", name);
}

function assertAmount(amount: number): void {
  assert.ok(Number.isFinite(amount) && amount >= 0, String(amount));
}
