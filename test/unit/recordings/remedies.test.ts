import assert from "node:assert/strict";
import { diagnose } from "../../../src/core/diagnosis/diagnose.ts";
import type { ReasonName } from "../../../src/core/diagnosis/reasons.ts";
import { nameOf, play } from "./playRecording.ts";
import { readRecordings } from "./recordings.ts";
import type { Recording } from "./recording.ts";

describe("The remedies of recorded errors", () => {
  const recordings = readRecordings();
  const failed = recordings.flatMap((recording) => failureOf(recording) ?? []);

  for (const { recording, failure } of failed)
    it(`say what to do: ${nameOf(recording)}`, () => {
      const { reason, actions } = diagnose(failure);
      assert.ok(actions.length > 0);
      const said = expected.find(([words]) => words.test(failure.message));
      assert.ok(said, failure.message);
      assert.equal(reason, said[1]);
    });
});

const expected: readonly (readonly [message: RegExp, reason: ReasonName])[] = [
  [/required key \[prompt\] not found/, "bodyInvalid"],
  [/model identifier is invalid/, "modelUnknown"],
  [/^Signature expired/, "clockSkewed"],
  [/token included in the request is expired/, "credentialsExpired"],
  [/required key \[toolUse\]/, "bodyInvalid"],
  [/extraneous key \[inputText\]/, "bodyInvalid"],
  [/unexpected error during processing|stopped (in the middle|while)/, "streamFailed"],
  [/^You don't have access to the model/, "modelAccessMissing"],
  [/token included in the request is invalid/, "credentialsUnknown"],
  [/reached the end of its life/, "modelRetired"],
  [/did not answer in time/, "modelTimeout"],
  [/could not answer/, "modelFailed"],
  [/^Too many requests/, "throttled"],
  [/^Too many tokens/, "throttled"],
  [/not ready for inference/, "modelNotReady"],
  [/exceeds a quota/, "quotaExceeded"],
  [/met an internal error/, "serviceFailed"],
  [/service is unavailable/, "serviceUnavailable"],
  [/cannot read the image/, "requestInvalid"],
];

/** What the engine would know of the recording's error; undefined for one that went well. */
function failureOf(recording: Recording) {
  const { status, modelId, operation, responseHeaders, responseBodyBase64 } = recording;
  const known = { members: {}, region: "us-east-1", modelId, operation };
  const { exception, bytes } = play(recording);
  if (exception !== undefined) {
    const name = exception.charAt(0).toUpperCase() + exception.slice(1);
    const message = /\{"message":"([^"]*)"\}/.exec(Buffer.from(bytes).toString("latin1"))?.[1];
    return { recording, failure: { ...known, name, message: message ?? "" } };
  }
  if (status < 300) return undefined;
  const type = Object.entries(responseHeaders).find(([key]) => /^x-amzn-errortype$/i.test(key));
  const body: { message: string } = JSON.parse(
    Buffer.from(responseBodyBase64, "base64").toString("utf8"),
  );
  const name = type?.[1].split(":")[0] ?? "";
  return { recording, failure: { ...known, name, message: body.message, httpStatus: status } };
}
