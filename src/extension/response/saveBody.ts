import { dirname, join } from "node:path";
import * as vscode from "vscode";
import type { DecodedImage } from "../../core/response/decoded.ts";
import type { Run } from "../runs/run.ts";
import { answerBytes } from "../../core/run/answerBytes.ts";
import { runFileName, runFilePath } from "../../core/run/fileName.ts";
import { recordPieces } from "../../core/run/record.ts";
import { thrownMessage } from "../../core/thrownMessage.ts";
import { SaveError, saveFile } from "../../files/saveFile.ts";
import type { ErrorBoundary } from "../errorBoundary.ts";
import { isRunPath, savedRunViewType } from "../ids.ts";

/** Asks where to, and writes the answer's bytes there: complete or not at all. */
export async function saveResponseBody(run: Run, boundary: ErrorBoundary): Promise<void> {
  const { state } = run;
  const bytes = answerBytes(state);
  if (bytes.length === 0) {
    return say("There is no response to save.", boundary);
  }
  const ending = state.body ? endingFor(state.response?.contentType) : "jsonl";
  const target = await freeTarget(run, `response.${ending}`);
  await saveBytes("Save Response Body", bytes, target, boundary);
}

/** Asks where to, and writes the picture's bytes there. */
export async function saveImage(
  run: Run,
  image: DecodedImage,
  index: number,
  boundary: ErrorBoundary,
): Promise<void> {
  const ending = endingFor(image.mediaType);
  const bytes = Buffer.from(image.base64, "base64");
  const target = await freeTarget(run, `image-${index + 1}.${ending}`);
  await saveBytes("Save Image", bytes, target, boundary);
}

/** Asks where to, and writes the run there as a run file, without what a guardrail hid. */
export async function saveRun(run: Run, boundary: ErrorBoundary): Promise<void> {
  if (run.running) return say("The run can be saved when it has ended.", boundary);
  const { state } = run;
  const target = await runTarget(await freeTarget(run, "bedrock-run.json"));
  if (!target) return;
  const record = recordPieces(state, { savedAt: new Date().toISOString(), redact: true });
  await writeBytes(target, record, boundary);
}

/** Where to save a run: under a name by which it is known again, whatever was typed of it. */
async function runTarget(defaultUri: vscode.Uri): Promise<vscode.Uri | undefined> {
  // VS Code's simple dialog compares a filter only with the last part of the ending, and would add a longer one again.
  const filters = { "Bedrock runs": ["json"] };
  const target = await vscode.window.showSaveDialog({ title: "Save Run", defaultUri, filters });
  if (!target) return undefined;
  const named = target.with({ path: runFilePath(target.path) });
  // Nobody was asked whether a file of that name may be replaced.
  return named.path !== target.path && (await exists(named)) ? runTarget(named) : named;
}

async function saveBytes(
  title: string,
  bytes: Uint8Array,
  defaultUri: vscode.Uri,
  boundary: ErrorBoundary,
): Promise<void> {
  const target = await vscode.window.showSaveDialog({ title, defaultUri });
  if (target) await writeBytes(target, [bytes], boundary);
}

async function writeBytes(
  target: vscode.Uri,
  pieces: Iterable<string | Uint8Array>,
  boundary: ErrorBoundary,
): Promise<void> {
  let bytes = 0;
  try {
    bytes = await writePieces(target, pieces);
  } catch (error) {
    const reason = thrownMessage(error);
    const said = error instanceof SaveError ? reason : `Couldn't save: ${reason}`;
    return boundary.background("Showing a message", () => vscode.window.showErrorMessage(said));
  }
  boundary.backgroundForUser("Opening a saved file", () => offerToOpen(target, bytes));
}

/** Returns how many bytes it wrote. */
async function writePieces(
  target: vscode.Uri,
  pieces: Iterable<string | Uint8Array>,
): Promise<number> {
  if (target.scheme === "file") return saveFile(target.fsPath, pieces);
  const whole = Buffer.concat(Array.from(pieces, (piece) => Buffer.from(piece)));
  await vscode.workspace.fs.writeFile(target, whole);
  return whole.length;
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

/** A file beside the request that does not exist yet, named after request and run. */
async function freeTarget({ uri, state }: Run, ending: string): Promise<vscode.Uri> {
  const folder =
    uri.scheme === "file"
      ? dirname(uri.fsPath)
      : (vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? "");
  const name = runFileName(uri.path.split("/").at(-1) ?? "", new Date(state.startedAt));
  for (let number = 1; ; number++) {
    const numbered = number === 1 ? name : `${name}-${number}`;
    const target = vscode.Uri.file(join(folder, `${numbered}.${ending}`));
    if (!(await exists(target))) return target;
  }
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}

function say(words: string, boundary: ErrorBoundary): void {
  boundary.background("Showing a message", () => vscode.window.showInformationMessage(words));
}

function endingFor(mediaType: string | undefined): string {
  if (mediaType?.includes("json") ?? true) return "json";
  if (mediaType?.startsWith("text/")) return "txt";
  return /^image\/(png|jpeg|webp|gif)/.exec(mediaType ?? "")?.[1] ?? "bin";
}
