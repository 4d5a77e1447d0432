import type { JsonValue } from "../json/json.ts";
import type { ReadMember, ReadObject } from "../json/readObject.ts";
import type { Span } from "../json/span.ts";
import { applyEdits, type TextEdit } from "../json/textEdits.ts";
import { parseRequest, type RequestDocument } from "./parse.ts";
import { isMember, memberNames } from "./members.ts";

/**
 * The edits that give the member `key` the value, or take it out when the value is undefined.
 * Nothing else in the text changes: comments, order and layout stay. A new member goes where
 * `memberNames` has it; an empty text becomes a whole request. No edits when the text is not a
 * JSON object: fix the text first.
 */
export function setMember(
  document: RequestDocument,
  key: string,
  value: JsonValue | undefined,
): TextEdit[] {
  return value === undefined
    ? editMember(document, key, undefined)
    : editMember(document, key, JSON.stringify(value));
}

/** As setMember for several members, one after the other; null takes a member out. At most one edit for more than one. */
export function setMembers(
  document: RequestDocument,
  values: readonly (readonly [string, JsonValue])[],
): TextEdit[] {
  const [first] = values;
  if (first && values.length === 1) return setMember(document, first[0], first[1] ?? undefined);
  let now = document;
  for (const [key, value] of values) {
    const edits = setMember(now, key, value ?? undefined);
    now = parseRequest(applyEdits(now.text, edits), now.body && shiftSpan(now.body, edits));
  }
  return differenceOf(document.text, now.text);
}

/** As setMember, with the value as JSON source text, which is written as it is given. */
export function setMemberSource(
  document: RequestDocument,
  key: string,
  source: string,
): TextEdit[] {
  return editMember(document, key, source);
}

/**
 * The edits that make `requestMetadata` hold exactly these pairs, touching only the pairs that
 * differ where the keys stay, else writing the object anew. No pairs take the member out.
 */
export function setMetadata(
  document: RequestDocument,
  pairs: readonly (readonly [string, string])[],
): TextEdit[] {
  if (pairs.length === 0) return setMember(document, "requestMetadata", undefined);
  const member = document.members.get("requestMetadata");
  const { members = [], problem } = member?.read() ?? {};
  const sameKeys =
    !problem &&
    members.length === pairs.length &&
    members.every(({ key }, i) => key === pairs[i]?.[0]);
  if (!sameKeys) return editMember(document, "requestMetadata", layOutPairs(document, pairs));
  return members.flatMap((each, i) => {
    const source = JSON.stringify(pairs[i]?.[1]);
    const { offset, length } = each;
    return document.text.slice(offset, offset + length) === source
      ? []
      : [{ offset, length, text: source }];
  });
}

/** The white space that members of the root stand behind, such as two blanks. */
export function rootIndent(document: RequestDocument): string {
  const first = document.root?.members[0];
  if (!first) return "  ";
  const line = document.text.slice(lineStart(document.text, first.keyOffset), first.keyOffset);
  return /^\s+$/.test(line) ? line : "  ";
}

function editMember(
  document: RequestDocument,
  key: string,
  source: string | undefined,
): TextEdit[] {
  const { text, root } = document;
  if (!root) {
    if (!document.empty || source === undefined) return [];
    const comments = text.trim() === "" ? "" : `${text.trimEnd()}\n`;
    const whole = `${comments}{\n  ${JSON.stringify(key)}: ${source}\n}\n`;
    return [{ offset: 0, length: text.length, text: whole }];
  }
  const member = document.members.get(key);
  if (source === undefined) return member ? remove(text, root, member) : [];
  if (member) return [{ offset: member.offset, length: member.length, text: source }];
  return insert(document, root, `${JSON.stringify(key)}: ${source}`, key);
}

