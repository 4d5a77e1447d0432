import { editedText, mergeEdits, type TextEdit } from "../json/textEdits.ts";
import type { ReadValue, Template } from "../json/readValue.ts";
import type { Span } from "../json/span.ts";
import { utf8Length } from "./utf8Length.ts";

/** A `{{name}}` in a text, and whether it is the whole of a string that is a value, not a key. */
export interface Placeholder extends Span {
  readonly name: string;
  readonly whole: boolean;
}

const pattern = /\{\{\s*([\w.-]+)\s*\}\}/g;

/** Every `{{name}}` in the strings, in order, found as it is asked for. Elsewhere braces are just braces. */
export function* findPlaceholders(
  text: string,
  templates: readonly Template[],
): Generator<Placeholder, void> {
  for (const { offset, length, isKey } of templates)
    for (const match of text.slice(offset, offset + length).matchAll(pattern))
      yield {
        name: match[1] ?? "",
        offset: offset + match.index,
        length: match[0].length,
        // A key is a text whatever the variable is.
        whole: !isKey && match[0].length === length - 2,
      };
}

/**
 * The JSON text of a value without its comments and trailing commas, with every `{{name}}` replaced by the variable of
 * that name, given as JSON source text. A text goes into the string around it as it is written; another value takes the
 * place of a string that is nothing but the placeholder, and is written as JSON text into any other string and into a
 * key. Names without a value stay as they are.
 */
export function substituteVariables(
  text: string,
  read: ReadValue,
  sources: Readonly<Record<string, string>>,
): string {
  return editedText(text, read, mergeEdits(read.cuts, replacements(text, read, sources)));
}

/**
 * By how many bytes in UTF-8 the variables make the value longer, counted without building it: it may be many times as
 * long.
 */
export function substitutedGrowth(
  text: string,
  read: ReadValue,
  sources: Readonly<Record<string, string>>,
): number {
  const lengths = new Map<string, number>();
  let bytes = 0;
  for (const { offset, length, text: put } of replacements(text, read, sources)) {
    const known = lengths.get(put) ?? utf8Length(put);
    lengths.set(put, known);
    bytes += known - utf8Length(text.slice(offset, offset + length));
  }
  return bytes;
}

function* replacements(
  text: string,
  { templates }: ReadValue,
  sources: Readonly<Record<string, string>>,
): Generator<TextEdit, void> {
  const inStrings = new Map<string, string>();
  for (const { name, offset, length, whole } of findPlaceholders(text, templates)) {
    const source = Object.hasOwn(sources, name) ? sources[name] : undefined;
    if (source === undefined) continue;
    if (whole && !source.startsWith('"')) {
      yield { offset: offset - 1, length: length + 2, text: source };
      continue;
    }
    const put = inStrings.get(name) ?? inString(source);
    inStrings.set(name, put);
    yield { offset, length, text: put };
  }
}

function inString(source: string): string {
  return (source.startsWith('"') ? source : JSON.stringify(source)).slice(1, -1);
}
