import { isJsonNumber, isJsonObject, type JsonObject, type JsonValue } from "../json/json.ts";
import { asAmount, asObject, jsonOfText } from "../response/read.ts";
import { recordVersion } from "./record.ts";
import { takeCopies } from "./recordCopies.ts";
import { runStatuses, type RunStatus, type StreamEvent } from "./state.ts";

/** A run file read back, and its bodies as the bytes they were. */
export interface RunRecord {
  readonly savedAt: string; // ISO 8601
  /** How the run ended, and whether its answer is whole; undefined where the file does not say. */
  readonly status: RunStatus | undefined;
  readonly complete: boolean | undefined;
  /** What the file holds besides the bodies' JSON, which a number replaces. */
  readonly members: JsonObject;
  readonly requestBody: Uint8Array | undefined;
  readonly responseBody: Uint8Array | undefined;
  readonly events: readonly StreamEvent[];
}

/** Why a file is no run that can be shown. `broken`: no JSON; `stranger`: JSON of another kind. */
export interface RecordProblem {
  readonly kind: "broken" | "stranger" | "newer";
  readonly message: string;
}

/**
 * The run that the file holds, as bytes or as text, or why there is none. Never throws. Bodies come back to the byte from
 * a file as it was written; a formatter that ran over the file has changed their blanks. They are parts of the file's
 * bytes: it must not change afterwards.
 */
export function readRunRecord(
  file: Uint8Array | string,
):
  | { readonly ok: true; readonly record: RunRecord }
  | { readonly ok: false; readonly problem: RecordProblem } {
  const { skeleton, copies } = takeCopies(plainBytes(file));
  const members = jsonOfText(skeleton);
  if (members === undefined) return problem("broken", "This run file is not complete JSON.");
  if (!isJsonObject(members) || !isJsonNumber(members.version))
    return problem("stranger", "This file is not a run record: it has no version.");
  if (Number(members.version) > recordVersion)
    return problem(
      "newer",
      `This run was saved by a newer version (format ${String(members.version)}; this one reads ${recordVersion}).`,
    );
  const request = asObject(members.request) ?? {};
  const response = asObject(members.response) ?? {};
  const items: readonly JsonValue[] = Array.isArray(response.events) ? response.events : [];
  const events: StreamEvent[] = [];
  for (const event of items) {
    if (!isJsonObject(event)) continue;
    const { type } = event;
    const atMs = asAmount(event.atMs) ?? 0;
    const bytes = bytesOf(event, "chunk", copies);
    events.push(typeof type === "string" ? { atMs, bytes, type } : { atMs, bytes });
  }
  return {
    ok: true,
    record: {
      savedAt: typeof members.savedAt === "string" ? members.savedAt : "",
      status: runStatuses.find((status) => status === members.status),
      complete: typeof members.complete === "boolean" ? members.complete : undefined,
      members,
      requestBody: bytesOf(request, "body", copies),
      responseBody: bytesOf(response, "body", copies),
      events,
    },
  };
}

/** Makes bytes of every chunk: it keeps nothing from one call to the next. */
const encoder = new TextEncoder();

/** A Node Buffer's parts would be Buffers too, which are slower to make. */
function plainBytes(file: Uint8Array | string): Uint8Array {
  if (typeof file === "string") return encoder.encode(file);
  return new Uint8Array(file.buffer, file.byteOffset, file.length);
}

function problem(kind: RecordProblem["kind"], message: string) {
  return { ok: false, problem: { kind, message } } as const;
}

function bytesOf(holder: JsonObject, name: string, copies: readonly Uint8Array[]) {
  const copy = copies[Number(holder[name])];
  if (copy) return copy;
  const text = holder[`${name}Text`];
  if (typeof text === "string") return encoder.encode(text);
  return base64Bytes(holder[`${name}Base64`]);
}

function base64Bytes(value: JsonValue | undefined): Uint8Array | undefined {
  if (typeof value !== "string") return undefined;
  try {
    return Uint8Array.from(atob(value), (character) => character.charCodeAt(0));
  } catch {
    return undefined; // edited by hand
  }
}
