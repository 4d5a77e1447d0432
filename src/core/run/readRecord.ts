import { isJsonNumber, isJsonObject, type JsonObject, type JsonValue } from "../json.ts";
import { createScanner, SyntaxKind } from "../tokens.ts";
import { asAmount, asObject, jsonOfText } from "../response/read.ts";
import { recordVersion } from "./record.ts";
import { runStatuses, type RunStatus, type StreamEvent } from "./state.ts";

/** A run file read back: its members as they are, and its bodies as the bytes they were. */
export interface RunRecord {
  readonly savedAt: string; // ISO 8601
  /** How the run ended, and whether its answer is whole; undefined where the file does not say. */
  readonly status: RunStatus | undefined;
  readonly complete: boolean | undefined;
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
 * The run that the text holds, or why there is none. Never throws. Bodies come back to the byte from
 * a file as it was written; a formatter that ran over the file has changed their blanks.
 */
export function readRunRecord(
  text: string,
):
  | { readonly ok: true; readonly record: RunRecord }
  | { readonly ok: false; readonly problem: RecordProblem } {
  const members = jsonOfText(text);
  if (members === undefined) return problem("broken", "This run file is not complete JSON.");
  if (!isJsonObject(members) || !isJsonNumber(members.version))
    return problem("stranger", "This file is not a run record: it has no version.");
  if (Number(members.version) > recordVersion)
    return problem(
      "newer",
      `This run was saved by a newer version (format ${String(members.version)}; this one reads ${recordVersion}).`,
    );
  const copies = verbatimTexts(text);
  const request = asObject(members.request) ?? {};
  const response = asObject(members.response) ?? {};
  const items: readonly JsonValue[] = Array.isArray(response.events) ? response.events : [];
  const events = items.flatMap((event, index) =>
    isJsonObject(event)
      ? {
          atMs: asAmount(event.atMs) ?? 0,
          bytes: bytesOf(event, "chunk", copies.get(`response.events.${index}.chunk`)),
          ...(typeof event.type === "string" && { type: event.type }),
        }
      : [],
  );
  return {
    ok: true,
    record: {
      savedAt: typeof members.savedAt === "string" ? members.savedAt : "",
      status: runStatuses.find((status) => status === members.status),
      complete: typeof members.complete === "boolean" ? members.complete : undefined,
      members,
      requestBody: bytesOf(request, "body", copies.get("request.body")),
      responseBody: bytesOf(response, "body", copies.get("response.body")),
      events,
    },
  };
}

function problem(kind: RecordProblem["kind"], message: string) {
  return { ok: false, problem: { kind, message } } as const;
}

function bytesOf(holder: JsonObject, name: string, copy: string | undefined) {
  const text = copy ?? holder[`${name}Text`];
  if (typeof text === "string") return new TextEncoder().encode(text);
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

const copied = /^(request\.body|response\.body|response\.events\.\d+\.chunk)$/;

/** The texts from colon to comma of the members that are copies, by path. The text must be JSON. */
function verbatimTexts(text: string): Map<string, string> {
  const found = new Map<string, string>();
  const scanner = createScanner(text, true);
  const path: (string | number)[] = [];
  let key = "";
  let start: { readonly name: string; readonly depth: number; readonly from: number } | undefined;
  for (let token = scanner.scan(); token !== SyntaxKind.EOF; token = scanner.scan()) {
    const ends = token === SyntaxKind.CommaToken || closes(token);
    if (start?.depth === path.length && ends) {
      found.set(start.name, text.slice(start.from, scanner.getTokenOffset()));
      start = undefined;
    }
    if (token === SyntaxKind.OpenBraceToken || token === SyntaxKind.OpenBracketToken) {
      path.push(token === SyntaxKind.OpenBraceToken ? "" : 0);
    } else if (closes(token)) {
      path.pop();
    } else if (token === SyntaxKind.CommaToken) {
      const index = path.at(-1);
      if (typeof index === "number") path[path.length - 1] = index + 1;
    } else if (token === SyntaxKind.StringLiteral) {
      key = scanner.getTokenValue();
    } else if (token === SyntaxKind.ColonToken) {
      path[path.length - 1] = key;
      if (start !== undefined || path.length > 4) continue;
      const name = path.join(".");
      if (copied.test(name))
        start = { name, depth: path.length, from: scanner.getTokenOffset() + 1 };
    }
  }
  return found;
}

const closes = (token: number) =>
  token === SyntaxKind.CloseBraceToken || token === SyntaxKind.CloseBracketToken;
