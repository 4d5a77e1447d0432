import { format } from "jsonc-parser";
import { rootIndent, type TextEdit } from "../../core/request/edit.ts";
import { isBlank } from "../../core/request/scan.ts";
import type { RequestDocument } from "../../core/request/parse.ts";

/** Lays the body out anew: blank space moves, lexemes and comments stay. */
export function formatBody(parsed: RequestDocument): TextEdit[] {
  const { body, text } = parsed;
  if (!body || isBlank(text, body)) return [];
  const options = { insertSpaces: true, tabSize: rootIndent(parsed).length, eol: "\n" };
  return format(text, body, options)
    .filter(
      ({ offset, length }) => offset >= body.offset && offset + length <= body.offset + body.length,
    )
    .map(({ offset, length, content }) => ({ offset, length, text: content }));
}
