import * as v from "valibot";
import { isJsonObject, type JsonObject } from "../json/json.ts";
import { jsonText } from "../json/jsonText.ts";
import { problemMessages } from "../messages/problemMessages.ts";
import { setMemberSource } from "./edit.ts";
import { isMember, memberOf, type MemberName } from "./members.ts";
import { nearestMember } from "./nearestMember.ts";
import type { Member, RequestDocument } from "./parse.ts";
import type { Problem } from "./problem.ts";
import { requestVersion, valueSchema } from "./schema.ts";

/** A file with more strange keys than this is not a request at all. */
const mostKeyProblems = 100;

/** Wrong types, unknown values and keys, and keys that stand twice. */
export function memberProblems(document: RequestDocument): Problem[] {
  const problems: Problem[] = [];
  const seen = new Set<string>();
  for (const { key, keyOffset, keyLength } of document.root?.members ?? []) {
    if (problems.length >= mostKeyProblems) break;
    const at = { offset: keyOffset, length: keyLength, member: key, sendAnyway: true };
    if (seen.has(key))
      problems.push({
        ...at,
        code: "duplicateKey",
        severity: "warning",
        message: problemMessages.duplicateKey({ key }),
      });
    if (!isMember(key)) {
      const meant = meantBy(key, document);
      problems.push({
        ...at,
        code: "unknownKey",
        severity: severityOf(meant),
        meant,
        message: problemMessages.unknownKey({ key, meant }),
        ...(meant && {
          fix: {
            title: `Change to "${meant}"`,
            edits: () => [{ offset: keyOffset, length: keyLength, text: JSON.stringify(meant) }],
          },
        }),
      });
    }
    seen.add(key);
  }
  for (const member of document.members.values()) {
    const problem = typeProblem(document, member);
    if (problem) problems.push(problem);
  }
  return problems;
}

/** What is meant is not sent: without its guardrail, nothing should be. A key of the user's own does no harm. */
function severityOf(meant: MemberName | undefined): Problem["severity"] {
  if (meant === undefined) return "hint";
  return meant.startsWith("guardrail") ? "error" : "warning";
}

/** A member that the file has already is not what another key means. */
function meantBy(key: string, { members }: RequestDocument): MemberName | undefined {
  const name = nearestMember(key);
  return name === undefined || members.has(name) ? undefined : name;
}

function typeProblem(document: RequestDocument, member: Member): Problem | undefined {
  const { key, value } = member;
  if (key === "body" || !isMember(key)) return undefined;
  const at = { offset: member.offset, length: Math.max(1, member.length), member: key };
  if (value === undefined)
    return {
      ...at,
      code: "memberSyntax",
      severity: "error",
      sendAnyway: false,
      message: problemMessages.memberSyntax({ key }),
    };
  const { type, values = [] } = memberOf(key) ?? {};
  if (type === "texts" || type === "values") {
    // Checked here: valibot's record passes arrays, and keys such as "constructor" unread.
    const isFine =
      isJsonObject(value) &&
      (type === "values" || Object.values(value).every((each) => typeof each === "string"));
    return isFine ? undefined : recordProblem(document, at, value);
  }
  if (v.safeParse(valueSchema(key), value).success) return undefined;
  if (key === "version") return versionProblem(at, value);
  if (typeof value === "string") {
    const blocked = key === "operation";
    return {
      ...at,
      code: "unknownValue",
      severity: blocked ? "error" : "warning",
      sendAnyway: false,
      message: problemMessages[blocked ? "unknownOperation" : "unknownValue"]({ value, values }),
    };
  }
  return {
    ...at,
    code: "wrongType",
    severity: "error",
    sendAnyway: false,
    message: problemMessages.notString({ key }),
    ...((typeof value === "number" || typeof value === "boolean") && {
      fix: {
        title: `Write it as "${String(value)}"`,
        edits: () => setMemberSource(document, key, JSON.stringify(String(value))),
      },
    }),
  };
}

function versionProblem(at: Pick<Problem, "offset" | "length">, value: unknown) {
  if (typeof value === "number" && value > requestVersion) return undefined; // said elsewhere
  return {
    ...at,
    code: "wrongVersion",
    severity: "error",
    sendAnyway: false,
    message: problemMessages.wrongVersion({ known: requestVersion }),
  } satisfies Problem;
}

function recordProblem(
  document: RequestDocument,
  at: Pick<Problem, "offset" | "length"> & { member: string },
  value: unknown,
): Problem {
  const isRecord = isJsonObject(value);
  return {
    ...at,
    code: "wrongType",
    severity: "error",
    sendAnyway: false,
    message: problemMessages[isRecord ? "notStrings" : "notObject"]({ key: at.member }),
    ...(isRecord && {
      fix: {
        title: "Write the values as strings",
        edits: () => setMemberSource(document, at.member, jsonText(withTexts(value))),
      },
    }),
  };
}

function withTexts(value: JsonObject): JsonObject {
  const entries = Object.entries(value);
  return Object.fromEntries(
    entries.map(([key, each]) => [key, typeof each === "string" ? each : jsonText(each)]),
  );
}
