import { keyOf } from "../json/keyOf.ts";
import { visitJson, type JsonToken } from "../json/visitJson.ts";
import { traceMember } from "../response/guardrail.ts";

/** Stands where a guardrail's trace held what the guardrail hid. */
export const redacted = "[redacted]";

/** What a value is: outside any trace, inside one, or what the trace must not tell. */
export type Zone = "open" | "trace" | "secret";
/** In a trace these hold the text that matched and the answer before masking. */
const secretMembers = new Set(["match", "modelOutput"]);

/**
 * The JSON text with the secrets of guardrail traces replaced by `"[redacted]"`; every other
 * character stays. Neither depth nor broken JSON stops it. `zone` is
 * "trace" when the text is itself a trace.
 */
export function redactTraces(text: string, zone: Zone = "open"): string {
  const zones: Zone[] = [zone]; // by the depth of the brackets
  const kept: string[] = [];
  let from = 0;
  let next = zone; // the zone of the value that comes next
  const take = (token: JsonToken) => {
    const { kind, start, end, level } = token;
    const depth = level?.depth ?? 0;
    if (kind === "{" || kind === "[") zones[depth + 1] = next;
    else if (kind === "}" || kind === "]") next = zones[Math.max(0, depth - 1)] ?? zone;
    else if (kind === ",") next = zones[depth] ?? zone;
    else if (token.isKey) next = zoneOf(keyOf(text, token), zones[depth] ?? zone);
    else if (next === "secret" && kind !== "blank" && kind !== ":" && !isPlain(text, token)) {
      kept.push(text.slice(from, start), JSON.stringify(redacted));
      from = end;
    }
  };
  visitJson(text, take, { comments: true });
  return from === 0 ? text : kept.join("") + text.slice(from);
}

/** True for a word that tells nothing; anything else in a secret place goes, broken pieces too. */
function isPlain(text: string, { kind, start, end }: JsonToken): boolean {
  return (
    kind === "word" && /^(?:null|true|false)$/.test(text.slice(start, Math.min(end, start + 6)))
  );
}

function zoneOf(key: string, around: Zone): Zone {
  if (key === traceMember && around === "open") return "trace";
  return around === "trace" && secretMembers.has(key) ? "secret" : around;
}
