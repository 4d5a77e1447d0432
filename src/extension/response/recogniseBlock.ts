import { guardrailMessageOf } from "../../core/run/guardrailMessage.ts";
import type { LiveGuardrails } from "../models/liveGuardrails.ts";
import type { Run } from "../runs/run.ts";

/**
 * Where the guardrail that the request names has intervened, finds out whether the answer is its own message and puts
 * that to the run.
 */
export async function recogniseBlock(run: Run, guardrails: LiveGuardrails): Promise<void> {
  const { resolved, state } = run;
  const { guardrailIdentifier, guardrailVersion } = state.call ?? {};
  if (!resolved || !guardrailIdentifier || !guardrailVersion) return;
  if (state.decoded.guardrail?.action !== "INTERVENED") return;
  const messages = await guardrails.messages(resolved, guardrailIdentifier, guardrailVersion);
  const kind = messages && guardrailMessageOf(state, messages);
  if (kind) run.recognise(kind);
}
