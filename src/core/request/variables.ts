import { createScanner, SyntaxKind } from "../json/tokens.ts";
import { utf8Length } from "./bodyText.ts";
import type { Span } from "./scan.ts";

/** A `{{name}}` in a body text, and whether it is the whole of a string that is a value, not a key. */
export interface Placeholder extends Span {
  readonly name: string;
  readonly whole: boolean;
}

const pattern = /\{\{\s*([\w.-]+)\s*\}\}/g;

/** Every `{{name}}` inside the strings of a JSON text, in order, found as it is asked for. Elsewhere braces are just braces. */
export function* findPlaceholders(json: string): Generator<Placeholder, void> {
  if (!json.includes("{{")) return;
  const scanner = createScanner(json, true);
  let token = scanner.scan();
  while (token !== SyntaxKind.EOF) {
    const isString = token === SyntaxKind.StringLiteral;
    const start = scanner.getTokenOffset();
    const raw = isString ? json.slice(start, start + scanner.getTokenLength()) : "";
    token = scanner.scan();
    // A key is a text whatever the variable is.
    const isKey = token === SyntaxKind.ColonToken;
    for (const match of raw.matchAll(pattern))
      yield {
        name: match[1] ?? "",
        offset: start + match.index,
        length: match[0].length,
        whole: !isKey && match[0].length === raw.length - 2,
      };
  }
}

/**
 * The JSON text with every `{{name}}` replaced by the variable of that name, given as JSON source
 * text. A text goes into the string around it as it is written; another value takes the place of a
 * string that is nothing but the placeholder, and is written as JSON text into any other string and
 * into a key. Names without a value stay as they are.
 */
export function substituteVariables(
  json: string,
  sources: Readonly<Record<string, string>>,
): string {
  let out = "";
  let from = 0;
  for (const { offset, length, text } of replacements(json, sources)) {
    out += json.slice(from, offset) + text;
    from = offset + length;
  }
  return out + json.slice(from);
}

/** The bytes in UTF-8 of what `substituteVariables` gives, counted without building it: it may be many times as long. */
export function substitutedLength(json: string, sources: Readonly<Record<string, string>>): number {
  const lengths = new Map<string, number>();
  let bytes = utf8Length(json);
  for (const { offset, length, text } of replacements(json, sources)) {
    const known = lengths.get(text) ?? utf8Length(text);
    lengths.set(text, known);
    bytes += known - utf8Length(json.slice(offset, offset + length));
  }
  return bytes;
}

interface Replacement extends Span {
  readonly text: string;
}

function* replacements(
  json: string,
  sources: Readonly<Record<string, string>>,
): Generator<Replacement, void> {
  const inStrings = new Map<string, string>();
  for (const { name, offset, length, whole } of findPlaceholders(json)) {
    const source = Object.hasOwn(sources, name) ? sources[name] : undefined;
    if (source === undefined) continue;
    if (whole && !source.startsWith('"')) {
      yield { offset: offset - 1, length: length + 2, text: source };
      continue;
    }
    const text = inStrings.get(name) ?? inString(source);
    inStrings.set(name, text);
    yield { offset, length, text };
  }
}

function inString(source: string): string {
  return (source.startsWith('"') ? source : JSON.stringify(source)).slice(1, -1);
}
