import * as vscode from "vscode";
import { whyDenied } from "../../core/models/whyDenied.ts";
import { askForMfaCode } from "../connection/mfaCode.ts";
import type { Run } from "../runs/run.ts";

/** Asks what the account may do with the model, and puts the answer to the run's error. */
export async function explainDenial(modelId: string | undefined, run: Run): Promise<void> {
  const { resolved, remedy } = run;
  if (!modelId || !resolved || !remedy || remedy.explanation === "asking") return;
  if (!vscode.workspace.isTrusted) return;
  const { connection } = resolved;
  run.advise({ explanation: "asking" });
  const { modelAvailability } = await import("../../bedrock/controlPlane/catalog/catalog.ts");
  const answer = await modelAvailability(connection, modelId, {
    signal: run.signal,
    mfaCode: askForMfaCode,
  });
  const found = answer.ok
    ? whyDenied(answer.value, connection.region)
    : {
        remedy: `Nobody could be asked: ${answer.error.name}: ${answer.error.message} ${answer.error.remedy}`,
        actions: answer.error.actions,
      };
  const known = new Set(remedy.actions.map(({ title }) => title));
  const actions = found.actions.filter(({ id, title }) => id !== "whyDenied" && !known.has(title));
  run.advise({ explanation: { text: found.remedy, actions } });
}
