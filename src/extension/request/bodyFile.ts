import { dirname, isAbsolute, resolve } from "node:path";
import * as vscode from "vscode";
import { stringMember, type RequestDocument } from "../../core/request/parse.ts";
import { loadBodyFile, type LoadedBodyFile } from "../../files/bodyFile.ts";

/**
 * Reads the file that the request's `bodyFile` names; undefined when it names none. The path is
 * relative to the request file and stays in its workspace folder (or, outside of one, in its own
 * folder), links followed.
 */
export async function readBodyFile(
  document: RequestDocument,
  uri: vscode.Uri,
): Promise<LoadedBodyFile | undefined> {
  const path = stringMember(document, "bodyFile");
  if (path === undefined || document.body) return undefined;
  const folder = vscode.workspace.getWorkspaceFolder(uri)?.uri ?? folderOfUntitled(uri);
  if (uri.scheme !== "file" && !folder)
    return { error: "Save the request first: bodyFile is relative to the request file." };
  if ((folder ?? uri).scheme !== "file")
    return { error: "A body file must be on the file system." };
  const base = uri.scheme === "file" ? dirname(uri.fsPath) : (folder?.fsPath ?? "");
  return loadBodyFile(path, {
    base,
    within: [folder?.fsPath ?? base],
    advice: "Move it there.",
  });
}

/** The path of the file that the request's `bodyFile` names, there or not; undefined when it names none that could be sent. */
export function bodyFilePath(document: RequestDocument, uri: vscode.Uri): string | undefined {
  const path = stringMember(document, "bodyFile");
  if (path === undefined || path.trim() === "" || isAbsolute(path) || document.body)
    return undefined;
  const base = uri.scheme === "file" ? dirname(uri.fsPath) : folderOfUntitled(uri)?.fsPath;
  return base === undefined ? undefined : resolve(base, path);
}

/** An untitled request counts as lying in the first folder of the workspace. */
function folderOfUntitled(uri: vscode.Uri): vscode.Uri | undefined {
  return uri.scheme === "untitled" ? vscode.workspace.workspaceFolders?.[0]?.uri : undefined;
}
