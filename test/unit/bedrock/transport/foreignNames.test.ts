import assert from "node:assert/strict";
import { diagnose } from "../../../../src/core/diagnosis/diagnose.ts";
import { localErrors } from "../../../../src/core/diagnosis/localErrors.ts";
import { ownFailureExamples } from "../../core/messages/ownFailureExamples.ts";
import { chunk, frame, stream, streamException } from "../../../fakes/eventStream.ts";
import type { Answer } from "../../../fakes/faultServer.ts";
import { exception, withFaultServer } from "../../../fakes/faultServer.ts";
import { errorOf, invokeOnce, plainCall, streamCall, unsigned } from "../../../fakes/invokeOnce.ts";

const ours = new Set([
  ...Object.keys(localErrors),
  ...Object.keys(ownFailureExamples),
  "TimeoutError",
  "AbortError",
  "NotRetried",
  "LocalFailure",
]);
const inherited = ["constructor", "__proto__", "toString", "hasOwnProperty"];

const run = (answer: Answer, call = plainCall) =>
  withFaultServer(answer, ({ url }) => invokeOnce(call, unsigned(url, { maxAttempts: 1 })));

describe("an exception of the service with the name of a failure of ours", () => {
  for (const name of [...ours, ...inherited]) {
    it(`${name} is told as the service's`, async () => {
      const members = {
        code: "ECONNREFUSED",
        proxyHost: "evil.example",
        $metadata: {},
        cause: "x",
      };
      const error = errorOf(await run(exception(400, name, members)));
      assert.equal(error.name, name);
      assert.equal(error.httpStatus, 400);
      assert.equal(error.message, `${name} happened`);
      assert.equal(error.attempts, 1);
      assert.ok(!error.retryable);
      const byStatus = { name, message: error.message, httpStatus: 400, members: {} };
      assert.equal(error.reason, diagnose({ ...byStatus, fromService: true }).reason);
    });

    it(`${name} in a stream is told as the service's`, async () => {
      const answers = [
        stream(chunk({ n: 1 }), streamException(name, { message: "words" })),
        stream(
          chunk({ n: 1 }),
          frame(
            { ":message-type": "error", ":error-code": name, ":error-message": "words" },
            Buffer.alloc(0),
          ),
        ),
      ];
      for (const answer of answers) {
        const error = errorOf(await run(answer, streamCall));
        assert.equal(error.name, name);
        assert.equal(error.message, "words");
        assert.equal(error.requestId, "req-1");
        assert.equal(error.reason, "undocumented");
      }
    });
  }
});
