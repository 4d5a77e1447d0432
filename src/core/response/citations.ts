import { isJsonNumber, type JsonObject, type JsonValue } from "../json/json.ts";
import type { Citation } from "./decoded.ts";
import { asObject, asText, objectsIn } from "./read.ts";

/**
 * A citation of Claude's: `cited_text` with a place in a document (char_location, page_location,
 * content_block_location), in a search result or on the web. Rests on Anthropic's documentation.
 */
export function anthropicCitation(value: JsonValue | undefined): readonly Citation[] {
  const citation = asObject(value);
  if (citation === undefined) return [];
  return [
    {
      text: asText(citation.cited_text) ?? "",
      title: asText(citation.document_title) ?? asText(citation.title),
      url: asText(citation.url),
      source: asText(citation.source) ?? placeOf(citation),
    },
  ];
}

/**
 * A citation in Converse's shape, which Nova's messages share. Rests on the service model's
 * `Citation` and `CitationsDelta`; no recording shows one.
 */
export function converseCitation(value: JsonValue | undefined): readonly Citation[] {
  const citation = asObject(value);
  if (citation === undefined) return [];
  const [[kind, at] = []] = Object.entries(asObject(citation.location) ?? {});
  const where = asObject(at) ?? {};
  const words = objectsIn(citation.sourceContent).map((part) => asText(part.text) ?? "");
  return [
    {
      text: words.join(""),
      title: asText(citation.title),
      url: asText(where.url),
      source:
        asText(citation.source) ?? (kind === "web" ? asText(where.domain) : conversePlace(where)),
    },
  ];
}

const spans = [
  ["characters", "start_char_index", "end_char_index"],
  ["pages", "start_page_number", "end_page_number"],
  ["blocks", "start_block_index", "end_block_index"],
] as const;

/** Numbers as the API counts them: characters and blocks from 0, pages from 1, ends exclusive. */
function placeOf(citation: JsonObject): string | undefined {
  const span = spans.find(([, start]) => isJsonNumber(citation[start]));
  return place(citation.document_index ?? citation.search_result_index, span?.[0], [
    span && citation[span[1]],
    span && citation[span[2]],
  ]);
}

function conversePlace(where: JsonObject): string | undefined {
  const index = where.documentIndex ?? where.searchResultIndex;
  return place(index, undefined, [where.start, where.end]);
}

function place(
  index: JsonValue | undefined,
  unit: string | undefined,
  [start, end]: readonly (JsonValue | undefined)[],
): string | undefined {
  if (!isJsonNumber(index)) return undefined;
  const document = `document ${String(index)}`;
  if (!isJsonNumber(start) || !isJsonNumber(end)) return document;
  return `${document}, ${unit === undefined ? "" : `${unit} `}${String(start)}–${String(end)}`;
}
