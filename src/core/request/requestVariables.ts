import { isJsonObject, type JsonValue } from "../json.ts";
import { jsonText } from "../jsonText.ts";
import { bodySourceText } from "./bodyText.ts";
import type { RequestDocument } from "./parse.ts";
import { scanObject } from "./scan.ts";
import { findPlaceholders, substituteVariables, type Placeholder } from "./variables.ts";

/**
 * The request's variables, each as its own JSON source text (`1.0` stays `1.0`); undefined when the
 * member is absent, or no object, and the body is sent untouched.
 */
export function variableSources(
  document: RequestDocument,
): Readonly<Record<string, string>> | undefined {
  const member = document.members.get("variables");
  if (!member || !isJsonObject(member.value)) return undefined;
  const { members = [] } = scanObject(document.text, member.offset) ?? {};
  return Object.fromEntries(members.map((each) => [each.key, bodySourceText(document.text, each)]));
}

/**
 * The body's text as it is sent, without comments and with its variables put in; `given` go before
 * the file's variables of the same names. Undefined when the file has no body of its own.
 */
export function resolvedBody(
  document: RequestDocument,
  given: Readonly<Record<string, JsonValue>> = {},
): string | undefined {
  if (!document.body) return undefined;
  const source = bodySourceText(document.text, document.body);
  const declared = variableSources(document);
  if (!declared) return source;
  const besides = Object.entries(given).map(([name, value]) => [name, jsonText(value)] as const);
  return substituteVariables(source, { ...declared, ...Object.fromEntries(besides) });
}

/** The names that variables can have: those of the body's placeholders, none without `variables`. */
export function placeholderNames(document: RequestDocument): Set<string> {
  return new Set(variableSources(document) ? placeholders(document).map(({ name }) => name) : []);
}

/** The placeholders of the body, with their places in the file. */
export function placeholders({ text, body }: RequestDocument): Placeholder[] {
  if (!body) return [];
  return findPlaceholders(text.slice(body.offset, body.offset + body.length)).map((each) => ({
    ...each,
    offset: body.offset + each.offset,
  }));
}
