import * as vscode from "vscode";
import type { RemedyAction } from "../../core/errors.ts";
import { signIn } from "../connection/signIn.ts";
import type { FormEditors } from "../form/formEditor.ts";
import type { Run } from "../runs/run.ts";
import type { Services } from "../services.ts";
import { explainDenial } from "./explainDenial.ts";
import { ownActions } from "./ownActions.ts";
import { goToBody } from "./goToBody.ts";
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
  const { argument } = action ?? {};
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
    case "awsLogin":
      return signIn(action.id, argument, () => services.sender.rerun(run), services.boundary);
    case "openSettings":
      // By its id alone: a search would list what only resembles it.
      return commands.executeCommand(
        "workbench.action.openSettings",
        argument === undefined ? "@ext:bedrock-invoke.bedrock-invoke" : `@id:${argument}`,
      );
    case "openLink":
      if (argument) await vscode.env.openExternal(vscode.Uri.parse(argument, true));
      return;
    case "useModel":
      return changeRequest("modelId", argument, run, services);
    case "setMember": {
      const [member = "", ...value] = argument?.split("=") ?? [];
      return changeRequest(member, value.join("="), run, services);
    }
    case "whyDenied":
      return explainDenial(argument, run);
    case "goToBody":
      return goToBody(argument, run, forms);
  }
}
