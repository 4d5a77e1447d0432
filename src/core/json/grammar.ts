import type { JsonKind } from "./visitJson.ts";

/** What may come next in a JSON text. */
export type Expected = "value" | "valueOrEnd" | "key" | "keyOrEnd" | "colon" | "comma";

/**
 * What may come behind a token of this kind, `inside` the bracket that is open around it (of a closing bracket, the one
 * that it closes); undefined where the token itself may not be here. What a word or a string holds is not looked at.
 */
export function nextExpected(
  expected: Expected,
  kind: JsonKind,
  inside: "{" | "[" | undefined,
  trailingCommas: boolean,
): Expected | undefined {
  const isObject = inside === "{";
  if (kind === "}" || kind === "]") {
    const fits = inside === (kind === "}" ? "{" : "[");
    const mayEnd = expected === "comma" || expected === (isObject ? "keyOrEnd" : "valueOrEnd");
    return fits && mayEnd ? "comma" : undefined;
  }
  switch (expected) {
    case "comma":
      if (kind !== "," || inside === undefined) return undefined;
      return trailingCommas ? firstOf(isObject) : isObject ? "key" : "value";
    case "key":
    case "keyOrEnd":
      return kind === "string" ? "colon" : undefined;
    case "colon":
      return kind === ":" ? "value" : undefined;
    case "value":
    case "valueOrEnd":
      if (kind === "string" || kind === "word") return "comma";
      return kind === "{" || kind === "[" ? firstOf(kind === "{") : undefined;
  }
}

const firstOf = (isObject: boolean) => (isObject ? "keyOrEnd" : "valueOrEnd");
