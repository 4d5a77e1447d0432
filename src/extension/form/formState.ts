import type * as vscode from "vscode";
import { stringMember, type RequestDocument } from "../../core/request/parse.ts";
import { formBlock } from "../../core/request/preflight.ts";
import { sendability, type Problem } from "../../core/request/problem.ts";
import { maxBodyBytes } from "../../core/request/types.ts";
import { isJsonObject } from "../../core/json/json.ts";
import { jsonText } from "../../core/json/jsonText.ts";
import { formMembers, memberOf, type FormMember } from "../../core/request/members.ts";
import type { FormProblem, FormState } from "../../protocol/form.ts";
import type { CheckedRequest } from "../request/requestFile.ts";
import { placeOf } from "./places.ts";

/** What the form shows of everything but the request itself. */
export type FormSurroundings = Pick<
  FormState,
  | "connection"
  | "trusted"
  | "running"
  | "recentModels"
  | "pinnedModels"
  | "baseModel"
  | "starter"
  | "undone"
>;

/** The form's picture of a checked request: a snapshot that a page which knows nothing can show. */
export function buildFormState(
  document: vscode.TextDocument,
  request: CheckedRequest,
  around: FormSurroundings,
): FormState {
  const { parsed, problems } = request;
  const blocked = formBlock(parsed);
  const metadata = parsed.members.get("requestMetadata")?.value;
  const members: Partial<Record<FormMember, string>> = {};
  for (const key of formMembers) {
    const value = stringMember(parsed, key);
    if (value !== undefined) members[key] = value;
  }
  return {
    fileName: document.uri.path.split("/").at(-1) ?? "",
    ...(blocked !== undefined && { blocked }),
    members,
    metadata: isJsonObject(metadata)
      ? Object.entries(metadata).map(([key, value]) => [
          key,
          typeof value === "string" ? value : jsonText(value),
        ])
      : [],
    unreadable: [...parsed.members.values()]
      .filter(({ key, value }) => memberOf(key)?.field !== undefined && typeof value !== "string")
      .map(({ key }) => key),
    body: bodyState(request),
    problems: problems.map((problem, id) => formProblem(document, parsed, problem, id)),
    sendable: sendability(problems),
    ...around,
  };
}

function bodyState({ parsed, bodyFile }: CheckedRequest): FormState["body"] {
  const limit = maxBodyBytes;
  if (parsed.body) return { kind: "inline", bytes: parsed.body.sourceBytes(), limit };
  if (!parsed.members.has("bodyFile")) return { kind: "none", bytes: 0, limit };
  const bytes = bodyFile && "content" in bodyFile ? bodyFile.bytes : 0;
  return { kind: "file", bytes, limit };
}

function formProblem(
  document: vscode.TextDocument,
  parsed: RequestDocument,
  problem: Problem,
  id: number,
): FormProblem {
  const { severity, message, member, fix, offset, length } = problem;
  const inBody =
    parsed.body &&
    problem.code !== "bodyEmpty" && // nothing there to mark: it is said under the editor
    offset >= parsed.body.offset &&
    offset <= parsed.body.offset + parsed.body.length;
  const start = parsed.body && document.positionAt(parsed.body.offset);
  return {
    id,
    severity,
    message,
    ...(member !== undefined && { member }),
    ...(fix && { fixTitle: fix.title }),
    ...(inBody &&
      start && {
        from: placeOf(document.positionAt(offset), start),
        to: placeOf(document.positionAt(offset + length), start),
      }),
  };
}
