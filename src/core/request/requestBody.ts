import { isJsonObject, type JsonValue } from "../json/json.ts";
import { jsonText } from "../json/jsonText.ts";
import type { ReadMember } from "../json/readObject.ts";
import type { ReadValue } from "../json/readValue.ts";
import type { Span } from "../json/span.ts";
import { editedText } from "../json/textEdits.ts";
import { once } from "../once.ts";
import { utf8Length } from "./utf8Length.ts";
import {
  findPlaceholders,
  substitutedGrowth,
  substituteVariables,
  type Placeholder,
} from "./variables.ts";

/** The request's variables by name, each as its own JSON source text: `1.0` stays `1.0`. */
type Sources = Readonly<Record<string, string>>;
type Given = Readonly<Record<string, JsonValue>>;

/** The body of a request and what is known of it: found when it is first asked for, and then kept. */
export interface RequestBody extends Span {
  /** Whether it is JSON, its comments, its keys. */
  readonly read: () => ReadValue;
  /** The file's variables; undefined where the file declares none, and the body is sent untouched. */
  readonly variables: () => Sources | undefined;
  /** How many bytes it has without comments and trailing commas, before variables are put in. */
  readonly sourceBytes: () => number;
  /** Its JSON text as it is sent, `given` before the file's variables of the same names. */
  readonly text: (given?: Given) => string;
  /** The same in UTF-8; do not change it: it is kept where nothing is given. */
  readonly bytes: (given?: Given) => Uint8Array;
  /** How many bytes that are, counted without building them. */
  readonly byteLength: (given?: Given) => number;
  /** Its placeholders with their places in the file, found one by one. */
  readonly placeholders: () => Iterable<Placeholder>;
}

/** Returns what is known of the body in the request's text. */
export function requestBody(
  text: string,
  { offset, length, read }: ReadMember,
  variables: (ReadMember & { readonly value: JsonValue | undefined }) | undefined,
): RequestBody {
  const declared = once(() =>
    variables && isJsonObject(variables.value) ? sourcesOf(text, variables.read()) : undefined,
  );
  const sourceBytes = once(() => cutLength(text, read()));
  const build = (given: Given) => substituteVariables(text, read(), withGiven(declared(), given));
  const encode = (given: Given) => new TextEncoder().encode(build(given));
  const plainBytes = once(() => encode({}));
  const plainLength = once(
    () => sourceBytes() + substitutedGrowth(text, read(), withGiven(declared(), {})),
  );
  return {
    offset,
    length,
    read,
    variables: declared,
    sourceBytes,
    text: (given = {}) => build(given),
    bytes: (given = {}) => (isEmpty(given) ? plainBytes() : encode(given)),
    byteLength: (given = {}) =>
      isEmpty(given)
        ? plainLength()
        : sourceBytes() + substitutedGrowth(text, read(), withGiven(declared(), given)),
    placeholders: () => findPlaceholders(text, read().templates),
  };
}

/** The names that variables can have: those of the body's placeholders, none without `variables`. */
export function placeholderNames(body: RequestBody | undefined): Set<string> {
  const names = new Set<string>();
  if (body?.variables()) for (const { name } of body.placeholders()) names.add(name);
  return names;
}

/** The source text of a JSONC value that was read, without its comments and trailing commas. */
export function sourceText(text: string, read: ReadValue): string {
  return read.cuts.length === 0
    ? text.slice(read.offset, read.offset + read.length)
    : editedText(text, read, read.cuts);
}

function sourcesOf(text: string, { members, cuts }: ReadValue): Sources {
  let at = 0;
  return Object.fromEntries(
    members.map((member) => {
      const end = member.offset + member.length;
      while ((cuts[at]?.offset ?? end) < member.offset) at++;
      const from = at;
      while ((cuts[at]?.offset ?? end) < end) at++;
      return [member.key, editedText(text, member, cuts.slice(from, at))];
    }),
  );
}

function cutLength(text: string, read: ReadValue): number {
  let bytes = utf8Length(text.slice(read.offset, read.offset + read.length));
  for (const cut of read.cuts)
    bytes += cut.text.length - utf8Length(text.slice(cut.offset, cut.offset + cut.length));
  return bytes;
}

/** Given values count only where the file declares variables. */
function withGiven(declared: Sources | undefined, given: Given): Sources {
  if (!declared || isEmpty(given)) return declared ?? {};
  const besides = Object.entries(given).map(([name, value]) => [name, jsonText(value)] as const);
  return { ...declared, ...Object.fromEntries(besides) };
}

const isEmpty = (given: Given) => Object.keys(given).length === 0;
