import assert from "node:assert/strict";
import { remedyFor } from "../../../src/core/errors/remedy.ts";
import { remedyByStatus } from "../../../src/core/errors/statusRemedy.ts";
import { nameOf, play } from "./playRecording.ts";
import { readRecordings, type Recording } from "./recordings.ts";

describe("The remedies of recorded errors", () => {
  const recordings = readRecordings();
  if (!recordings) {
    it("recordings are absent: ../shared/recordings does not exist, nothing was checked", () => {
      assert.equal(recordings, undefined);
    });
    return;
  }
  const failed = recordings.flatMap((recording) => failureOf(recording) ?? []);

  it("are of errors of four names, one of them in mid-stream", () => {
    assert.deepEqual([...new Set(failed.map(({ failure }) => failure.name))].sort(), [
      "ExpiredTokenException",
      "InvalidSignatureException",
      "ModelStreamErrorException",
      "ValidationException",
    ]);
    assert.ok(failed.length >= 15, String(failed.length));
  });

  for (const { recording, failure } of failed)
    it(`say more than the status does: ${nameOf(recording)}`, () => {
      const { remedy, actions } = remedyFor(failure);
      assert.notEqual(remedy, remedyByStatus({ ...failure, message: "" }).remedy);
      assert.ok(actions.length > 0);
      const said = expected.find(([words]) => words.test(failure.message));
      assert.ok(said, failure.message);
      assert.match(remedy, said[1]);
    });
});

const expected: readonly (readonly [message: RegExp, remedy: RegExp])[] = [
  [/model identifier is invalid/, /knows no model of that id/],
  [/^Signature expired/, /^This machine's clock is [\d,]+ (hours|days) behind AWS's/],
  [/token included in the request is expired/, /have expired/],
  [/required key \[toolUse\]/, /\/messages\/0\/content\/0, where toolUse is missing/],
  [/extraneous key \[inputText\]/, /does not know the key inputText/],
  [/unexpected error during processing/, /failed while it was answering/],
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
