import type { JsonValue } from "../core/json.ts";
import { LocalFailure } from "./localFailure.ts";
import type { AnswerHead } from "./run.ts";

/** Returns the failure of an answer that is no answer of Bedrock; its first 200 characters are shown. */
export function unexpectedContent(head: AnswerHead, body: Uint8Array | undefined): LocalFailure {
  const type = head.headers["content-type"] ?? "no content type";
  const start = textStart(body).trim().slice(0, 200);
  const target = head.headers["location"];
  const redirect = target && URL.canParse(target) ? `, redirect to ${new URL(target).host}` : "";
  const what = body?.length ? type : "an empty body";
  const message = `HTTP ${head.status} with ${what}${redirect}${start ? `: ${start}` : ""}`;
  return new LocalFailure("UnexpectedContent", message, headMembers(head));
}

/** True for an answer that is not JSON although JSON was asked for; its own content type is believed first. */
export function isUnexpected(head: AnswerHead, body: Uint8Array, accept: string): boolean {
  if (body.length === 0 || !/json|\*\/\*/i.test(accept)) return false;
  if (/[/+]json\b/i.test(head.headers["content-type"] ?? "")) return false;
  try {
    JSON.parse(new TextDecoder().decode(body));
    return false;
  } catch {
    return true;
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
