import * as vscode from "vscode";

/** True from VS Code 1.139 on, which counts a form as a view of the document's text; 1.110 does not. */
export function countsFormsAsViews(): boolean {
  const [major = 0, minor = 0] = vscode.version.split(".").map(Number);
  return major > 1 || minor >= 139;
}
