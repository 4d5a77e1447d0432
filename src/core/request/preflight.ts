import type { JsonValue } from "../json/json.ts";
import { problemMessages } from "../messages/problemMessages.ts";
import { bodyProblems, type BodyFile } from "./bodyRules.ts";
import { guardrailProblems } from "./guardrailRules.ts";
import { headerProblems } from "./headerRules.ts";
import { memberProblems } from "./memberRules.ts";
import { modelProblems } from "./modelRules.ts";
import { asksForStream } from "./operation.ts";
import type { RequestDocument } from "./parse.ts";
import type { Problem } from "./problem.ts";
import { requestVersion } from "./schema.ts";

/** What the sender chose beside the file. */
export interface PreflightOptions {
  /** Goes before the file's operation. */
  readonly streaming?: boolean | undefined;
  /** Values for placeholders besides the file's own. */
  readonly variables?: Readonly<Record<string, JsonValue>> | undefined;
}

/**
 * Everything to say about a request before it is sent, in the order of the text. `bodyFile` is what
 * reading the file named by the member gave. The rules are those of the service model 2023-09-30
 * and of the API reference's InvokeModel page; what a later service may allow is never an error.
 */
export function preflight(
  document: RequestDocument,
  bodyFile?: BodyFile,
  options: PreflightOptions = {},
): Problem[] {
  const structure = structureProblems(document);
  if (!document.root) return structure;
  return joinMisspelled([
    ...structure,
    ...memberProblems(document),
    ...modelProblems(document, options.streaming ?? asksForStream(document)),
    ...bodyProblems(document, bodyFile, options.variables),
    ...headerProblems(document),
    ...guardrailProblems(document, bodyFile),
  ]).sort((a, b) => a.offset - b.offset);
}

/** A member that is missing because its key is misspelled is one problem, at the key, where its fix is. */
function joinMisspelled(problems: readonly Problem[]): Problem[] {
  const meant = new Set(problems.flatMap((problem) => problem.meant ?? []));
  const explained = problems.filter(({ absent }) => absent?.some((name) => meant.has(name)));
  return problems.flatMap((problem) => {
    if (explained.includes(problem)) return [];
    const name = problem.meant;
    const missing = name && explained.find(({ absent }) => absent?.includes(name));
    if (missing?.severity !== "error") return [problem];
    const { severity, sendAnyway } = missing;
    return [{ ...problem, severity, sendAnyway, member: name }];
  });
}

/** Why a form cannot edit this text, in a sentence; undefined when it can. An empty text can be. */
export function formBlock(document: RequestDocument): string | undefined {
  const version = document.members.get("version")?.value;
  if (typeof version === "number" && version > requestVersion)
    return problemMessages.newerVersion({ version, known: requestVersion });
  if (document.empty) return undefined;
  if (!document.root) return problemMessages.formNotAnObject({});
  const [problem] = document.root.problems;
  return problem && problemMessages.formSyntax({ words: problem.message });
}

function structureProblems(document: RequestDocument): Problem[] {
  const error = { severity: "error", sendAnyway: false } as const;
  if (!document.root)
    return [
      {
        ...error,
        code: document.empty ? "emptyFile" : "notAnObject",
        message: problemMessages[document.empty ? "emptyFile" : "notAnObject"]({}),
        offset: 0,
        length: Math.min(document.text.length, 1),
      },
    ];
  const problems: Problem[] = document.root.problems.map((each) => ({
    ...error,
    ...each,
    code: "syntax",
  }));
  const version = document.members.get("version");
  if (typeof version?.value === "number" && version.value > requestVersion)
    problems.push({
      ...error,
      code: "newerVersion",
      message: problemMessages.newerVersion({ version: version.value, known: requestVersion }),
      offset: version.offset,
      length: version.length,
      member: "version",
    });
  return problems;
}
