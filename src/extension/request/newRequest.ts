import * as vscode from "vscode";
import { starterBody } from "../../core/models/starters.ts";
import { formViewType } from "../ids.ts";
import type { Services } from "../services.ts";

/** Answers on demand in most regions and needs no form to be filled in first. */
const firstModel = "amazon.nova-lite-v1:0";

/** Opens a new, untitled request as a form, ready to be sent. */
export async function openPlayground(services: Services): Promise<void> {
  const document = await vscode.workspace.openTextDocument(freeName());
  // Opened before it is filled: VS Code opens a text editor for a changed document that no editor shows.
  await vscode.commands.executeCommand("vscode.openWith", document.uri, formViewType);
  await fill(document, services);
}

/** Opens a new, untitled request as text. */
export async function newRequestFile(services: Services): Promise<void> {
  const document = await vscode.workspace.openTextDocument(freeName());
  await vscode.window.showTextDocument(document);
  await fill(document, services);
}

async function fill(document: vscode.TextDocument, services: Services): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, new vscode.Position(0, 0), requestText(services));
  await vscode.workspace.applyEdit(edit);
}

/** For the model that was used last, with its starter body. */
function requestText(services: Services): string {
  const last = services.recent.list().find((modelId) => starterBody(modelId));
  const modelId = last ?? firstModel;
  const body = starterBody(modelId)?.body.replaceAll("\n", "\n  ") ?? "{}";
  return `{\n  "modelId": ${JSON.stringify(modelId)},\n  "body": ${body}\n}\n`;
}

function freeName(): vscode.Uri {
  const taken = new Set(vscode.workspace.textDocuments.map(({ uri }) => uri.path));
  let number = 1;
  while (taken.has(`request-${number}.bedrock.json`)) number++;
  return vscode.Uri.from({ scheme: "untitled", path: `request-${number}.bedrock.json` });
}
