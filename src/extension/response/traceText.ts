import type { JsonObject } from "../../core/json/json.ts";
import { jsonText } from "../../core/json/jsonText.ts";
import { visitJson } from "../../core/json/visitJson.ts";
import { redactTraces } from "../../core/run/redact.ts";
import type { LongText } from "../../protocol/runLists.ts";
import { beginning } from "./longTexts.ts";

/** A string of a trace is cut after so many characters: the page reads the trace as a whole. */
const maxStringLength = 16_384;
/** A trace longer than this, in characters, is not read policy by policy: its beginning is shown as it came. */
const maxReadLength = 300_000;
const maxRawLength = 32_768;

/** Returns a guardrail's trace for the page: as JSON, without what it matched unless `reveal`. */
export function traceText(trace: JsonObject, reveal: boolean): LongText {
  const whole = jsonText(trace);
  const short = cutStrings(whole);
  const shown = short.length > maxReadLength ? beginning(whole, maxRawLength) : short;
  const text = reveal ? shown : redactTraces(shown, "trace");
  // A trace that crosses as a whole is all there: it is read, not shown as text.
  const length = short.length > maxReadLength ? whole.length : text.length;
  return { text, length, json: true };
}

/** The JSON text with its long strings cut. */
function cutStrings(json: string): string {
  if (json.length <= maxStringLength) return json;
  const kept: string[] = [];
  let from = 0;
  visitJson(json, ({ kind, start, end }) => {
    if (kind !== "string" || end - start <= maxStringLength + 1) return;
    kept.push(json.slice(from, cutBefore(json, start + maxStringLength)), "…");
    from = end - 1;
  });
  return kept.join("") + json.slice(from);
}

/** A place at or before `at` that is in no escape (six characters at most) and no pair of surrogates. */
function cutBefore(json: string, at: number): number {
  let escape = json.lastIndexOf("\\", at - 1);
  if (escape < at - 6) return /[\uD800-\uDBFF]/.test(json.charAt(at - 1)) ? at - 1 : at;
  while (json.charCodeAt(escape - 1) === 92) escape--;
  return escape;
}
