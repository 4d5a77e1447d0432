import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import type { Reason, ReasonName } from "../../../../src/core/diagnosis/reasons.ts";
import { diagnose } from "../../../../src/core/diagnosis/diagnose.ts";
import { actionTitle } from "../../../../src/core/messages/actionTitle.ts";
import { messages, reasonMessage } from "../../../../src/core/messages/messages.ts";
import { describeOwnFailure } from "../../../../src/core/messages/ownFailureMessages.ts";
import type { OwnFailure } from "../../../../src/core/diagnosis/ownFailures.ts";
import { problemMessages } from "../../../../src/core/messages/problemMessages.ts";
import type { ProblemFacts } from "../../../../src/core/request/problemFacts.ts";
import { problemExamples } from "./problemExamples.ts";
import { ownFailureExamples } from "./ownFailureExamples.ts";
import { actions, examples } from "./examples.ts";

/** All texts, to be read and reviewed as such. UPDATE_GOLDEN=1 writes it anew. */
const golden = "test/fixtures/messages.txt";

function textsOf(reason: ReasonName): readonly string[] {
  return examples[reason].map((params) => reasonMessage({ reason, params } as Reason));
}

/** What happened, of each failure of ours. */
function statementsOf(name: OwnFailure["name"]): readonly string[] {
  return ownFailureExamples[name].map((facts) => describeOwnFailure({ name, facts } as OwnFailure));
}

/** What is said about a request file, of each problem. */
function problemsOf(name: keyof ProblemFacts): readonly string[] {
  return problemExamples[name].map((facts) => problemText(name, facts as never));
}

function problemText<Name extends keyof ProblemFacts>(
  name: Name,
  facts: ProblemFacts[Name],
): string {
  return problemMessages[name](facts);
}

const problemNames = Object.keys(problemExamples) as (keyof ProblemFacts)[];
const ownNames = Object.keys(ownFailureExamples) as OwnFailure["name"][];
const reasons = Object.keys(messages) as ReasonName[];

describe("the messages about failures", () => {
  it("are the reviewed ones, of every reason and every step", () => {
    const blocks = reasons.map((reason) => `${reason}\n${indented(textsOf(reason))}`);
    const titles = actions.map((action) => `${action.id}: ${actionTitle(action)}`);
    const own = ownNames.map((name) => `${name}\n${indented(statementsOf(name))}`);
    const problems = problemNames.map((name) => `${name}\n${indented(problemsOf(name))}`);
    const texts = [...blocks, ...own, ...problems].join("\n");
    const now = `${texts}\nsteps\n${indented(titles)}`;
    if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(golden, now);
    assert.equal(now, readFileSync(golden, "utf8"));
  });

  it("are sentences that begin with a word and end with a full stop", () => {
    for (const reason of reasons)
      for (const text of textsOf(reason)) {
        assert.match(text, /^[A-Z"]|^[\w.-]+\.[\w.-]+ |^m\.x-v1:0 /, text);
        assert.match(text, /\.$/, text);
        assert.doesNotMatch(text, /undefined|null|\[object| {2}|\.\./, text);
      }
  });

  it("do not state a cause where the service's words show none", () => {
    const unknown = { message: "Nope.", members: {}, region: "eu-west-1", profile: "dev" };
    for (const [name, httpStatus] of [
      ["ValidationException", 400],
      ["AccessDeniedException", 403],
      ["InvalidSignatureException", 403],
      ["UnrecognizedClientException", 403],
      ["CredentialsProviderError", undefined],
      ["TlsError", undefined],
      ["UnexpectedContent", 502],
      ["WhateverException", 418],
      ["WhateverException", undefined],
      ["Unknown", 401],
      ["Unknown", 403],
      ["Unknown", 500],
    ] as const) {
      const text = reasonMessage(diagnose({ ...unknown, name, httpStatus }));
      assert.match(text, /likely|\bmay\b|\bor\b/i, `${name}: ${text}`);
    }
  });
});

const indented = (lines: readonly string[]) => lines.map((line) => `  ${line}\n`).join("");
