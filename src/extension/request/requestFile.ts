import type * as vscode from "vscode";
import { parseRequest, type RequestDocument } from "../../core/request/parse.ts";
import { preflight } from "../../core/request/preflight.ts";
import type { Problem } from "../../core/request/problem.ts";
import type { Span } from "../../core/request/scan.ts";
import type { LoadedBodyFile } from "../../files/bodyFile.ts";
import { readBodyFile } from "./bodyFile.ts";

/** A request as it stands in the editor, checked. */
export interface CheckedRequest {
  readonly parsed: RequestDocument;
  readonly problems: readonly Problem[];
  readonly bodyFile: LoadedBodyFile | undefined;
  readonly version: number;
}

/** Parses and checks the document's text, with its body file where it names one. */
export async function checkRequest(
  document: vscode.TextDocument,
  knownBody?: Span,
): Promise<CheckedRequest> {
  const { version } = document;
  const parsed = parseRequest(document.getText(), knownBody);
  const bodyFile = await readBodyFile(parsed, document.uri);
  return { parsed, problems: preflight(parsed, bodyFile), bodyFile, version };
}
