import type { JsonObject } from "../json/json.ts";
import type { GuardrailOutcome } from "./decoded.ts";
import { asObject, asText } from "./read.ts";

/** The member of an answer or a chunk that holds what a guardrail found, secrets included. */
export const traceMember = "amazon-bedrock-trace";

/**
 * What a guardrail did to this answer or chunk, undefined when it says nothing of one. AWS documents
 * the trace under `guardrails`; the service sends `guardrail`.
 */
export function readGuardrail(answer: JsonObject): GuardrailOutcome | undefined {
  const action = asText(answer["amazon-bedrock-guardrailAction"]);
  const traces = asObject(answer[traceMember]);
  const trace = asObject(traces?.guardrail) ?? asObject(traces?.guardrails);
  if (action === undefined && trace === undefined) return undefined;
  return { action: action ?? "NONE", trace };
}

/** Both together, as chunks follow each other: one intervention is an intervention. */
export function joinGuardrail(
  before: GuardrailOutcome | undefined,
  next: GuardrailOutcome | undefined,
): GuardrailOutcome | undefined {
  if (before === undefined || next === undefined) return next ?? before;
  return {
    action: before.action === "INTERVENED" ? before.action : next.action,
    trace: next.trace ?? before.trace,
  };
}
