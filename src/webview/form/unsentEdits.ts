import type { FormEdit, FormToHost } from "../../protocol/form.ts";
import type { MemberValue } from "./drafts.ts";

/** What is told at each keystroke at most, in characters of the body and changes of it. */
const maxLength = 10_000;
const maxChanges = 100;

/** Returns all that is typed and not sent yet as edits; undefined where that is too much to be told at each keystroke. */
export function unsentEdits(
  values: MemberValue[],
  pairs: [string, string][] | undefined,
  body: FormEdit | undefined,
): FormEdit[] | undefined {
  if (body?.type === "editBody" && isLarge(body)) return undefined;
  return [
    ...(values.length > 0 ? [{ type: "set" as const, values }] : []),
    ...(pairs ? [{ type: "setMetadata" as const, pairs }] : []),
    ...(body ? [body] : []),
  ];
}

/** Returns whether the message is an edit of the request. */
export function isFormEdit({ type }: FormToHost): boolean {
  return type === "set" || type === "setMetadata" || type === "editBody";
}

function isLarge({ changes }: FormEdit & { type: "editBody" }): boolean {
  const length = changes.reduce((sum, { insert }) => sum + insert.length, 0);
  return length > maxLength || changes.length > maxChanges;
}
