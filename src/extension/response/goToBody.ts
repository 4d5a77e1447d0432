import * as vscode from "vscode";
import { findInBody } from "../../core/request/bodyPlace.ts";
import { parseRequest } from "../../core/request/parse.ts";
import { readBodyFile } from "../request/bodyFile.ts";
import type { Run } from "../runs/run.ts";
import { requestOf } from "./changeRequest.ts";

/** Selects what the pointer names in the run's body, in its own file where it has one; without a place, its beginning. */
export async function goToBody(pointer: string | undefined, run: Run): Promise<void> {
  const request = await requestOf(run);
  if (!request) return;
  const parsed = parseRequest(request.getText());
  const bodyFile = await readBodyFile(parsed, request.uri);
  if (bodyFile && "path" in bodyFile)
    return show(await vscode.workspace.openTextDocument(bodyFile.path), 0, undefined, pointer);
  await show(request, parsed.body?.offset ?? 0, parsed.body?.length ?? 0, pointer);
}

async function show(
  document: vscode.TextDocument,
  offset: number,
  length: number | undefined,
  pointer: string | undefined,
): Promise<void> {
  const source = document
    .getText()
    .slice(offset, length === undefined ? undefined : offset + length);
  const found = pointer === undefined ? undefined : findInBody(source, pointer);
  const from = offset + (found?.offset ?? 0);
  const range = new vscode.Range(
    document.positionAt(from),
    document.positionAt(from + (found?.length ?? 0)),
  );
  const editor = await vscode.window.showTextDocument(document);
  editor.selection = new vscode.Selection(range.start, range.end);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
