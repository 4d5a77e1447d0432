import { isJsonObject } from "../json/json.ts";
import { problemMessages } from "../messages/problemMessages.ts";
import { setMember } from "./edit.ts";
import { headerMembers, requestMembers } from "./members.ts";
import { metadataHeader } from "./metadataHeader.ts";
import { stringMember, type Member, type RequestDocument } from "./parse.ts";
import type { Problem } from "./problem.ts";

/** Headers that would be empty, or cannot carry their value; a content type that the service refuses; long metadata. */
export function headerProblems(document: RequestDocument): Problem[] {
  const texts = headerMembers.flatMap((key) => {
    const member = document.members.get(key);
    return member && typeof member.value === "string" ? [{ member, text: member.value }] : [];
  });
  return [
    ...texts.flatMap(({ member, text }) => textProblems(document, member, text)),
    ...metadataProblems(document),
  ];
}

function textProblems(document: RequestDocument, member: Member, text: string): Problem[] {
  const { key, offset, length } = member;
  const at = { offset, length, member: key };
  if (!/^[\t\x20-\x7e]*$/.test(text))
    return [
      {
        ...at,
        code: "headerCharacter",
        severity: "error",
        message: problemMessages.headerCharacter({ key }),
        sendAnyway: false,
      },
    ];
  if (key !== "contentType" && key !== "accept") return [];
  const fix = { title: "Use application/json", edits: () => setMember(document, key, undefined) };
  if (text.trim() === "")
    return [
      {
        ...at,
        code: `${key}Empty`,
        severity: "error",
        message: problemMessages.headerEmpty({ key }),
        sendAnyway: false,
        fix,
      },
    ];
  const guarded = stringMember(document, "guardrailIdentifier"); // said with the guardrail's rules
  if (key === "accept" || guarded || text === "application/json") return [];
  return [
    {
      ...at,
      code: "contentType",
      severity: "warning",
      message: problemMessages.contentType({}),
      sendAnyway: true,
      fix,
    },
  ];
}

function metadataProblems({ members }: RequestDocument): Problem[] {
  const member = members.get("requestMetadata");
  if (!member || !isJsonObject(member.value)) return [];
  const { maxLength } = requestMembers.requestMetadata;
  const { length } = metadataHeader(member.value);
  if (length <= maxLength) return [];
  return [
    {
      code: "metadataTooLong",
      severity: "error",
      message: problemMessages.metadataTooLong({ length, maxLength }),
      offset: member.offset,
      length: member.length,
      member: "requestMetadata",
      sendAnyway: true,
    },
  ];
}
