import { problemMessages } from "../messages/problemMessages.ts";
import { bodyKeys, type BodyFile } from "./bodyRules.ts";
import { setMember } from "./edit.ts";
import { requestMembers } from "./members.ts";
import { stringMember, type RequestDocument } from "./parse.ts";
import type { Problem } from "./problem.ts";

/**
 * The rules of the API reference's guardrailIdentifier: a version is needed with it, the body must
 * not configure a guardrail without it, and the content type must be application/json with it.
 */
export function guardrailProblems(document: RequestDocument, bodyFile?: BodyFile): Problem[] {
  const identifier = stringMember(document, "guardrailIdentifier");
  const version = stringMember(document, "guardrailVersion");
  const on = identifier !== undefined && identifier !== "";
  const problems: Problem[] = [];
  const say = (
    member: string,
    problem: Omit<Problem, "offset" | "length" | "member" | "sendAnyway">,
  ) => {
    const { offset, length } = document.members.get(member) ?? { offset: 0, length: 1 };
    problems.push({ ...problem, offset, length, member, sendAnyway: true });
  };

  if (on && !version)
    say("guardrailIdentifier", {
      code: "guardrailVersionMissing",
      severity: "error",
      absent: ["guardrailVersion"],
      message: problemMessages.guardrailVersionMissing({}),
      fix: { title: "Use DRAFT", edits: () => setMember(document, "guardrailVersion", "DRAFT") },
    });
  if (!on && version)
    say("guardrailVersion", {
      code: "guardrailVersionAlone",
      absent: ["guardrailIdentifier"],
      severity: "warning",
      message: problemMessages.guardrailVersionAlone({}),
      fix: {
        title: "Remove the version",
        edits: () => setMember(document, "guardrailVersion", undefined),
      },
    });
  if (on && !requestMembers.guardrailIdentifier.pattern.test(identifier))
    say("guardrailIdentifier", {
      code: "guardrailPattern",
      severity: "hint",
      message: problemMessages.guardrailPattern({}),
    });
  if (version && !requestMembers.guardrailVersion.pattern.test(version))
    say("guardrailVersion", {
      code: "guardrailVersionPattern",
      severity: "hint",
      message: problemMessages.guardrailVersionPattern({}),
    });

  const configured = bodyKeys(document, bodyFile).has("amazon-bedrock-guardrailConfig");
  if (!on && configured)
    say(document.body ? "body" : "bodyFile", {
      code: "guardrailConfigAlone",
      severity: "error",
      message: problemMessages.guardrailConfigAlone({}),
    });
  const contentType = stringMember(document, "contentType")?.trim();
  if (on && contentType && contentType !== "application/json")
    say("contentType", {
      code: "guardrailContentType",
      severity: "error",
      message: problemMessages.guardrailContentType({}),
      fix: {
        title: "Use application/json",
        edits: () => setMember(document, "contentType", undefined),
      },
    });
  return problems;
}
