import * as vscode from "vscode";
import type { RemedyAction } from "../../core/errors.ts";
import { setMember } from "../../core/request/edit.ts";
import { parseRequest } from "../../core/request/parse.ts";
import { applyTextEdits } from "../request/applyEdits.ts";
import { spanRange } from "../request/diagnostics.ts";
import type { Run } from "../runs/run.ts";

/** Carries out the step that an error offers as a button. */
export async function performAction(action: RemedyAction | undefined, run: Run): Promise<void> {
  const { commands } = vscode;
  switch (action?.id) {
    case undefined:
      return;
    case "retry":
      return commands.executeCommand("bedrockInvoke.rerunLast");
    case "switchProfile":
    case "switchRegion":
    case "showLog":
      return commands.executeCommand(`bedrockInvoke.${action.id}`);
    case "openSettings":
      return commands.executeCommand(
        "workbench.action.openSettings",
        action.argument ?? "bedrockInvoke",
      );
    case "openLink":
      if (action.argument) await vscode.env.openExternal(vscode.Uri.parse(action.argument, true));
      return;
    case "useModel":
      return useModel(action.argument, run);
    case "goToBody":
      return goToBody(run);
  }
}

async function useModel(modelId: string | undefined, run: Run): Promise<void> {
  if (!modelId) return;
  const document = await vscode.workspace.openTextDocument(run.uri);
  const edit = new vscode.WorkspaceEdit();
  applyTextEdits(edit, document, setMember(parseRequest(document.getText()), "modelId", modelId));
  await vscode.workspace.applyEdit(edit);
}

async function goToBody(run: Run): Promise<void> {
  const document = await vscode.workspace.openTextDocument(run.uri);
  const { body } = parseRequest(document.getText());
  const editor = await vscode.window.showTextDocument(document);
  if (!body) return;
  const { start } = spanRange(document, body);
  editor.selection = new vscode.Selection(start, start);
  editor.revealRange(editor.selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
