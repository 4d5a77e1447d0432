import { isJsonObject } from "../json/json.ts";
import { jsonOfText } from "../response/read.ts";
import { traceMember } from "../response/guardrail.ts";
import { ours, verbatim, type RecordMember } from "./recordJson.ts";
import { redactTraces } from "./redact.ts";

/**
 * The member that holds the bytes: `name` with the JSON itself, `nameText` with text that is no
 * JSON, `nameBase64` with bytes that are no UTF-8, none without bytes.
 */
export function byteMembers(
  name: string,
  bytes: Uint8Array | undefined,
  redact: boolean,
): readonly RecordMember[] {
  if (bytes === undefined) return [];
  const text = exactText(bytes);
  if (text === undefined) {
    const binary = binaryText(bytes);
    const shown = redact && binary.includes(traceMember) ? redactTraces(binary) : binary;
    return [[`${name}Base64`, ours(btoa(shown))]];
  }
  const json = jsonOfText(text);
  // The name may be written with escapes, which only the parsed value shows.
  const traced = text.includes(traceMember) || (isJsonObject(json) && traceMember in json);
  const shown = redact && traced ? redactTraces(text) : text;
  return [json === undefined ? [`${name}Text`, ours(shown)] : [name, verbatim(shown)]];
}

/** The bytes as text that gives the same bytes again, byte order mark included; undefined for no UTF-8. */
function exactText(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** One character for each byte, for btoa and for what of a broken text is ASCII. */
function binaryText(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 8192)
    parts.push(String.fromCharCode(...bytes.subarray(at, at + 8192)));
  return parts.join("");
}
