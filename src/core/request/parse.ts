import type { JsonValue } from "../json/json.ts";
import { bodySourceText } from "./bodyText.ts";
import { isMember } from "./members.ts";
import {
  checkValue,
  scanObject,
  type ScannedMember,
  type ScannedObject,
  type Span,
} from "./scan.ts";

export interface Member extends ScannedMember {
  /** The parsed value; undefined where it is not JSON, for keys that are unknown, and for `body`. */
  readonly value: JsonValue | undefined;
}

/** A request file taken apart: where each member stands, whatever state the text is in. */
export interface RequestDocument {
  readonly text: string;
  /** Undefined when the text is not a JSON object. */
  readonly root: ScannedObject | undefined;
  /** By key; of a key that stands twice, the last. */
  readonly members: ReadonlyMap<string, Member>;
  /** Where the body's value stands. */
  readonly body: Span | undefined;
  /** True for a text of nothing but blank space and comments. */
  readonly empty: boolean;
}

/**
 * Takes a request file's text apart. `knownBody` is the body's extent where an editor has tracked
 * it: a body that is being typed is rarely balanced, and the members behind it must not get lost.
 */
export function parseRequest(text: string, knownBody?: Span): RequestDocument {
  const start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  let root = scanObject(text, start, knownBody);
  if (root && !knownBody) {
    const guess = guessBody(text, root);
    if (guess) root = scanObject(text, start, guess) ?? root;
  }
  const members = new Map<string, Member>();
  for (const member of root?.members ?? [])
    members.set(member.key, {
      ...member,
      value: isRead(member.key) ? parseValue(text, member) : undefined,
    });
  const body = members.get("body");
  return {
    text,
    root,
    members,
    body: body && { offset: body.offset, length: body.length },
    empty:
      root === undefined &&
      bodySourceText(text, { offset: start, length: text.length }).trim() === "",
  };
}

/** The body is never parsed: it is sent as it is written. Of unknown members nothing is needed. */
function isRead(key: string): boolean {
  return key !== "body" && isMember(key);
}

/** The member's value when it is a string, else undefined. */
export function stringMember(document: RequestDocument, key: string): string | undefined {
  const value = document.members.get(key)?.value;
  return typeof value === "string" ? value : undefined;
}

/**
 * A broken body swallows the closing brace of the file, or loses its own to it. Where the body is
 * the last member of a file that does not close, its end is taken to be before the last brace.
 */
function guessBody(text: string, root: ScannedObject): Span | undefined {
  const last = root.members.at(-1);
  const unclosed =
    root.offset + root.length === text.length && text.length > 0 && root.problems.length > 0;
  if (!unclosed || last?.key !== "body" || !checkValue(text, last)) return undefined;
  const brace = text.lastIndexOf("}");
  if (brace <= last.offset) return undefined;
  return { offset: last.offset, length: text.slice(last.offset, brace).trimEnd().length };
}

function parseValue(text: string, span: Span): JsonValue | undefined {
  if (checkValue(text, span)) return undefined;
  const value: JsonValue = JSON.parse(bodySourceText(text, span));
  return value;
}
