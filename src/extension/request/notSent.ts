import * as vscode from "vscode";
import type { Problem } from "../../core/request/problem.ts";
import { applyTextEdits } from "./applyEdits.ts";
import type { RequestDocuments } from "./requestDocuments.ts";
import { showText } from "../showText.ts";
import { checkRequest, type CheckedRequest } from "./requestFile.ts";

/** Says what holds a request back, with the steps that help; `again` sends it with its errors where the user wants that. */
export async function explainProblems(
  documents: RequestDocuments,
  document: vscode.TextDocument,
  { problems, version }: CheckedRequest,
  can: "warn" | "no",
  again: () => Promise<void>,
): Promise<void> {
  const errors = problems.filter(({ severity }) => severity === "error");
  const [first] = errors;
  if (!first) return;
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : "";
  const fix = first.fix?.title;
  const choices = [fix, "Show", can === "warn" ? "Send Anyway" : undefined].filter(
    (c) => c !== undefined,
  );
  const choice = await vscode.window.showErrorMessage(
    `Not sent: ${first.message}${more}`,
    ...choices,
  );
  if (choice === undefined) return;
  if (choice === "Send Anyway") return again();
  // The message may have been open for long: places found then do not fit another text.
  const same = document.version === version;
  const { problems: now } = same ? { problems } : await checkRequest(documents, document);
  const problem = now.find(({ code }) => code === first.code);
  if (choice === "Show" && problem) await showText(document, problem);
  if (choice === fix && problem) await applyFix(document, problem);
}

/** Says that nothing is sent from an untrusted workspace, and leads to where trust is given. */
export async function askForTrust(): Promise<void> {
  const manage = "Manage Workspace Trust";
  const choice = await vscode.window.showWarningMessage(
    "Nothing is sent from an untrusted workspace. Requests can be viewed and edited.",
    manage,
  );
  if (choice === manage) await vscode.commands.executeCommand("workbench.trust.manage");
}

/** Applies a problem's fix to the text that the problem was found in. */
async function applyFix(document: vscode.TextDocument, problem: Problem): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  applyTextEdits(edit, document, problem.fix?.edits() ?? []);
  await vscode.workspace.applyEdit(edit);
}