function insert(
  document: RequestDocument,
  root: ReadObject,
  property: string,
  key: string,
): TextEdit[] {
  const { text } = document;
  const before = predecessor(root, key);
  const multiline = text.slice(root.offset, root.offset + root.length).includes("\n");
  const gap = multiline ? `\n${rootIndent(document)}` : " ";
  if (root.members.length === 0)
    return [
      { offset: root.offset + 1, length: 0, text: `\n  ${property}${multiline ? "" : "\n"}` },
    ];
  if (!before)
    return [
      {
        offset: root.offset + 1,
        length: 0,
        text: multiline ? `${gap}${property},` : `${property}, `,
      },
    ];
  const end = before.offset + before.length;
  if (before.comma !== undefined) {
    const at = endOfMemberLine(text, before.comma + 1);
    return [{ offset: at, length: 0, text: `${gap}${property},` }];
  }
  const at = endOfMemberLine(text, end);
  return at === end
    ? [{ offset: end, length: 0, text: `,${gap}${property}` }]
    : [
        { offset: end, length: 0, text: "," },
        { offset: at, length: 0, text: `${gap}${property}` },
      ];
}

/** The member after which `key` belongs: the last one whose name comes before it in memberNames. */
function predecessor(root: ReadObject, key: string): ReadMember | undefined {
  const rank = orderOf(key);
  if (rank < 0) return root.members.at(-1);
  return root.members.findLast((each) => {
    const other = orderOf(each.key);
    return other >= 0 && other < rank;
  });
}

/** Past a comment that stands behind a value on its line; `from` itself when anything else does. */
function endOfMemberLine(text: string, from: number): number {
  const rest = /^[ \t]*(?:\/\/[^\r\n]*|\/\*[^\r\n]*?\*\/)?[ \t]*(?=\r?\n|$)/.exec(
    text.slice(from, from + 2000),
  );
  return rest ? from + rest[0].trimEnd().length : from;
}

function remove(text: string, root: ReadObject, member: ReadMember): TextEdit[] {
  const edits: TextEdit[] = [];
  const previous = root.members.findLast((each) => each.offset < member.keyOffset);
  const end = member.comma === undefined ? member.offset + member.length : member.comma + 1;
  if (member.comma === undefined && previous?.comma !== undefined)
    edits.push({ offset: previous.comma, length: 1, text: "" });
  const from = lineStart(text, member.keyOffset);
  const ownLineBefore = text.slice(from, member.keyOffset).trim() === "";
  const lineBreak = /^[ \t]*(\r?\n)/.exec(text.slice(end, end + 200));
  if (ownLineBefore && lineBreak) {
    edits.push({ offset: from, length: end + lineBreak[0].length - from, text: "" });
  } else {
    const blank = /^[ \t]*/.exec(text.slice(end, end + 200))?.[0].length ?? 0;
    edits.push({ offset: member.keyOffset, length: end + blank - member.keyOffset, text: "" });
  }
  return edits;
}

/** The span after edits that lie outside of it. */
function shiftSpan({ offset, length }: Span, edits: readonly TextEdit[]): Span {
  const before = edits.filter((edit) => edit.offset + edit.length <= offset);
  const delta = before.reduce((sum, edit) => sum + edit.text.length - edit.length, 0);
  return { offset: offset + delta, length };
}

/** The one edit that makes `after` of `before`, from the first difference to the last; none where they are the same. */
function differenceOf(before: string, after: string): TextEdit[] {
  if (before === after) return [];
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  if (splitsCharacter(before, start) || splitsCharacter(after, start)) start--;
  let rest = 0;
  while (rest < shorter - start && before.at(-1 - rest) === after.at(-1 - rest)) rest++;
  if (splitsCharacter(before, before.length - rest) || splitsCharacter(after, after.length - rest))
    rest--;
  const text = after.slice(start, after.length - rest);
  return [{ offset: start, length: before.length - rest - start, text }];
}

/** True between the two units of a surrogate pair or of a Windows line end: editors have no such place. */
function splitsCharacter(text: string, at: number): boolean {
  return /^(?:[\ud800-\udbff][\udc00-\udfff]|\r\n)$/.test(text.slice(Math.max(at - 1, 0), at + 1));
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf("\n", offset - 1) + 1;
}

function layOutPairs(
  document: RequestDocument,
  pairs: readonly (readonly [string, string])[],
): string {
  const indent = rootIndent(document);
  const lines = pairs.map(
    ([key, value]) => `${indent}${indent}${JSON.stringify(key)}: ${JSON.stringify(value)}`,
  );
  return `{\n${lines.join(",\n")}\n${indent}}`;
}

/** The position of the member in memberNames; -1 for an unknown one. */
function orderOf(key: string): number {
  return isMember(key) ? memberNames.indexOf(key) : -1;
}
