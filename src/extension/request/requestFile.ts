import type * as vscode from "vscode";
import type { RequestDocument } from "../../core/request/parse.ts";
import { preflight } from "../../core/request/preflight.ts";
import type { Problem } from "../../core/request/problem.ts";
import type { Span } from "../../core/json/span.ts";
import type { LoadedBodyFile } from "../../files/bodyFile.ts";
import { bodyFilePath, readBodyFile } from "./bodyFile.ts";
import { unsavedFile } from "./bodyFileWatch.ts";
import type { RequestDocuments } from "./requestDocuments.ts";

/** A request as it stands in the editor, checked. */
export interface CheckedRequest {
  readonly parsed: RequestDocument;
  readonly problems: readonly Problem[];
  readonly bodyFile: LoadedBodyFile | undefined;
  /** The paths of the body file, as named and without links, to be watched. */
  readonly bodyFilePaths: readonly string[];
  readonly version: number;
}

/** Parses and checks the document's text, with its body file where it names one. */
export async function checkRequest(
  documents: RequestDocuments,
  document: vscode.TextDocument,
  knownBody?: Span,
): Promise<CheckedRequest> {
  const { version } = document;
  const parsed = documents.of(document, knownBody);
  const bodyFile = await readBodyFile(parsed, document.uri);
  const named = bodyFilePath(parsed, document.uri);
  const real = bodyFile && "path" in bodyFile ? bodyFile.path : named;
  const bodyFilePaths = [...new Set([named, real].filter((path) => path !== undefined))];
  const problems = [...preflight(parsed, bodyFile), ...unsavedProblems(parsed, bodyFilePaths)];
  return { parsed, problems, bodyFile, bodyFilePaths, version };
}

/** What is sent is the file on disk: whoever is editing it should know. */
function unsavedProblems(parsed: RequestDocument, paths: readonly string[]): Problem[] {
  const member = parsed.members.get("bodyFile");
  const name = unsavedFile(paths);
  if (!member || name === undefined) return [];
  return [
    {
      code: "bodyFileUnsaved",
      severity: "warning",
      message: `"${name}" has unsaved changes. The file is sent as it was last saved.`,
      offset: member.offset,
      length: member.length,
      member: "bodyFile",
      sendAnyway: true,
    },
  ];
}
