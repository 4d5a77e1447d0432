import { builtInModels } from "../../core/models/catalog.ts";
import { starterBody } from "../../core/models/starters.ts";
import type { TextEdit } from "../../core/json/textEdits.ts";
import { rootIndent, setMemberSource } from "../../core/request/edit.ts";
import { stringMember, type RequestDocument } from "../../core/request/parse.ts";
import { sourceText } from "../../core/request/requestBody.ts";

/**
 * What a starter body for the chosen model is called, when one is worth offering: there is no body
 * yet, or it is still another model's starter, untouched. Nothing of the user's is ever replaced.
 * `baseModel` is the model behind an id that does not tell it.
 */
export function offeredStarter(parsed: RequestDocument, baseModel?: string): string | undefined {
  const starter = starterBody(baseModel ?? stringMember(parsed, "modelId") ?? "");
  if (!starter || parsed.members.has("bodyFile")) return undefined;
  if (!parsed.body) return starter.title;
  if (parsed.body.length > 10_000) return undefined;
  const body = squeeze(sourceText(parsed.text, parsed.body.read()));
  if (body === squeeze(starter.body)) return undefined;
  if (parsed.text.slice(parsed.body.offset, parsed.body.offset + parsed.body.length).trim() === "")
    return starter.title;
  return body === "{}" || untouchedStarters().has(body) ? starter.title : undefined;
}

/** The edits that put the model's starter body into the request. */
export function starterEdits(parsed: RequestDocument, baseModel?: string): TextEdit[] {
  const starter = starterBody(baseModel ?? stringMember(parsed, "modelId") ?? "");
  if (!starter) return [];
  const source = starter.body.replaceAll("\n", `\n${rootIndent(parsed)}`);
  return setMemberSource(parsed, "body", source);
}

let starters: Set<string> | undefined;
function untouchedStarters(): Set<string> {
  starters ??= new Set(
    builtInModels.flatMap(({ modelId }) => {
      const starter = starterBody(modelId);
      return starter ? [squeeze(starter.body)] : [];
    }),
  );
  return starters;
}

const squeeze = (json: string) => json.replaceAll(/\s+/g, "");
