import { dirname, join } from "node:path";
import * as vscode from "vscode";
import type { DecodedImage } from "../../core/response/decoded.ts";
import type { Run } from "../runs/run.ts";
import { answerBytes } from "../../core/run/answerBytes.ts";
import { writeRunRecord } from "../../core/run/record.ts";
import { SaveError, saveFile } from "../../files/saveFile.ts";
import { isRunPath, savedRunViewType } from "../ids.ts";

/** Asks where to, and writes the answer's bytes there: complete or not at all. */
export async function saveResponseBody(run: Run): Promise<void> {
  const { state } = run;
  const bytes = answerBytes(state);
  if (bytes.length === 0) {
    void vscode.window.showInformationMessage("This run has no answer to save.");
    return;
  }
  const ending = state.body ? endingFor(state.response?.contentType) : "jsonl";
  await saveBytes("Save Response Body", bytes, defaultTarget(run, `response.${ending}`));
}

/** Asks where to, and writes the picture's bytes there. */
export async function saveImage(run: Run, image: DecodedImage, index: number): Promise<void> {
  const ending = endingFor(image.mediaType);
  const bytes = Buffer.from(image.base64, "base64");
  await saveBytes("Save Image", bytes, defaultTarget(run, `image-${index + 1}.${ending}`));
}

/** Asks where to, and writes the run there as a run file, without what a guardrail hid. */
export async function saveRun(run: Run): Promise<void> {
  if (run.running) {
    void vscode.window.showInformationMessage("The run can be saved when it has ended.");
    return;
  }
  const text = writeRunRecord(run.state, { savedAt: new Date().toISOString(), redact: true });
  const target = await runTarget(defaultTarget(run, "bedrock-run.json"));
  if (target) await writeBytes(target, Buffer.from(text));
}

/** Where to save a run: under a name by which it is known again, whatever was typed of it. */
async function runTarget(defaultUri: vscode.Uri): Promise<vscode.Uri | undefined> {
  const filters = { "Bedrock runs": ["bedrock-run.json"] };
  const target = await vscode.window.showSaveDialog({ title: "Save Run", defaultUri, filters });
  if (!target || isRunPath(target.path)) return target;
  const path = `${target.path.replace(/(\.bedrock-run)?(\.json)?$/i, "")}.bedrock-run.json`;
  const named = target.with({ path });
  // Nobody was asked whether a file of that name may be replaced.
  const taken = await vscode.workspace.fs.stat(named).then(
    () => true,
    () => false,
  );
  return taken ? runTarget(named) : named;
}

async function saveBytes(title: string, bytes: Uint8Array, defaultUri: vscode.Uri): Promise<void> {
  const target = await vscode.window.showSaveDialog({ title, defaultUri });
  if (target) await writeBytes(target, bytes);
}

async function writeBytes(target: vscode.Uri, bytes: Uint8Array): Promise<void> {
  try {
    if (target.scheme === "file") await saveFile(target.fsPath, bytes);
    else await vscode.workspace.fs.writeFile(target, bytes);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const said = error instanceof SaveError ? reason : `Couldn't save: ${reason}`;
    void vscode.window.showErrorMessage(said);
    return;
  }
  void offerToOpen(target, bytes.length);
}

async function offerToOpen(target: vscode.Uri, bytes: number): Promise<void> {
  const open = "Open";
  const name = target.path.split("/").at(-1) ?? "";
  const said = `Saved ${bytes.toLocaleString("en-US")} bytes as ${name}.`;
  const choice = await vscode.window.showInformationMessage(said, open);
  if (choice !== open) return;
  if (isRunPath(target.path))
    await vscode.commands.executeCommand("vscode.openWith", target, savedRunViewType);
  else await vscode.commands.executeCommand("vscode.open", target);
}

function defaultTarget(run: Run, ending: string): vscode.Uri {
  const folder =
    run.uri.scheme === "file"
      ? dirname(run.uri.fsPath)
      : (vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? "");
  const name = (run.uri.path.split("/").at(-1) ?? "response").replace(
    /\.bedrock(-run)?\.json$/,
    "",
  );
  return vscode.Uri.file(join(folder, `${name}.${ending}`));
}

function endingFor(mediaType: string | undefined): string {
  if (mediaType?.includes("json") ?? true) return "json";
  if (mediaType?.startsWith("text/")) return "txt";
  return /^image\/(png|jpeg|webp|gif)/.exec(mediaType ?? "")?.[1] ?? "bin";
}
