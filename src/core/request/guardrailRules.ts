import { isJsonObject } from "../json.ts";
import { bodyKeys, type BodyFile } from "./bodyRules.ts";
import { setMember } from "./edit.ts";
import { metadataHeader } from "./metadataHeader.ts";
import { stringMember, type RequestDocument } from "./parse.ts";
import type { Problem } from "./problem.ts";

const guardrailPattern =
  /^(?:[a-z0-9]+|arn:aws(?:-[^:]+)?:bedrock:[a-z0-9-]{1,20}:[0-9]{12}:guardrail\/[a-z0-9]+)$/;
const versionPattern = /^(?:[1-9][0-9]{0,7}|DRAFT)$/;
/** The service model's limit for the metadata header, in characters. */
const maxMetadataLength = 8500;

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
  if (on && !guardrailPattern.test(identifier))
    say("guardrailIdentifier", {
      code: "guardrailPattern",
      severity: "hint",
      message: "Guardrail identifiers are lower-case letters and digits, or a guardrail's ARN.",
    });
  if (version && !versionPattern.test(version))
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
  const contentType = stringMember(document, "contentType");
  if (contentType !== undefined && contentType !== "application/json")
    say("contentType", {
      code: on ? "guardrailContentType" : "contentType",
      severity: on ? "error" : "warning",
      message: on
        ? "With a guardrail the content type has to be application/json."
        : "The service takes application/json alone.",
      fix: {
        title: "Use application/json",
        edits: setMember(document, "contentType", undefined),
      },
    });
  problems.push(...metadataProblems(document));
  return problems;
}

function metadataProblems(document: RequestDocument): Problem[] {
  const member = document.members.get("requestMetadata");
  if (!member || !isJsonObject(member.value)) return [];
  const length = metadataHeader(member.value).length;
  if (length <= maxMetadataLength) return [];
  return [
    {
      code: "metadataTooLong",
      severity: "error",
      message: `The request metadata has ${length} characters; the service takes ${maxMetadataLength}.`,
      offset: member.offset,
      length: member.length,
      member: "requestMetadata",
      sendAnyway: true,
    },
  ];
}
