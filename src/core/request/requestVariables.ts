import { isJsonObject, type JsonValue } from "../json/json.ts";
import { jsonText } from "../json/jsonText.ts";
import { bodySourceText, utf8Length } from "./bodyText.ts";
import type { RequestDocument } from "./parse.ts";
import { scanObject } from "./scan.ts";
import {
  findPlaceholders,
  substitutedLength,
  substituteVariables,
  type Placeholder,
} from "./variables.ts";

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
  const sources = allSources(document, given);
  return sources ? substituteVariables(source, sources) : source;
}

/** The bytes in UTF-8 of what `resolvedBody` gives, counted without building it; 0 when there is no body. */
export function resolvedBodyBytes(
  document: RequestDocument,
  given: Readonly<Record<string, JsonValue>> = {},
): number {
  if (!document.body) return 0;
  const source = bodySourceText(document.text, document.body);
  const sources = allSources(document, given);
  return sources ? substitutedLength(source, sources) : utf8Length(source);
}

function allSources(
  document: RequestDocument,
  given: Readonly<Record<string, JsonValue>>,
): Readonly<Record<string, string>> | undefined {
  const declared = variableSources(document);
  const besides = Object.entries(given).map(([name, value]) => [name, jsonText(value)] as const);
  return declared && { ...declared, ...Object.fromEntries(besides) };
}

/** The names that variables can have: those of the body's placeholders, none without `variables`. */
export function placeholderNames(document: RequestDocument): Set<string> {
  const names = new Set<string>();
  if (variableSources(document)) for (const { name } of placeholders(document)) names.add(name);
  return names;
}

/** The placeholders of the body, with their places in the file, found as they are asked for. */
export function* placeholders({ text, body }: RequestDocument): Generator<Placeholder, void> {
  if (!body) return;
  for (const each of findPlaceholders(text.slice(body.offset, body.offset + body.length)))
    yield { ...each, offset: body.offset + each.offset };
}
