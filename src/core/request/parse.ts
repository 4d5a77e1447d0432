import type { JsonValue } from "../json/json.ts";
import { readObject, type ReadMember, type ReadObject } from "../json/readObject.ts";
import { readValue } from "../json/readValue.ts";
import type { Span } from "../json/span.ts";
import { isMember } from "./members.ts";
import { requestBody, sourceText, type RequestBody } from "./requestBody.ts";

/** A member of the request file. */
export interface Member extends ReadMember {
  /** The parsed value; undefined where it is not JSON, for keys that are unknown, and for `body`. */
  readonly value: JsonValue | undefined;
}

/** A request file taken apart, whatever state the text is in. Problems, form, checks and sending share it. */
export interface RequestDocument {
  readonly text: string;
  /** Undefined when the text is not a JSON object. */
  readonly root: ReadObject | undefined;
  /** By key; of a key that is there twice, the last. */
  readonly members: ReadonlyMap<string, Member>;
  readonly body: RequestBody | undefined;
  /** True for a text of nothing but blank space and comments. */
  readonly empty: boolean;
}

/**
 * Takes a request file's text apart, in one pass. `knownBody` is the body's extent where an editor has tracked it: a body
 * that is being typed is rarely balanced, and the members behind it must not get lost.
 */
export function parseRequest(text: string, knownBody?: Span): RequestDocument {
  let root = readObject(text, knownBody);
  if (root && !knownBody) {
    const guess = guessBody(text, root);
    if (guess) root = readObject(text, guess) ?? root;
  }
  const members = new Map<string, Member>();
  for (const member of root?.members ?? [])
    members.set(member.key, {
      ...member,
      value: isRead(member.key) ? valueOf(text, member) : undefined,
    });
  const body = members.get("body");
  return {
    text,
    root,
    members,
    body: body && requestBody(text, body, members.get("variables")),
    empty: root === undefined && isBlank(text),
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

/** True for a text that tells by itself where its body is. */
export function isSound({ root, body }: RequestDocument): boolean {
  return root?.problems.length === 0 && !body?.read().problem;
}

/**
 * A broken body swallows the closing brace of the file, or loses its own to it. Where the body is
 * the last member of a file that does not close, its end is taken to be before the last brace.
 */
function guessBody(text: string, root: ReadObject): Span | undefined {
  const last = root.members.at(-1);
  const unclosed =
    root.offset + root.length === text.length && text.length > 0 && root.problems.length > 0;
  if (!unclosed || last?.key !== "body" || !last.read().problem) return undefined;
  const brace = text.lastIndexOf("}");
  if (brace <= last.offset) return undefined;
  return { offset: last.offset, length: text.slice(last.offset, brace).trimEnd().length };
}

function isBlank(text: string): boolean {
  const offset = text.startsWith("\uFEFF") ? 1 : 0;
  return readValue(text, { offset, length: text.length - offset }).isBlank;
}

function valueOf(text: string, member: ReadMember): JsonValue | undefined {
  const read = member.read();
  if (read.problem) return undefined;
  const value: JsonValue = JSON.parse(sourceText(text, read));
  return value;
}
