import { findNodeAtLocation, parseTree } from "jsonc-parser";
import * as vscode from "vscode";
import type { RemedyAction } from "../../core/errors.ts";
import { setMember } from "../../core/request/edit.ts";
import { parseRequest } from "../../core/request/parse.ts";
import type { Span } from "../../core/request/scan.ts";
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
      return goToBody(action.argument, run);
  }
}

async function useModel(modelId: string | undefined, run: Run): Promise<void> {
  if (!modelId) return;
  const document = await vscode.workspace.openTextDocument(run.uri);
  const edit = new vscode.WorkspaceEdit();
  applyTextEdits(edit, document, setMember(parseRequest(document.getText()), "modelId", modelId));
  await vscode.workspace.applyEdit(edit);
}

/** Selects what the pointer names in the body, or the body itself where it names nothing that is there. */
async function goToBody(pointer: string | undefined, run: Run): Promise<void> {
  const document = await vscode.workspace.openTextDocument(run.uri);
  const { body, text } = parseRequest(document.getText());
  const editor = await vscode.window.showTextDocument(document);
  if (!body) return;
  const range = spanRange(document, findInBody(text, body, pointer) ?? { ...body, length: 0 });
  editor.selection = new vscode.Selection(range.start, range.end);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** Where a JSON pointer of the service's words leads in the body; undefined where it leads nowhere. */
function findInBody(text: string, body: Span, pointer: string | undefined): Span | undefined {
  if (pointer === undefined) return undefined;
  const source = text.slice(body.offset, body.offset + body.length);
  const path = pointer
    .split("/")
    .slice(1)
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step));
  try {
    const root = parseTree(source);
    const node = root && findNodeAtLocation(root, path);
    return node && { offset: body.offset + node.offset, length: node.length };
  } catch {
    return undefined; // nested deeper than a tree can be built
  }
}
