import { layoutEdits } from "../../core/json/jsonLayout.ts";
import type { TextEdit } from "../../core/json/textEdits.ts";
import { rootIndent } from "../../core/request/edit.ts";
import type { RequestDocument } from "../../core/request/parse.ts";

/** Lays the body out anew: blank space moves, lexemes and comments stay. */
export function formatBody(parsed: RequestDocument): readonly TextEdit[] {
  const { body, text } = parsed;
  if (!body || body.read().isBlank) return [];
  const indent = rootIndent(parsed);
  return layoutEdits(text, body, indent, indent);
}
