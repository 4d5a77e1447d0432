import { formsOf } from "./secretForms.ts";

/** What stands where a secret was. */
export const hidden = "[redacted]";

/** Anything shorter is no secret of AWS's, and would blot out ordinary words. */
const minSecretLength = 8;

/** Shorter forms could be made up of words that stand beside each other. */
const minBrokenLength = 20;

/** A stretch of a text: `start` is in it, `end` is not. */
interface Range {
  readonly start: number;
  readonly end: number;
}

/**
 * Returns what takes these secrets out of a text, in every form in which one can stand there (JSON, a URL, base64, broken
 * into lines). It looks for all of them in one pass, in time that is linear in the text. What is not a text is no secret.
 */
export function hideSecrets(known: readonly unknown[]): (text: string) => string {
  const secrets = known
    .filter((secret) => typeof secret === "string")
    .flatMap((secret) => [secret, secret.trim()])
    .filter((secret) => secret.trim().length >= minSecretLength);
  const forms = [...new Set(secrets)].flatMap(formsOf);
  if (forms.length === 0) return (text) => text;
  const plain = indexOf(forms);
  const broken = indexOf(
    forms.map((form) => unbroken(form).text).filter((form) => form.length >= minBrokenLength),
  );
  return (text) => {
    const found = plain.find(text);
    // Long ones are broken into lines by what prints them, in JSON by `\n`.
    if (!broken.isEmpty && lineBreaks.test(text)) {
      const { text: joined, places } = unbroken(text);
      for (const { start, end } of broken.find(joined))
        found.push({ start: places[start] ?? 0, end: (places[end - 1] ?? 0) + 1 });
    }
    return withoutRanges(text, found);
  };
}

const lineBreaks = /\s|\\[nr]/;

/** The text without its blanks and line breaks, and where each character stood. */
function unbroken(text: string): { readonly text: string; readonly places: Uint32Array } {
  const places = new Uint32Array(text.length);
  const parts: string[] = [];
  let length = 0;
  let from = 0;
  for (let at = 0; at < text.length;) {
    const gap = gapAt(text, at);
    if (gap === 0) {
      places[length++] = at++;
      continue;
    }
    if (at > from) parts.push(text.slice(from, at));
    at += gap;
    from = at;
  }
  parts.push(text.slice(from));
  return { text: parts.join(""), places };
}

/** How many characters of a gap stand here: a blank, or a line break as JSON writes it. */
function gapAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code <= 32) return 1;
  if (code === backslash) return /[nr]/.test(text.charAt(at + 1)) ? 2 : 0;
  return code > 127 && /\s/.test(text.charAt(at)) ? 1 : 0;
}

const backslash = 0x5c;

/** Finds forms by how they begin: at most places of a text, nothing begins so. */
function indexOf(forms: readonly string[]) {
  const byStart = new Map<string, string[]>();
  const pairs = new Uint8Array(0x1_00_00);
  for (const form of new Set(forms)) {
    if (form.length < minSecretLength) continue;
    const start = form.slice(0, minSecretLength);
    const alike = byStart.get(start);
    if (alike) alike.push(form);
    else byStart.set(start, [form]);
    pairs[pairAt(form, 0)] = 1;
  }
  for (const alike of byStart.values()) alike.sort((a, b) => b.length - a.length);
  const find = (text: string): Range[] => {
    const found: Range[] = [];
    for (let at = 0; at + minSecretLength <= text.length; at++) {
      if (pairs[pairAt(text, at)] === 0) continue;
      const alike = byStart.get(text.slice(at, at + minSecretLength));
      const form = alike?.find((each) => text.startsWith(each, at));
      if (form !== undefined) found.push({ start: at, end: at + form.length });
    }
    return found;
  };
  return { find, isEmpty: byStart.size === 0 };
}

function pairAt(text: string, at: number): number {
  return ((text.charCodeAt(at) << 8) ^ text.charCodeAt(at + 1)) & 0xff_ff;
}

/** Ranges that overlap are hidden as one. */
function withoutRanges(text: string, ranges: Range[]): string {
  if (ranges.length === 0) return text;
  ranges.sort((a, b) => a.start - b.start);
  const parts: string[] = [];
  let shown = 0;
  for (const { start, end } of ranges) {
    if (start >= shown) parts.push(text.slice(shown, start), hidden);
    shown = Math.max(shown, end);
  }
  return parts.join("") + text.slice(shown);
}
