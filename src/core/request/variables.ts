import { createScanner, SyntaxKind } from "./tokens.ts";
import type { JsonValue } from "../json.ts";
import { jsonText } from "../jsonText.ts";
import type { Span } from "./scan.ts";

/** A `{{name}}` in a body text, and whether it is the whole string it stands in. */
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
  for (let token = scanner.scan(); token !== SyntaxKind.EOF; token = scanner.scan()) {
    if (token !== SyntaxKind.StringLiteral) continue;
    const start = scanner.getTokenOffset();
    const raw = json.slice(start, start + scanner.getTokenLength());
    for (const match of raw.matchAll(pattern))
      found.push({
        name: match[1] ?? "",
        offset: start + match.index,
        length: match[0].length,
        whole: match[0].length === raw.length - 2,
      });
  }
  return found;
}

/**
 * The JSON text with every `{{name}}` replaced. A text value is escaped into the string around it;
 * another JSON value takes the place of a string that is nothing but the placeholder, and is
 * written as JSON text into any other. Names without a value stay as they are.
 */
export function substituteVariables(
  json: string,
  values: Readonly<Record<string, JsonValue | undefined>>,
): string {
  let out = "";
  let from = 0;
  for (const { name, offset, length, whole } of findPlaceholders(json)) {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) continue;
    const text = typeof value === "string" ? value : jsonText(value);
    if (whole && typeof value !== "string") {
      out += json.slice(from, offset - 1) + text;
      from = offset + length + 1;
    } else {
      out += json.slice(from, offset) + JSON.stringify(text).slice(1, -1);
      from = offset + length;
    }
  }
  return out + json.slice(from);
}
