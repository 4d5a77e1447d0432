import * as vscode from "vscode";
import { setMember } from "../../core/request/edit.ts";
import { parseRequest } from "../../core/request/parse.ts";
import type { FormEditors } from "../form/formEditor.ts";
import { applyTextEdits } from "../request/applyEdits.ts";
import type { Run } from "../runs/run.ts";
import type { Services } from "../services.ts";

/** Runs whose request is being changed: pressed twice, a button must not send twice. */
const underway = new WeakSet<Run>();

/** Gives a member of the run's request the value, as an edit that can be undone, and sends the request again. */
export async function changeRequest(
  member: string,
  value: string | undefined,
  run: Run,
  services: Services,
  forms: FormEditors,
): Promise<void> {
  if (member === "" || !value || underway.has(run)) return;
  underway.add(run);
  try {
    await change(member, value, run, services, forms);
  } finally {
    underway.delete(run);
  }
}

async function change(
  member: string,
  value: string,
  run: Run,
  { sender }: Services,
  forms: FormEditors,
): Promise<void> {
  const document = await requestOf(run);
  // What was typed into a form and has not come yet belongs to the request too.
  const knownBody = document && (await forms.flush(document.uri));
  const edits = document && setMember(parseRequest(document.getText(), knownBody), member, value);
  if (!edits || edits.length === 0) {
    void vscode.window.showErrorMessage(
      `The request of this run is not there any more. Open it and set ${member} to ${value}.`,
    );
    return;
  }
  const edit = new vscode.WorkspaceEdit();
  applyTextEdits(edit, document, edits);
  if (!(await vscode.workspace.applyEdit(edit))) return;
  // As it was sent before: the command may have asked for a stream that the file does not.
  const streamed = run.state.call?.operation === "InvokeModelWithResponseStream";
  await sender.send(document, {
    streaming: streamed && member !== "operation" ? true : undefined,
    knownBody: await forms.flush(document.uri),
  });
}

/** The run's request; undefined where it cannot be read. A closed untitled document would come back empty. */
export async function requestOf({ uri }: Run): Promise<vscode.TextDocument | undefined> {
  const { workspace } = vscode;
  const open = workspace.textDocuments.find((each) => each.uri.toString() === uri.toString());
  if (open || uri.scheme === "untitled") return open;
  return workspace.openTextDocument(uri).then(
    (document) => document,
    () => undefined,
  );
}
