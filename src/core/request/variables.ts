import { createScanner, SyntaxKind } from "../tokens.ts";
import type { Span } from "./scan.ts";

/** A `{{name}}` in a body text, and whether it is the whole of a string that is a value, not a key. */
export interface Placeholder extends Span {
  readonly name: string;
  readonly whole: boolean;
}

const pattern = /\{\{\s*([\w.-]+)\s*\}\}/g;

/** Every `{{name}}` inside the strings of a JSON text, in order. Elsewhere braces are just braces. */
export function findPlaceholders(json: string): Placeholder[] {
  if (!json.includes("{{")) return [];
  const found: Placeholder[] = [];
  const scanner = createScanner(json, true);
  let inLastString: Placeholder[] = [];
  for (let token = scanner.scan(); token !== SyntaxKind.EOF; token = scanner.scan()) {
    // A key is a text whatever the variable is.
    if (token === SyntaxKind.ColonToken)
      inLastString = inLastString.map((each) => ({ ...each, whole: false }));
    found.push(...inLastString);
    inLastString = [];
    if (token !== SyntaxKind.StringLiteral) continue;
    const start = scanner.getTokenOffset();
    const raw = json.slice(start, start + scanner.getTokenLength());
    for (const match of raw.matchAll(pattern))
      inLastString.push({
        name: match[1] ?? "",
        offset: start + match.index,
        length: match[0].length,
        whole: match[0].length === raw.length - 2,
      });
  }
  return [...found, ...inLastString];
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
  for (const { name, offset, length, whole } of findPlaceholders(json)) {
    const source = Object.hasOwn(sources, name) ? sources[name] : undefined;
    if (source === undefined) continue;
    const isText = source.startsWith('"');
    if (whole && !isText) {
      out += json.slice(from, offset - 1) + source;
      from = offset + length + 1;
    } else {
      const inString = isText ? source.slice(1, -1) : JSON.stringify(source).slice(1, -1);
      out += json.slice(from, offset) + inString;
      from = offset + length;
    }
  }
  return out + json.slice(from);
}
