import * as vscode from "vscode";
import type { RemedyAction } from "../../core/diagnosis/actions.ts";
import { signInWithCli } from "../connection/signIn.ts";
import type { FormEditors } from "../form/formEditor.ts";
import type { Run } from "../runs/run.ts";
import type { Services } from "../services.ts";
import { showFile } from "../showText.ts";
import { explainDenial } from "./explainDenial.ts";
import { ownActions } from "./ownActions.ts";
import { showBodyPlace, showMember } from "./goToBody.ts";
import { changeRequest } from "./changeRequest.ts";

/** The steps that the card of the run's error offers, in the order of its buttons. */
export function offeredActions(run: Run): readonly RemedyAction[] {
  if (!run.remedy) return [];
  const { explanation } = run.remedy;
  const own = ownActions(run);
  return typeof explanation === "object" ? [...own, ...explanation.actions] : own;
}

/** Carries out the step that an error offers as a button. */
export async function performAction(
  action: RemedyAction | undefined,
  run: Run,
  services: Services,
  forms: FormEditors,
): Promise<void> {
  const { commands } = vscode;
  switch (action?.id) {
    case undefined:
      return;
    case "retry":
      return services.sender.rerun(run);
    case "switchProfile":
    case "switchRegion":
    case "showLog":
      return commands.executeCommand(`bedrockInvoke.${action.id}`);
    case "chooseModel":
      return commands.executeCommand("bedrockInvoke.chooseModel", run.uri);
    case "ssoLogin":
    case "awsLogin": {
      const again = () => services.sender.rerun(run);
      return signInWithCli(action.id, action.profile, again, services.boundary);
    }
    case "openFile":
      return showFile(action);
    case "openSettings":
      // By its id: a search would also list what only resembles it.
      return commands.executeCommand("workbench.action.openSettings", `@id:${action.setting}`);
    case "openLink":
      await vscode.env.openExternal(vscode.Uri.parse(action.url, true));
      return;
    case "useModel":
      return changeRequest("modelId", action.modelId, run, services);
    case "setMember":
      return changeRequest(action.change.member, action.change.value, run, services);
    case "whyDenied":
      return explainDenial(action.modelId, run);
    case "goToBody":
      return showBodyPlace(action.pointer, run, services.documents, forms);
    case "goToMember":
      return showMember(action.member, run, services.documents);
  }
}
