import assert from "node:assert/strict";
import type { BodyFile } from "../../../../src/core/request/bodyRules.ts";
import { applyEdits } from "../../../../src/core/json/textEdits.ts";
import { parseRequest } from "../../../../src/core/request/parse.ts";
import { preflight, type PreflightOptions } from "../../../../src/core/request/preflight.ts";
import { sendability } from "../../../../src/core/request/problem.ts";

/** The problems of a file's text. */
export const check = (text: string, bodyFile?: BodyFile, options?: PreflightOptions) =>
  preflight(parseRequest(text), bodyFile, options);

interface Expected {
  readonly code: string;
  readonly severity: "error" | "warning" | "hint";
  /** The text that is marked. */
  readonly at: string;
  readonly send: "ready" | "warn" | "no";
  /** The whole file once the fix is applied, which then has nothing more to say. */
  readonly fixed?: string;
}

/** Expects exactly this problem of the file. */
export function only(
  text: string,
  expected: Expected,
  bodyFile?: BodyFile,
  options?: PreflightOptions,
) {
  const problems = check(text, bodyFile, options);
  const [problem] = problems;
  assert.deepEqual(
    problems.map(({ code, severity, offset, length }) => ({
      code,
      severity,
      at: text.slice(offset, offset + length),
      send: sendability(problems),
    })),
    [{ code: expected.code, severity: expected.severity, at: expected.at, send: expected.send }],
  );
  assert.match(problem?.message ?? "", /[.?]$/);
  assert.ok(problem);
  assert.equal(problem.fix && applyEdits(text, problem.fix.edits()), expected.fixed);
  if (expected.fixed !== undefined) assert.deepEqual(check(expected.fixed, bodyFile, options), []);
}

/** An ARN of Bedrock. */
export const bedrockArn = (rest: string) => `arn:aws:bedrock:us-east-1:${rest}`;
/** A request whose body has so many letters of two bytes. */
export const withLetters = (count: number) =>
  `{ "modelId": "m.x", "body": "${"é".repeat(count)}" }`;
/** A request with this value in its metadata. */
export const withMetadata = (value: string) => withMember(`"requestMetadata": { "a": "${value}" }`);
/** A request whose body is a variable of so many letters. */
export const withVariable = (length: number) =>
  `{ "modelId": "m.x", "variables": { "v": "${"x".repeat(length)}" }, "body": "{{v}}" }`;
/** A request with this member. */
export const withMember = (member: string) => `{ "modelId": "m.x", ${member}, "body": {} }`;
