import assert from "node:assert/strict";
import { remedyFor } from "../../../src/core/errors/remedy.ts";
import { nameOf, play } from "./playRecording.ts";
import { readRecordings, type Recording } from "./recordings.ts";

describe("The remedies of recorded errors", () => {
  const recordings = readRecordings();
  const failed = recordings.flatMap((recording) => failureOf(recording) ?? []);

  for (const { recording, failure } of failed)
    it(`say what to do: ${nameOf(recording)}`, () => {
      const { remedy, actions } = remedyFor(failure);
      assert.ok(actions.length > 0);
      const said = expected.find(([words]) => words.test(failure.message));
      assert.ok(said, failure.message);
      assert.match(remedy, said[1]);
    });
});

const expected: readonly (readonly [message: RegExp, remedy: RegExp])[] = [
  [/required key \[prompt\] not found/, /prompt is missing/],
  [/model identifier is invalid/, /knows no model of that id/],
  [/^Signature expired/, /^This machine's clock is [\d,]+ (hours|days) behind AWS's/],
  [/token included in the request is expired/, /have expired/],
  [/required key \[toolUse\]/, /\/messages\/0\/content\/0, where toolUse is missing/],
  [/extraneous key \[inputText\]/, /does not know the key inputText/],
  [
    /unexpected error during processing|stopped (in the middle|while)/,
    /failed while it was answering/,
  ],
  [/^You don't have access to the model/, /access to the model in us-east-1/],
  [/token included in the request is invalid/, /does not know these credentials/],
  [/reached the end of its life/, /retired/],
  [/did not answer in time/, /took too long/],
  [/could not answer/, /model itself failed/],
  [/^Too many requests/, /requests a minute/],
  [/^Too many tokens/, /tokens/],
  [/not ready for inference/, /being loaded/],
  [/exceeds a quota/, /quota/],
  [/met an internal error/, /inside Bedrock/],
  [/service is unavailable/, /out of capacity/],
  [/cannot read the image/, /does not fit/],
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
