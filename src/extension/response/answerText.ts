import type { RunError } from "../../core/errors.ts";
import { layOutJson } from "../../core/json/jsonLayout.ts";
import { jsonText } from "../../core/json/jsonText.ts";
import { noRest, takeChunk } from "../../core/response/chunkTexts.ts";
import { answerBytes } from "../../core/run/answerBytes.ts";
import type { RunState, StreamEvent } from "../../core/run/state.ts";

/** Beyond this many characters an answer is copied as it came: laying it out would hold up the host for seconds. */
const layOutLimit = 10_000_000;

/** Returns the answer as JSON to read, laid out: see `answerSource`. */
export function answerJson(state: RunState): string {
  return layOut(answerSource(state));
}

/**
 * Returns the answer as JSON, as it came. A streamed answer is a JSON array of its events, in which
 * JSON that the server cut into several chunks is whole; an answer that is not JSON is shown as text.
 */
export function answerSource(state: RunState): string {
  const decoder = new TextDecoder();
  if (state.body) return decoder.decode(state.body);
  if (state.decoded.shape === "text") return decoder.decode(answerBytes(state));
  const items = eventTexts(state.events);
  return items.length === 0 ? "" : `[\n${items.join(",\n")}\n]`;
}

/** The JSON texts of a stream in order; events without bytes are `null`. */
function eventTexts(events: Iterable<StreamEvent>): readonly string[] {
  const items: string[] = [];
  let rest = noRest;
  for (const { bytes, type } of events) {
    if (!bytes || type !== undefined) {
      items.push(bytes ? new TextDecoder().decode(bytes) : "null");
      continue;
    }
    const taken = takeChunk(rest, bytes, false);
    rest = taken.rest;
    for (const { text } of taken.texts) if (text.trim() !== "") items.push(text);
  }
  const begun = rest.pieces.toArray().join("");
  return begun === "" ? items : [...items, begun];
}

/** An error as text to paste into a ticket; `remedy` where more is known of it than the error says itself. */
export function copyError(error: RunError | undefined, remedy = error?.remedy): string {
  if (!error) return "";
  const lines = [
    `${error.name}${error.httpStatus === undefined ? "" : ` (HTTP ${error.httpStatus})`}: ${error.message}`,
    ...Object.entries(error.members).map(([key, value]) => `${key}: ${jsonText(value)}`),
    error.requestId && `Request id: ${error.requestId}`,
    `Attempts: ${error.attempts}`,
    remedy,
  ];
  return lines.filter(Boolean).join("\n");
}

/** JSON laid out to be read, lexemes as they are; as it is where it is too long, or no JSON object or array. */
export function layOut(json: string): string {
  return json.length <= layOutLimit && isLaidOut(json) ? layOutJson(json) : json;
}

/** Returns true for a text that begins as a JSON object or array does: only those have lines to lay out. */
export function isLaidOut(json: string): boolean {
  return /^\s*[[{]/.test(json);
}
