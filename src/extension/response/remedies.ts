import * as vscode from "vscode";
import type { RemedyAction } from "../../core/errors.ts";
import { signIn } from "../connection/signIn.ts";
import type { FormEditors } from "../form/formEditor.ts";
import type { Run } from "../runs/run.ts";
import type { Services } from "../services.ts";
import { explainDenial } from "./explainDenial.ts";
import { goToBody } from "./goToBody.ts";
import { changeRequest } from "./changeRequest.ts";

/** The steps that the card of the run's error offers, in the order of its buttons. */
export function offeredActions({ remedy }: Run): readonly RemedyAction[] {
  if (!remedy) return [];
  const { actions, explanation } = remedy;
  return typeof explanation === "object" ? [...actions, ...explanation.actions] : actions;
}

/** Sends the request of the run again, by its last run: meanwhile another request may be the one that is shown. */
async function sendAgain({ uri }: Run, { runs, sender }: Services): Promise<void> {
  const last = runs.of(uri);
  if (last && !last.running) await sender.sendAgain(last);
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
      return commands.executeCommand("bedrockInvoke.rerunLast");
    case "switchProfile":
    case "switchRegion":
    case "showLog":
      return commands.executeCommand(`bedrockInvoke.${action.id}`);
    case "chooseModel":
      return commands.executeCommand("bedrockInvoke.chooseModel", run.uri);
    case "ssoLogin":
    case "awsLogin":
      return signIn(action.id, argument, () => sendAgain(run, services));
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
      return changeRequest("modelId", argument, run, services, forms);
    case "setMember": {
      const [member = "", ...value] = argument?.split("=") ?? [];
      return changeRequest(member, value.join("="), run, services, forms);
    }
    case "whyDenied":
      return explainDenial(argument, run);
    case "goToBody":
      return goToBody(argument, run, forms);
  }
}
