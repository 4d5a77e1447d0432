/** A run file without the JSON of its bodies and chunks, and their bytes. */
export interface RecordCopies {
  /** The file's text with the index of its copy in the place of each. */
  readonly skeleton: string;
  /** The bytes from colon to comma, blanks included: parts of the file, not copies of it. */
  readonly copies: readonly Uint8Array[];
}

/** The most members and places from the record's root to a copy. */
const deepestCopy = 4;

/**
 * Takes the JSON that a run file has copied out of the file, in one pass: who reads the file parses what is left, and the
 * answer is made into text and parsed once, by its decoder. Never throws; where the file is no JSON neither is the
 * skeleton, or the fault is within a copy.
 */
export function takeCopies(file: Uint8Array): RecordCopies {
  const copies: Uint8Array[] = [];
  const path: (string | number)[] = [];
  let depth = 0;
  let keyAt = 0;
  for (let at = 0; at < file.length; at++) {
    const code = file[at] ?? 0;
    if (code === quote) {
      keyAt = at;
      at = endOfString(file, at);
    } else if (code === openBrace || code === openBracket) {
      depth++;
      if (depth <= deepestCopy) path[depth - 1] = code === openBrace ? "" : 0;
    } else if (code === closeBrace || code === closeBracket) {
      depth--;
      if (depth < deepestCopy) path.length = Math.max(0, depth);
    } else if (depth > deepestCopy) {
      // Too deep for a copy.
    } else if (code === comma) {
      const index = path[depth - 1];
      if (typeof index === "number") path[depth - 1] = index + 1;
    } else if (code === colon) {
      path[depth - 1] = nameOf(file, keyAt);
      if (!isCopied(path)) continue;
      const end = endOfValue(file, at + 1);
      if (end < file.length && !isBlank(file, at + 1, end)) copies.push(file.subarray(at + 1, end));
      at = end - 1;
    }
  }
  return { skeleton: skeletonOf(file, copies), copies };
}

/** True for `request.body`, `response.body`, `response.events.N.chunk`, and `decoded`, which is decoded anew. */
function isCopied([holder, member, index, name]: readonly (string | number)[]): boolean {
  if (member === undefined) return holder === "decoded";
  if (member === "body")
    return index === undefined && (holder === "request" || holder === "response");
  return (
    name === "chunk" && holder === "response" && member === "events" && typeof index === "number"
  );
}

/** Names on the way to a copy. */
const names = ["request", "response", "body", "events", "chunk", "decoded"];
/** A longer name is none of them, whatever escapes it is written with. */
const maxNameBytes = 64;

/** The member's name whose string begins at `at`, if it is one on the way to a copy; else "". */
function nameOf(file: Uint8Array, at: number): string {
  const end = endOfString(file, at);
  if (end - at > maxNameBytes) return "";
  const known = names.find((name) => name.length === end - at - 1 && isAt(file, at + 1, name));
  if (known !== undefined || !file.subarray(at, end).includes(backslash)) return known ?? "";
  return unescaped(String.fromCharCode(...file.subarray(at + 1, end)));
}

function isAt(file: Uint8Array, at: number, text: string): boolean {
  for (let n = 0; n < text.length; n++) if (file[at + n] !== text.charCodeAt(n)) return false;
  return true;
}

function unescaped(name: string): string {
  try {
    return String(JSON.parse(`"${name}"`));
  } catch {
    return name;
  }
}

/** Where the comma or bracket is that ends the value which begins at `start`; the file's end where none does. */
function endOfValue(file: Uint8Array, start: number): number {
  let depth = 0;
  for (let at = start; at < file.length; at++) {
    const code = file[at] ?? 0;
    if (code === quote) at = endOfString(file, at);
    else if (code === openBrace || code === openBracket) depth++;
    else if (code === closeBrace || code === closeBracket) {
      if (depth === 0) return at;
      depth--;
    } else if (code === comma && depth === 0) return at;
  }
  return file.length;
}

/** Where the closing quote of the string that begins at `start` is; the file's end where it has none. */
function endOfString(file: Uint8Array, start: number): number {
  // Most strings end soon: a call costs more than a look at a few bytes.
  const near = Math.min(file.length, start + 64);
  for (let at = start + 1; at < near; at++) {
    if (file[at] === quote) return at;
    if (file[at] === backslash) at++;
  }
  for (let end = file.indexOf(quote, start + 1); end >= 0; end = file.indexOf(quote, end + 1)) {
    let slashes = 0;
    while (file[end - 1 - slashes] === backslash) slashes++;
    if (slashes % 2 === 0) return end;
  }
  return file.length;
}

/** The file's text with numbers in the place of its copies. */
function skeletonOf(file: Uint8Array, copies: readonly Uint8Array[]): string {
  const skeleton = new Uint8Array(lengthOfSkeleton(file, copies));
  let from = 0;
  let at = 0;
  for (const [index, copy] of copies.entries()) {
    const start = copy.byteOffset - file.byteOffset;
    at = put(skeleton, at, file, from, start);
    const number = String(index);
    for (let n = 0; n < number.length; n++) skeleton[at++] = number.charCodeAt(n);
    from = start + copy.length;
  }
  put(skeleton, at, file, from, file.length);
  return new TextDecoder().decode(skeleton);
}

function lengthOfSkeleton(file: Uint8Array, copies: readonly Uint8Array[]): number {
  let length = file.length;
  for (const [index, copy] of copies.entries()) length += String(index).length - copy.length;
  return length;
}

/** Copies a part of the file, and returns where it ends. Between two chunks are so few bytes that a call costs more. */
function put(to: Uint8Array, at: number, file: Uint8Array, from: number, end: number): number {
  if (end - from > 64) to.set(file.subarray(from, end), at);
  else for (let n = 0; n < end - from; n++) to[at + n] = file[from + n] ?? 0;
  return at + end - from;
}

function isBlank(file: Uint8Array, from: number, end: number): boolean {
  let at = from;
  while (at < end && blanks.has(file[at] ?? 0)) at++;
  return at === end;
}

/** Blank, tab and line ends. */
const blanks = new Set([32, 9, 10, 13]);
const quote = 34;
const comma = 44;
const colon = 58;
const openBracket = 91;
const backslash = 92;
const closeBracket = 93;
const openBrace = 123;
const closeBrace = 125;
