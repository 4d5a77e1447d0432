import { thrownMessage } from "../thrownMessage.ts";
import type { JsonValue } from "../json/json.ts";
import { readValue } from "../json/readValue.ts";
import { problemMessages } from "../messages/problemMessages.ts";
import { setMember } from "./edit.ts";
import type { RequestDocument } from "./parse.ts";
import type { Problem } from "./problem.ts";
import type { RequestBody } from "./requestBody.ts";
import { maxBodyBytes } from "./types.ts";

/** What reading the file of `bodyFile` gave: its text and size in bytes, or why it cannot be read. */
export type BodyFile =
  | {
      readonly text: string;
      readonly bytes: number;
      /** What of its bytes does not show in the text. */
      readonly flaw?: "byteOrderMark" | "notUtf8" | undefined;
    }
  | { readonly error: string };

/**
 * Missing, doubled, unreadable, broken and oversized bodies, and placeholders without a value in
 * the file or among `given`.
 */
export function bodyProblems(
  document: RequestDocument,
  bodyFile?: BodyFile,
  given: Readonly<Record<string, JsonValue>> = {},
): Problem[] {
  const { body, members } = document;
  const file = members.get("bodyFile");
  if (file) {
    const at = { offset: file.offset, length: file.length, member: "bodyFile" };
    if (body)
      return [
        {
          ...at,
          code: "bodyTwice",
          severity: "error",
          message: problemMessages.bodyTwice({}),
          sendAnyway: false,
          fix: {
            title: "Remove bodyFile",
            edits: () => setMember(document, "bodyFile", undefined),
          },
        },
      ];
    return bodyFile ? fileProblems(bodyFile, at) : [];
  }
  if (!body)
    return [
      {
        code: "bodyMissing",
        severity: "error",
        message: problemMessages.bodyMissing({}),
        offset: document.root?.offset ?? 0,
        length: 1,
        member: "body",
        absent: ["body", "bodyFile"],
        sendAnyway: true,
      },
    ];
  const { problem: broken, isBlank } = body.read();
  if (isBlank)
    return [
      {
        code: "bodyEmpty",
        severity: "error",
        message: problemMessages.bodyEmpty({}),
        offset: body.offset,
        length: body.length,
        member: "body",
        sendAnyway: true,
      },
    ];
  if (broken)
    return [
      {
        code: "bodySyntax",
        severity: "error",
        message: problemMessages.bodySyntax({ words: broken.message }),
        offset: broken.offset,
        length: broken.length,
        member: "body",
        sendAnyway: true,
      },
    ];
  // With its variables put in: that is what the service counts.
  const bytes = body.byteLength(given);
  return [
    ...sizeProblems(bytes, { offset: body.offset, length: 1, member: "body" }),
    ...variableProblems(body, given),
  ];
}

/** The top-level keys of the body, inline or from its file; empty where it is broken at the start. */
export function bodyKeys(document: RequestDocument, bodyFile?: BodyFile): Set<string> {
  const inFile = bodyFile && "text" in bodyFile ? bodyFile.text : undefined;
  const read =
    document.body?.read() ??
    (inFile === undefined ? undefined : readValue(inFile, { offset: 0, length: inFile.length }));
  return new Set(read?.members.map(({ key }) => key));
}

type At = Pick<Problem, "offset" | "length" | "member">;

function fileProblems(bodyFile: BodyFile, at: At): Problem[] {
  if ("error" in bodyFile)
    return [
      { ...at, code: "bodyFile", severity: "error", message: bodyFile.error, sendAnyway: false },
    ];
  const broken = checkStrict(bodyFile.text);
  const problems = sizeProblems(bodyFile.bytes, at);
  const { flaw } = bodyFile;
  if (flaw) problems.push({ ...at, ...flaws[flaw] });
  if (broken)
    problems.push({
      ...at,
      code: "bodyFileSyntax",
      severity: "error",
      message: problemMessages.bodyFileSyntax({ words: broken }),
      sendAnyway: true,
    });
  return problems;
}

const flaws = {
  byteOrderMark: {
    code: "bodyFileByteOrderMark",
    severity: "warning",
    message: problemMessages.bodyFileByteOrderMark({}),
    sendAnyway: true,
  },
  notUtf8: {
    code: "bodyFileEncoding",
    severity: "error",
    message: problemMessages.bodyFileEncoding({}),
    sendAnyway: true,
  },
} as const;

/** A body file is sent byte for byte, so comments in it are errors too. */
function checkStrict(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return thrownMessage(error);
  }
}

/** A body is not built beyond this, not even when it is to be sent anyway: variables can make it any size. */
const maxSentBytes = 2 * maxBodyBytes;

function sizeProblems(bytes: number, at: At): Problem[] {
  if (bytes <= maxBodyBytes) return [];
  return [
    {
      ...at,
      code: "bodyTooLarge",
      severity: "error",
      message: problemMessages.bodyTooLarge({ bytes, maxBytes: maxBodyBytes }),
      sendAnyway: bytes <= maxSentBytes,
    },
  ];
}

/** Nobody fixes more of them one by one, and a body of 25 MB has room for millions. */
const maxMissingShown = 100;

function variableProblems(
  body: RequestBody,
  given: Readonly<Record<string, JsonValue>>,
): Problem[] {
  const variables = body.variables();
  if (!variables) return [];
  const problems: Problem[] = [];
  for (const { name, offset, length } of body.placeholders()) {
    if (Object.hasOwn(variables, name) || Object.hasOwn(given, name)) continue;
    problems.push({
      code: "variableMissing",
      severity: "error",
      message: problemMessages.variableMissing({ name }),
      offset,
      length,
      member: "body",
      sendAnyway: true,
    });
    if (problems.length === maxMissingShown) break;
  }
  return problems;
}
