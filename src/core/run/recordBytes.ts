import { isJsonObject } from "../json/json.ts";
import { jsonOfText } from "../response/read.ts";
import { traceMember } from "../response/guardrail.ts";
import { ours, oursInParts, verbatim, type RecordMember } from "./recordJson.ts";
import { redactTraces } from "./redact.ts";

/**
 * The member that holds the bytes: `name` with the JSON itself, `nameText` with text that is no
 * JSON, `nameBase64` with bytes that are no UTF-8, none without bytes. `isJson` where it is known: long bytes need not be
 * parsed then.
 */
export function byteMembers(
  name: string,
  bytes: Uint8Array | undefined,
  redact: boolean,
  isJson?: boolean,
): readonly RecordMember[] {
  if (bytes === undefined) return [];
  const { isUtf8, mayHoldTrace } = lookThrough(bytes);
  if (redact && mayHoldTrace) return redactedMembers(name, bytes);
  if (!isUtf8) return [[`${name}Base64`, oursInParts(base64Parts(bytes))]];
  if (isJson ?? jsonOfText(exactText(bytes)) !== undefined) return [[name, verbatim(bytes)]];
  return [[`${name}Text`, oursInParts(textParts(bytes, true))]];
}

function redactedMembers(name: string, bytes: Uint8Array): readonly RecordMember[] {
  if (!lookThrough(bytes).isUtf8)
    return [[`${name}Base64`, ours(btoa(redactTraces(binaryText(bytes))))]];
  const text = exactText(bytes);
  const json = jsonOfText(text);
  // The name may be written with escapes, which only the parsed value shows.
  const isTraced = text.includes(traceMember) || (isJsonObject(json) && traceMember in json);
  const shown = isTraced ? redactTraces(text) : text;
  return [json === undefined ? [`${name}Text`, ours(shown)] : [name, verbatim(shown)]];
}

interface Look {
  readonly isUtf8: boolean;
  /** True where the bytes contain the name of a guardrail's trace, or letters written as escapes. */
  readonly mayHoldTrace: boolean;
}

function lookThrough(bytes: Uint8Array): Look {
  try {
    return { isUtf8: true, mayHoldTrace: seesTrace(textParts(bytes, true)) };
  } catch {
    // A name of ASCII letters is the same in bytes that are no UTF-8.
    return { isUtf8: false, mayHoldTrace: seesTrace(textParts(bytes, false)) };
  }
}

/** Looks at all parts: the last of them tells whether they are UTF-8. */
function seesTrace(parts: Iterable<string>): boolean {
  let sees = false;
  let before = "";
  for (const part of parts) {
    const text = before + part;
    sees ||= text.includes(traceMember) || text.includes(String.raw`\u00`);
    before = part.slice(-traceMember.length);
  }
  return sees;
}

const partBytes = 262_144;

/** The bytes as texts that give the same bytes again, byte order mark included; `fatal`: throws where they are no UTF-8. */
function* textParts(bytes: Uint8Array, fatal: boolean): Generator<string> {
  const decoder = new TextDecoder("utf-8", { fatal, ignoreBOM: true });
  for (let at = 0; at < bytes.length; at += partBytes)
    yield decoder.decode(bytes.subarray(at, at + partBytes), { stream: true });
  yield decoder.decode();
}

/** The text of bytes that are UTF-8. */
function exactText(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
}

/** Base64 in parts of whole groups of three bytes. */
function* base64Parts(bytes: Uint8Array): Generator<string> {
  const length = 3 * 65_536;
  for (let at = 0; at < bytes.length; at += length)
    yield btoa(binaryText(bytes.subarray(at, at + length)));
}

/** One character for each byte, for btoa and for what of a broken text is ASCII. */
function binaryText(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 8192)
    parts.push(String.fromCharCode(...bytes.subarray(at, at + 8192)));
  return parts.join("");
}
