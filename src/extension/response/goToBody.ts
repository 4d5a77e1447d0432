import * as vscode from "vscode";
import { findPlace } from "../../core/json/findPlace.ts";
import type { MemberName } from "../../core/request/members.ts";
import type { Span } from "../../core/json/span.ts";
import type { FormEditors } from "../form/formEditor.ts";
import { readBodyFile } from "../request/bodyFile.ts";
import type { RequestDocuments } from "../request/requestDocuments.ts";
import type { Run } from "../runs/run.ts";
import { openRequest } from "../request/openRequest.ts";
import { showText } from "../showText.ts";

/**
 * Shows what the pointer names in the run's body: in its own file where it has one, else where the request is open, as
 * text or as a form. Without a pointer, or for one that leads nowhere, shows where the body begins.
 */
export async function showBodyPlace(
  pointer: string | undefined,
  run: Run,
  documents: RequestDocuments,
  forms: FormEditors,
): Promise<void> {
  const request = await openRequest(run.uri);
  if (!request) return;
  const parsed = documents.of(request);
  const bodyFile = await readBodyFile(parsed, request.uri);
  if (bodyFile && "path" in bodyFile) {
    const file = await vscode.workspace.openTextDocument(bodyFile.path);
    const whole = { offset: 0, length: file.getText().length };
    return showText(file, placeIn(file, whole, pointer));
  }
  const key = request.uri.toString();
  const isShown = ({ document }: vscode.TextEditor) => document.uri.toString() === key;
  const inForm =
    !vscode.window.visibleTextEditors.some(isShown) &&
    (await forms.goToBody(request.uri, (body) => placeIn(request, body, pointer).offset));
  if (!inForm) await showText(request, placeIn(request, parsed.body, pointer));
}

/** Shows a member of the run's request as text, or where the file begins if the member is not in it. */
export async function showMember(
  name: MemberName,
  run: Run,
  documents: RequestDocuments,
): Promise<void> {
  const request = await openRequest(run.uri);
  if (!request) return;
  const member = documents.of(request).members.get(name);
  await showText(request, member ?? { offset: 0, length: 0 });
}

function placeIn(
  document: vscode.TextDocument,
  body: Span | undefined,
  pointer: string | undefined,
): Span {
  const { offset, length } = body ?? { offset: 0, length: 0 };
  const found =
    pointer === undefined ? undefined : findPlace(document.getText(), { offset, length }, pointer);
  return found ?? { offset, length: 0 };
}
