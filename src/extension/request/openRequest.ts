import * as vscode from "vscode";

/** VS Code hands no file beyond so many bytes to extensions. */
const maxFileBytes = 50 * 1024 * 1024;

/** Returns the request's document; undefined where it cannot be read. A closed untitled document would come back empty. */
export async function openRequest(uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  const { workspace } = vscode;
  const open = workspace.textDocuments.find((each) => each.uri.toString() === uri.toString());
  if (open || uri.scheme === "untitled") return open;
  return workspace.openTextDocument(uri).then(
    (document) => document,
    () => undefined,
  );
}

/** Says why there is no request to send: none is open, or its file is gone or too large. */
export async function whyNoRequest(uri: vscode.Uri | undefined): Promise<string> {
  if (!uri) return "Open a Bedrock request first.";
  const size = await vscode.workspace.fs.stat(uri).then(
    (found) => found.size,
    () => undefined,
  );
  const name = uri.path.split("/").at(-1) ?? "";
  if (size === undefined) return `Not sent: ${name} is closed, and there is no file of that name.`;
  if (size < maxFileBytes) return `Not sent: ${name} cannot be read.`;
  return `Not sent: ${name} has ${size.toLocaleString("en-US")} bytes. VS Code opens no files over 50 MB for extensions, and the service accepts request bodies up to 25 MB.`;
}
