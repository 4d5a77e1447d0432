import { format } from "jsonc-parser";
import type { RunError } from "../../core/errors.ts";
import { jsonText } from "../../core/jsonText.ts";
import { createScanner, SyntaxKind } from "../../core/tokens.ts";
import { noRest, takeChunk } from "../../core/response/chunkTexts.ts";
import { answerBytes } from "../../core/run/answerBytes.ts";
import type { RunState, StreamEvent } from "../../core/run/state.ts";
import { applyEdits } from "../../core/request/edit.ts";

/** Beyond this many characters an answer is shown as it came: laying it out would hold up the host. */
const layOutLimit = 2_000_000;
/** So many blanks at most stand before the lines: brackets in brackets, one a line, would take all of the memory. */
const indentLimit = 10_000_000;
const tabSize = 2;

/**
 * The answer as JSON to read: laid out, lexemes as they came. A streamed answer is a JSON array of its events, in which
 * JSON that the server cut into several chunks is whole; an answer that is not JSON is shown as text.
 */
export function answerJson(state: RunState): string {
  const decoder = new TextDecoder();
  if (state.body) return layOut(decoder.decode(state.body));
  if (state.decoded.shape === "text") return decoder.decode(answerBytes(state));
  const items = eventTexts(state.events);
  return items.length === 0 ? "" : layOut(`[\n${items.join(",\n")}\n]`);
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

/** JSON laid out to be read, lexemes as they are; as it is where that would cost too much. */
export function layOut(json: string): string {
  if (json.length > layOutLimit || indentation(json) > indentLimit) return json;
  const edits = format(json, undefined, { insertSpaces: true, tabSize, eol: "\n" });
  return applyEdits(
    json,
    edits.map(({ offset, length, content }) => ({ offset, length, text: content })),
  );
}

/** How many blanks stand before the lines when the text is laid out. */
function indentation(json: string): number {
  const scanner = createScanner(json, true);
  let blanks = 0;
  let depth = 0;
  for (let token = scanner.scan(); token !== SyntaxKind.EOF; token = scanner.scan()) {
    if (token === SyntaxKind.OpenBraceToken || token === SyntaxKind.OpenBracketToken) depth++;
    else if (token === SyntaxKind.CloseBraceToken || token === SyntaxKind.CloseBracketToken)
      depth--;
    else if (token !== SyntaxKind.CommaToken) continue;
    blanks += Math.max(0, depth) * tabSize;
  }
  return blanks;
}
