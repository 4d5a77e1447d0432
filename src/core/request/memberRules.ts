import * as v from "valibot";
import { isJsonObject } from "../json/json.ts";
import { jsonText } from "../json/jsonText.ts";
import { setMemberSource } from "./edit.ts";
import { isMember, memberOf } from "./members.ts";
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
        message: `"${key}" stands twice; the last one counts.`,
      });
    if (!isMember(key))
      problems.push({
        ...at,
        code: "unknownKey",
        severity: "hint",
        message: `"${key}" is not a member of a request and is not sent.${meant(key, document)}`,
      });
    seen.add(key);
  }
  for (const member of document.members.values()) {
    const problem = typeProblem(document, member);
    if (problem) problems.push(problem);
  }
  return problems;
}

/** A member that the file has already is not what another key means. */
function meant(key: string, { members }: RequestDocument): string {
  const name = nearestMember(key);
  return name === undefined || members.has(name) ? "" : ` Did you mean "${name}"?`;
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
      message: `The value of "${key}" is not valid JSON.`,
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
      message: blocked
        ? `"${value}" is not an operation this tool can call: ${values.join(" or ")}.`
        : `"${value}" is not a known value (${values.join(", ")}). It is sent as it is.`,
    };
  }
  return {
    ...at,
    code: "wrongType",
    severity: "error",
    sendAnyway: false,
    message: `"${key}" has to be a text in double quotes.`,
    ...((typeof value === "number" || typeof value === "boolean") && {
      fix: {
        title: `Write it as "${String(value)}"`,
        edits: setMemberSource(document, key, JSON.stringify(String(value))),
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
    message: `"version" has to be ${requestVersion}.`,
  } satisfies Problem;
}

function recordProblem(
  document: RequestDocument,
  at: Pick<Problem, "offset" | "length"> & { member: string },
  value: unknown,
): Problem {
  const isRecord = isJsonObject(value);
  const texts =
    isRecord &&
    Object.fromEntries(
      Object.entries(value).map(([k, each]) => [
        k,
        typeof each === "string" ? each : jsonText(each),
      ]),
    );
  return {
    ...at,
    code: "wrongType",
    severity: "error",
    sendAnyway: false,
    message: isRecord
      ? `Every value in "${at.member}" has to be a text in double quotes.`
      : `"${at.member}" has to be an object, such as { "team": "search" }.`,
    ...(texts && {
      fix: {
        title: "Write the values as texts",
        edits: setMemberSource(document, at.member, jsonText(texts)),
      },
    }),
  };
}
