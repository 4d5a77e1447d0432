import { nextExpected, type Expected } from "./grammar.ts";
import { jsonStart, visitJson, type JsonPlace, type JsonToken } from "./visitJson.ts";

/** Where a JSON text is after what has come of it. */
export interface JsonScan {
  readonly place: JsonPlace;
  readonly expected: Expected;
  /** What came last is a word, which may go on. */
  readonly inWord: boolean;
}

/** Before the first character. */
export const scanStart: JsonScan = { place: jsonStart, expected: "value", inWord: false };

/**
 * Reads on from where the scan is: `end` is where the text's value ends, `broken` where no JSON can go on; neither where
 * more is needed. Only an object or a list is looked for. What a number or an escape may be is left to the parser.
 */
export function scanOn(
  scan: JsonScan,
  text: string,
): { readonly scan: JsonScan; readonly end?: number; readonly broken?: true } {
  let { expected, inWord } = scan;
  let end: number | undefined;
  let broken = false;
  /** The first token may be the rest of one that the text before has begun. */
  let isRest = scan.place.within !== undefined;
  const take = (token: JsonToken) => {
    const { kind } = token;
    const goesOn = isRest || (inWord && kind === "word");
    isRest = false;
    inWord = kind === "word";
    broken = !mayHold(text, token) || (kind === "word" && !goesOn && !begins(text, token));
    if (goesOn || kind === "blank" || broken) return broken ? "stop" : undefined;
    const { level } = token;
    const inside = level && (level.isObject ? "{" : "[");
    const next = nextExpected(expected, kind, inside, false);
    const isOuter = level === undefined && kind !== "{" && kind !== "[";
    if (next === undefined || isOuter) {
      broken = true;
      return "stop";
    }
    expected = next;
    if ((kind !== "}" && kind !== "]") || level?.below) return undefined;
    end = token.end;
    return "stop";
  };
  const place = visitJson(text, take, { place: scan.place });
  if (broken) return { scan: scanStart, broken };
  return end === undefined ? { scan: { place, expected, inWord } } : { scan: scanStart, end };
}

/** True unless no string, or no word, of JSON has such a character. */
function mayHold(text: string, { kind, start, end }: JsonToken): boolean {
  if (kind === "string") {
    for (let at = start; at < end; at++) if (text.charCodeAt(at) < 0x20) return false;
    return true;
  }
  return kind !== "word" || /^[\w.+-]+$/.test(text.slice(start, end));
}

function begins(text: string, { start }: JsonToken): boolean {
  return /[-\dtfn]/.test(text.charAt(start));
}
