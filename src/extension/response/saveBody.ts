import { dirname, join } from "node:path";
import * as vscode from "vscode";
import writeFileAtomic from "write-file-atomic";
import type { Run } from "../runs/run.ts";
import { answerBytes } from "./answerText.ts";

/** Asks where to, and writes the answer's bytes there: complete or not at all. */
export async function saveResponseBody(run: Run): Promise<void> {
  const { state } = run;
  const bytes = answerBytes(state);
  if (bytes.length === 0) {
    void vscode.window.showInformationMessage("This run has no answer to save.");
    return;
  }
  const isStream = state.body === undefined;
  const target = await vscode.window.showSaveDialog({
    title: "Save Response Body",
    defaultUri: defaultTarget(run, isStream ? "jsonl" : extensionFor(state.response?.contentType)),
  });
  if (!target) return;
  try {
    if (target.scheme === "file") await writeFileAtomic(target.fsPath, Buffer.from(bytes));
    else await vscode.workspace.fs.writeFile(target, bytes);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    void vscode.window.showErrorMessage(`The response body was not saved: ${reason}`);
    return;
  }
  const size = bytes.length.toLocaleString("en-US");
  const open = "Open";
  void vscode.window.showInformationMessage(`Saved ${size} bytes.`, open).then((choice) => {
    if (choice === open) void vscode.commands.executeCommand("vscode.open", target);
  });
}

function defaultTarget(run: Run, extension: string): vscode.Uri {
  const folder =
    run.uri.scheme === "file"
      ? dirname(run.uri.fsPath)
      : (vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? "");
  const name = (run.uri.path.split("/").at(-1) ?? "response").replace(/\.bedrock\.json$/, "");
  return vscode.Uri.file(join(folder, `${name}.response.${extension}`));
}

function extensionFor(contentType: string | undefined): string {
  if (contentType?.includes("json") ?? true) return "json";
  if (contentType?.startsWith("text/")) return "txt";
  return contentType?.startsWith("image/png") ? "png" : "bin";
}
