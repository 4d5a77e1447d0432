/** What may come next where a JSON text stands that is still arriving. */
type Expected =
  | "value"
  | "valueOrEnd"
  | "key"
  | "keyOrEnd"
  | "colon"
  | "comma"
  | "string"
  | "keyString"
  | "literal";

interface Level {
  readonly isObject: boolean;
  readonly below: Level | undefined;
}

/** Where a JSON text stands after what has come of it. */
export interface JsonScan {
  readonly expected: Expected;
  readonly escaped: boolean;
  readonly level: Level | undefined;
}

/** Before the first character. */
export const scanStart: JsonScan = { expected: "value", escaped: false, level: undefined };

/**
 * Reads on from where the scan stands: `end` is where the text's value ends, `broken` where no JSON can go on; neither
 * where more is needed. Looks at each character once, at any depth; what a number or an escape may be is left to the
 * parser.
 */
export function scanOn(
  { expected, escaped, level }: JsonScan,
  text: string,
): { readonly scan: JsonScan; readonly end?: number; readonly broken?: true } {
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (expected === "string" || expected === "keyString") {
      if (escaped) escaped = false;
      else if (character === "\\") escaped = true;
      else if (character === '"') expected = expected === "string" ? "comma" : "colon";
      else if (character < " ") return { scan: scanStart, broken: true };
      continue;
    }
    if (expected === "literal") {
      if (/[\w.+-]/.test(character)) continue;
      expected = "comma";
    }
    if (character === " " || character === "\n" || character === "\r" || character === "\t")
      continue;
    const next = after(expected, character, level);
    if (next === undefined) return { scan: scanStart, broken: true };
    ({ expected, level } = next);
    if (level === undefined) return { scan: scanStart, end: at + 1 };
  }
  return { scan: { expected, escaped, level } };
}

type Step = Pick<JsonScan, "expected" | "level">;

function after(expected: Expected, character: string, level: Level | undefined): Step | undefined {
  const ends =
    expected === "comma" || expected === (level?.isObject ? "keyOrEnd" : "valueOrEnd")
      ? character === (level?.isObject ? "}" : "]")
      : false;
  if (ends) return { expected: "comma", level: level?.below };
  switch (expected) {
    case "value":
    case "valueOrEnd":
      return valueStart(character, level);
    case "key":
    case "keyOrEnd":
      return character === '"' ? { expected: "keyString", level } : undefined;
    case "colon":
      return character === ":" ? { expected: "value", level } : undefined;
    case "comma":
      return character === "," ? { expected: level?.isObject ? "key" : "value", level } : undefined;
    default:
      return undefined;
  }
}

/** Only an object or a list is looked for at the top. */
function valueStart(character: string, level: Level | undefined): Step | undefined {
  if (character === "{") return { expected: "keyOrEnd", level: { isObject: true, below: level } };
  if (character === "[")
    return { expected: "valueOrEnd", level: { isObject: false, below: level } };
  if (level === undefined) return undefined;
  if (character === '"') return { expected: "string", level };
  return /[-\dtfn]/.test(character) ? { expected: "literal", level } : undefined;
}
