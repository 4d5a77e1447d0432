import * as vscode from "vscode";
import { starterBody } from "../../core/models/starters.ts";
import { formViewType } from "../ids.ts";
import type { Services } from "../services.ts";

/** Answers on demand in most regions and needs no form to be filled in first. */
const firstModel = "amazon.nova-lite-v1:0";

/** Opens a new, untitled request as a form, ready to be sent. */
export async function openPlayground(services: Services): Promise<void> {
  await openUntitled("form", (document) => replaceText(document, requestText(services)));
}

/** Opens a new, untitled request as text. */
export async function newRequestFile(services: Services): Promise<void> {
  await openUntitled("text", (document) => replaceText(document, requestText(services)));
}

/**
 * Opens an untitled request in this view, and lets `fill` write its text. A text is filled before it is shown, so that
 * what you type at once is added to it. A form is filled after it is shown: VS Code opens a text editor for a changed
 * document that no editor shows, and VS Code 1.110 empties a document that a form is opened for.
 */
export async function openUntitled(
  view: "form" | "text",
  fill: (document: vscode.TextDocument) => Promise<void>,
): Promise<vscode.TextDocument> {
  // By its path first: opened by the form only, VS Code names the document after its text, or adds ".json" to its name.
  const document = await vscode.workspace.openTextDocument(await freeName());
  if (view === "form")
    await vscode.commands.executeCommand("vscode.openWith", document.uri, formViewType);
  await fill(document);
  if (view === "text") await vscode.window.showTextDocument(document, { preview: false });
  return document;
}

/** Replaces the whole text of the document, and its line ends by those of the text. */
export async function replaceText(document: vscode.TextDocument, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  // All of it: of a request thrown away a moment ago VS Code may still have the text under this name.
  const whole = new vscode.Range(0, 0, document.lineCount, 0);
  const { CRLF, LF } = vscode.EndOfLine;
  const lineEnds = vscode.TextEdit.setEndOfLine(text.includes("\r\n") ? CRLF : LF);
  edit.set(document.uri, [vscode.TextEdit.replace(whole, text), lineEnds]);
  await vscode.workspace.applyEdit(edit);
}

/** For the model that was used last, with its starter body. */
function requestText(services: Services): string {
  const last = services.recent.list().find((modelId) => starterBody(modelId));
  const modelId = last ?? firstModel;
  const body = starterBody(modelId)?.body.replaceAll("\n", "\n  ") ?? "{}";
  return `{\n  "modelId": ${JSON.stringify(modelId)},\n  "body": ${body}\n}\n`;
}

/**
 * A name that no open document and no file has. In a folder it is a path in that folder, where
 * saving puts the file; VS Code brings unsaved text back after a restart only under such a name.
 */
async function freeName(): Promise<vscode.Uri> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const taken = new Set(vscode.workspace.textDocuments.map(({ uri }) => uri.path));
  for (let number = 1; ; number++) {
    const name = `request-${number}.bedrock.json`;
    if (!folder) {
      if (!taken.has(name)) return vscode.Uri.from({ scheme: "untitled", path: name });
      continue;
    }
    const file = vscode.Uri.joinPath(folder, name);
    if (!taken.has(file.path) && !(await exists(file))) return file.with({ scheme: "untitled" });
  }
}

async function exists(file: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(file).then(
    () => true,
    () => false,
  );
}
