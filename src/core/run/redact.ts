import { createScanner, SyntaxKind } from "../json/tokens.ts";
import { traceMember } from "../response/guardrail.ts";

/** Stands where a guardrail's trace held what the guardrail hid. */
export const redacted = "[redacted]";

/** What a value is: outside any trace, inside one, or what the trace must not tell. */
export type Zone = "open" | "trace" | "secret";
/** In a trace these hold the text that matched and the answer before masking. */
const secretMembers = new Set(["match", "modelOutput"]);

/**
 * The JSON text with the secrets of guardrail traces replaced by `"[redacted]"`; every other
 * character stays. Reads token by token, so that neither depth nor broken JSON stops it. `zone` is
 * "trace" when the text is itself a trace.
 */
export function redactTraces(text: string, zone: Zone = "open"): string {
  const scanner = createScanner(text, true);
  const stack: { readonly object: boolean; readonly zone: Zone }[] = [];
  const kept: string[] = [];
  let from = 0;
  let next = zone; // the zone of the value that comes next
  let keyComes = false;
  for (let token = scanner.scan(); token !== SyntaxKind.EOF; token = scanner.scan()) {
    const inside = stack.at(-1);
    if (token === SyntaxKind.OpenBraceToken || token === SyntaxKind.OpenBracketToken) {
      keyComes = token === SyntaxKind.OpenBraceToken;
      stack.push({ object: keyComes, zone: next });
    } else if (token === SyntaxKind.CloseBraceToken || token === SyntaxKind.CloseBracketToken) {
      stack.pop();
      keyComes = false;
      next = stack.at(-1)?.zone ?? zone;
    } else if (token === SyntaxKind.CommaToken) {
      keyComes = inside?.object ?? false;
      next = inside?.zone ?? zone;
    } else if (token === SyntaxKind.StringLiteral && keyComes) {
      keyComes = false;
      next = zoneOf(scanner.getTokenValue(), inside?.zone ?? zone);
    } else if (next === "secret" && !plain.has(token)) {
      kept.push(text.slice(from, scanner.getTokenOffset()), JSON.stringify(redacted));
      from = scanner.getTokenOffset() + scanner.getTokenLength();
    }
  }
  return from === 0 ? text : kept.join("") + text.slice(from);
}

/** Tokens that tell nothing; anything else in a secret place goes, broken pieces too. */
const plain = new Set<number>([
  SyntaxKind.ColonToken,
  SyntaxKind.NullKeyword,
  SyntaxKind.TrueKeyword,
  SyntaxKind.FalseKeyword,
]);

function zoneOf(key: string, around: Zone): Zone {
  if (key === traceMember && around === "open") return "trace";
  return around === "trace" && secretMembers.has(key) ? "secret" : around;
}
