import assert from "node:assert/strict";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import * as vscode from "vscode";

/** The folder that the window has open: a copy of examples/. */
function folderPath(): string {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder, "the window has a folder open");
  return folder.uri.fsPath;
}

/** The URI of a file in the window's folder. */
export function fileUri(name: string): vscode.Uri {
  return vscode.Uri.file(path.join(folderPath(), name));
}

/** Writes a file into the window's folder, bytes as given. */
export function writeFile(name: string, content: string | Uint8Array): vscode.Uri {
  const uri = fileUri(name);
  mkdirSync(path.dirname(uri.fsPath), { recursive: true });
  writeFileSync(uri.fsPath, content);
  return uri;
}

let files = 0;

/**
 * Writes a request file under a name that no test had before: VS Code keeps a document for a while
 * after its editor is closed, and would show what the former file held.
 */
export function writeRequest(content: string | Uint8Array): vscode.Uri {
  return writeFile(`test-${process.pid}-${performance.now()}-${files++}.bedrock.json`, content);
}

/** Takes a file or folder out of the window's folder, if it is there. */
export function removeFile(name: string): void {
  rmSync(fileUri(name).fsPath, { recursive: true, force: true });
}

/** A request's text for a model of the sandbox with this prompt, besides other members. */
export function requestText(prompt: string, members: Record<string, unknown> = {}): string {
  const body = {
    anthropic_version: "bedrock-2023-05-31",
    max_tokens: 4096,
    messages: [{ role: "user", content: prompt }],
  };
  const modelId = "anthropic.claude-3-haiku-20240307-v1:0";
  return `${JSON.stringify({ modelId, ...members, body }, null, 2)}\n`;
}
