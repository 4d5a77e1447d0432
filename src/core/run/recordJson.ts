import { jsonText } from "../json/jsonText.ts";

/** JSON text that stands in a record: ours, laid out as we like, or another's, copied as it is. */
export interface RecordText {
  readonly text: string;
  /**
   * True for a copy. No blank stands before or after it, so that what is between the colon and the
   * next comma or bracket is the copy to the last byte, its own blanks included.
   */
  readonly verbatim: boolean;
}

export type RecordMember = readonly [key: string, value: RecordText | undefined];

/** The JSON text of our own value; undefined members are left out. Nesting of any depth is fine. */
export function ours(value: unknown): RecordText | undefined {
  return value === undefined ? undefined : { text: jsonText(value), verbatim: false };
}

/** Another's JSON text, to be copied as it is. */
export function verbatim(text: string): RecordText {
  return { text, verbatim: true };
}

/** An object of the members that have a value, one a line. */
export function objectText(members: readonly RecordMember[], indent: string): RecordText {
  const inner = `${indent}  `;
  const parts: string[] = [];
  let last: RecordText | undefined;
  for (const [key, value] of members) {
    if (value === undefined) continue;
    const lead = last === undefined ? "{" : ",";
    parts.push(lead, `\n${inner}${JSON.stringify(key)}:${value.verbatim ? "" : " "}`, value.text);
    last = value;
  }
  if (last === undefined) return { text: "{}", verbatim: false };
  parts.push(last.verbatim ? "}" : `\n${indent}}`);
  return { text: parts.join(""), verbatim: false };
}
