import * as vscode from "vscode";
import { diagnoseDenial } from "../../core/diagnosis/diagnoseDenial.ts";
import { actionTitle } from "../../core/messages/actionTitle.ts";
import { explain } from "../../core/messages/remedy.ts";
import { askForMfaCode } from "../connection/mfaCode.ts";
import type { Run } from "../runs/run.ts";

/** Asks what the account may do with the model, and puts the answer to the run's error. */
export async function explainDenial(modelId: string, run: Run): Promise<void> {
  const { resolved, remedy } = run;
  if (!resolved || !remedy || remedy.explanation === "asking") return;
  if (!vscode.workspace.isTrusted) return;
  const { connection } = resolved;
  run.advise({ explanation: "asking" });
  const { modelAvailability } = await import("../../bedrock/controlPlane/catalog/catalog.ts");
  const answer = await modelAvailability(connection, modelId, {
    signal: run.signal,
    mfaCode: askForMfaCode,
  });
  const found = answer.ok
    ? explain(diagnoseDenial(answer.value, connection.region))
    : explain({
        reason: "modelAccessUnchecked",
        params: answer.error,
        actions: answer.error.actions,
      });
  const known = new Set(remedy.actions.map(actionTitle));
  const actions = found.actions.filter(
    (action) => action.id !== "whyDenied" && !known.has(actionTitle(action)),
  );
  run.advise({ explanation: { text: found.remedy, actions } });
}
