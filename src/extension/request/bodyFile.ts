import { readFile, realpath, stat } from "node:fs/promises";
import { dirname, isAbsolute, relative, resolve, sep } from "node:path";
import * as vscode from "vscode";
import { stringMember, type RequestDocument } from "../../core/request/parse.ts";
import { maxBodyBytes } from "../../core/request/types.ts";

/** A body file with the bytes to send, or why it cannot be had. */
export type LoadedBodyFile =
  | { readonly content: Uint8Array; readonly text: string; readonly bytes: number }
  | { readonly error: string };

/**
 * Reads the file that the request's `bodyFile` names; undefined when it names none. The path is
 * relative to the request file and stays in its workspace folder (or, outside of one, in its own
 * folder), links followed: a request file must not make anybody send a file of somewhere else.
 */
export async function loadBodyFile(
  document: RequestDocument,
  uri: vscode.Uri,
): Promise<LoadedBodyFile | undefined> {
  const path = stringMember(document, "bodyFile");
  if (path === undefined || document.body) return undefined;
  const folder = vscode.workspace.getWorkspaceFolder(uri)?.uri ?? folderOfUntitled(uri);
  if (uri.scheme !== "file" && !folder)
    return { error: "Save the request first: bodyFile is relative to the request file." };
  if ((folder ?? uri).scheme !== "file")
    return { error: "A body file has to be on the file system." };
  const base = uri.scheme === "file" ? dirname(uri.fsPath) : (folder?.fsPath ?? "");
  return read(path, base, folder?.fsPath ?? base);
}

async function read(path: string, base: string, within: string): Promise<LoadedBodyFile> {
  if (path.trim() === "") return { error: "bodyFile is empty: name a file." };
  if (isAbsolute(path)) return { error: `bodyFile has to be a relative path, not "${path}".` };
  try {
    const target = await realpath(resolve(base, path));
    const inside = relative(await realpath(within), target);
    if (inside === ".." || inside.startsWith(`..${sep}`) || isAbsolute(inside))
      return { error: `"${path}" is outside of the folder of this request's workspace.` };
    const { size } = await stat(target);
    if (size > maxBodyBytes * 2)
      return {
        error: `"${path}" has ${size.toLocaleString("en-US")} bytes; the service takes ${maxBodyBytes.toLocaleString("en-US")}.`,
      };
    const content = await readFile(target);
    return { content, text: new TextDecoder().decode(content), bytes: content.length };
  } catch (error) {
    return { error: `"${path}" cannot be read: ${reason(error)}.` };
  }
}

/** An untitled request counts as lying in the first folder of the workspace. */
function folderOfUntitled(uri: vscode.Uri): vscode.Uri | undefined {
  return uri.scheme === "untitled" ? vscode.workspace.workspaceFolders?.[0]?.uri : undefined;
}

function reason(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOENT") return "there is no such file";
  if (code === "EISDIR") return "it is a folder";
  if (code === "EACCES" || code === "EPERM") return "permission is denied";
  return error instanceof Error ? error.message : String(error);
}
