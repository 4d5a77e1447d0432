import { format } from "jsonc-parser";
import type { RunError } from "../../core/errors.ts";
import type { RunState } from "../../core/run/state.ts";
import { applyEdits } from "../../core/request/edit.ts";

/** Beyond this many characters an answer is shown as it came: laying it out would hold up the host. */
const layOutLimit = 2_000_000;

/**
 * The answer as JSON to read: laid out, lexemes as they came. A streamed answer is a JSON array of
 * its events; an answer that is not JSON is shown as text.
 */
export function answerJson(state: RunState): string {
  const decoder = new TextDecoder();
  if (state.body) return layOut(decoder.decode(state.body));
  const events = state.events.map(({ bytes }) => (bytes ? decoder.decode(bytes) : "null"));
  return events.length === 0 ? "" : layOut(`[\n${events.join(",\n")}\n]`);
}

/** An error as text to paste into a ticket; `remedy` where more is known of it than the error says itself. */
export function copyError(error: RunError | undefined, remedy = error?.remedy): string {
  if (!error) return "";
  const lines = [
    `${error.name}${error.httpStatus === undefined ? "" : ` (HTTP ${error.httpStatus})`}: ${error.message}`,
    ...Object.entries(error.members).map(([key, value]) => `${key}: ${JSON.stringify(value)}`),
    error.requestId && `Request id: ${error.requestId}`,
    `Attempts: ${error.attempts}`,
    remedy,
  ];
  return lines.filter(Boolean).join("\n");
}

function layOut(json: string): string {
  if (json.length > layOutLimit) return json;
  const edits = format(json, undefined, { insertSpaces: true, tabSize: 2, eol: "\n" });
  return applyEdits(
    json,
    edits.map(({ offset, length, content }) => ({ offset, length, text: content })),
  );
}
