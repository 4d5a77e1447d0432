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
      message: "A guardrail needs its version: a number, or DRAFT.",
      fix: { title: "Use DRAFT", edits: setMember(document, "guardrailVersion", "DRAFT") },
    });
  if (!on && version)
    say("guardrailVersion", {
      code: "guardrailVersionAlone",
      severity: "warning",
      message: "A version without a guardrail identifier applies nothing.",
      fix: {
        title: "Remove the version",
        edits: setMember(document, "guardrailVersion", undefined),
      },
    });
  if (on && !requestMembers.guardrailIdentifier.pattern.test(identifier))
    say("guardrailIdentifier", {
      code: "guardrailPattern",
      severity: "hint",
      message: "Guardrail identifiers are lower-case letters and digits, or a guardrail's ARN.",
    });
  if (version && !requestMembers.guardrailVersion.pattern.test(version))
    say("guardrailVersion", {
      code: "guardrailVersionPattern",
      severity: "hint",
      message: 'A guardrail\'s version is a number such as "1", or "DRAFT".',
    });

  const configured = bodyKeys(document, bodyFile).has("amazon-bedrock-guardrailConfig");
  if (!on && configured)
    say(document.body ? "body" : "bodyFile", {
      code: "guardrailConfigAlone",
      severity: "error",
      message:
        'The body holds "amazon-bedrock-guardrailConfig", but no guardrailIdentifier is given.',
    });
  const contentType = stringMember(document, "contentType")?.trim();
  if (on && contentType && contentType !== "application/json")
    say("contentType", {
      code: "guardrailContentType",
      severity: "error",
      message: "With a guardrail the content type has to be application/json.",
      fix: {
        title: "Use application/json",
        edits: setMember(document, "contentType", undefined),
      },
    });
  return problems;
}
