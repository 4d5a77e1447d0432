import type { JsonValue } from "../../core/json/json.ts";
import type { LocalFailure } from "../failures/localFailure.ts";
import { failureOf } from "../failures/localFailure.ts";
import type { AnswerHead } from "./run.ts";

/** Returns the failure of an answer that is no answer of Bedrock; its first 200 characters are shown. */
export function unexpectedContent(head: AnswerHead, body: Uint8Array | undefined): LocalFailure {
  const target = head.headers["location"];
  const isEmpty = !body?.length;
  const facts = {
    status: head.status,
    contentType: head.headers["content-type"],
    redirectHost: target && URL.canParse(target) ? new URL(target).host : undefined,
    start: textStart(body).trim().slice(0, 200),
    isEmpty,
  };
  const members = { ...headMembers(head), ...(isEmpty ? { bodyBytes: 0 } : {}) };
  return failureOf("UnexpectedContent", facts, members);
}

/** True for an empty answer, and for one that is not JSON although it was asked to be or says that it is. */
export function isUnexpected(head: AnswerHead, body: Uint8Array, accept: string): boolean {
  if (body.length === 0) return true;
  const saysJson = /[/+]json\b/i.test(head.headers["content-type"] ?? "");
  return (saysJson || /json|\*\/\*/i.test(accept)) && !isJsonText(body);
}

/** Beyond this many bytes only the ends are looked at: to parse the whole would hold up the process. */
const mostParsedBytes = 4_000_000;

function isJsonText(body: Uint8Array): boolean {
  const decoder = new TextDecoder();
  if (body.length > mostParsedBytes) {
    const start = decoder.decode(body.subarray(0, 100));
    return /^\s*[{["]/.test(start) && /[}\]"]\s*$/.test(decoder.decode(body.subarray(-100)));
  }
  try {
    JSON.parse(decoder.decode(body));
    return true;
  } catch {
    return false;
  }
}

/** What of the headers helps to understand an error: when to come back, and how far the clocks are apart. */
export function headMembers({ headers }: AnswerHead): Record<string, JsonValue> {
  const retryAfter = headers["retry-after"];
  const clockSkewSeconds = Math.round((Date.now() - Date.parse(headers["date"] ?? "")) / 1000);
  return {
    ...(retryAfter === undefined ? {} : { retryAfter }),
    ...(Math.abs(clockSkewSeconds) >= 60 ? { clockSkewSeconds } : {}),
  };
}

/** The beginning of a body as text. */
export function textStart(body: Uint8Array | undefined): string {
  return body ? new TextDecoder().decode(body.subarray(0, 4096)) : "";
}
