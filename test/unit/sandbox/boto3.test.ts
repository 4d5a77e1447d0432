import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import type { Sandbox } from "../../../src/sandbox/server.ts";
import { startSandbox } from "../../../src/sandbox/server.ts";
import { leaveOut } from "../../fakes/summary.ts";
import type { Json } from "./client.ts";
import { inTemporaryFolder, isHere, run } from "./programs.ts";

const modelled: Readonly<Record<string, number>> = {
  AccessDeniedException: 403,
  ResourceNotFoundException: 404,
  ThrottlingException: 429,
  ModelTimeoutException: 408,
  ModelErrorException: 424,
  ModelStreamErrorException: 424,
  ModelNotReadyException: 429,
  ValidationException: 400,
  ServiceQuotaExceededException: 400,
  InternalServerException: 500,
  ServiceUnavailableException: 503,
};
const others: Readonly<Record<string, number>> = {
  ExpiredTokenException: 403,
  UnrecognizedClientException: 403,
  InvalidSignatureException: 403,
};
const streamed = [
  "internalServerException",
  "modelStreamErrorException",
  "validationException",
  "throttlingException",
  "modelTimeoutException",
  "serviceUnavailableException",
];

if (isHere("python3", ["-c", "import boto3"]))
  describe("boto3 on the sandbox", function () {
    this.timeout(120_000);
    let sandbox: Sandbox;
    let said: Json;
    before(async () => {
      sandbox = await startSandbox();
      const script = fileURLToPath(new URL("boto3.py", import.meta.url));
      const names = Object.keys({ ...modelled, ...others }).join(",");
      said = await inTemporaryFolder(async (home) => {
        // -I: or the script's own folder would hide the library of the same name.
        const args = ["-I", script, sandbox.url, names, streamed.join(",")];
        const { code, stdout, stderr } = await run("python3", args, home);
        assert.equal(code, 0, stderr);
        return JSON.parse(stdout);
      });
    });
    after(() => sandbox.close());

    it("invokes a model", () => {
      assert.match(said.text, /“Hello”/);
      assert.equal(said.action, "NONE");
      assert.equal(said.contentType, "application/json");
      assert.equal(said.latency, "optimized");
      assert.ok(Number(said.tokens) > 0);
    });

    it("reads a stream", () => {
      assert.match(said.streamText, /“Hello”.* in my place\.$/);
      assert.equal(said.streamContentType, "application/json");
      assert.equal(said.streamLatency, "standard");
      assert.ok(said.metrics.outputTokenCount > 0);
    });

    for (const [name, status] of Object.entries({ ...modelled, ...others }))
      it(`raises ${name}`, () => {
        for (const raised of [said.raised[name], said.raisedByStream[name]]) {
          assert.equal(raised.code, name);
          assert.equal(raised.status, status);
          assert.ok(raised.requestId);
        }
        // InvokeModel has no ModelStreamErrorException; the client's classes are the service's.
        assert.equal(said.raisedByStream[name].isItsClass, name in modelled);
      });

    for (const name of streamed)
      it(`raises EventStreamError for ${name} in a stream`, () => {
        assert.equal(said.broken[name].code, name);
        assert.ok(said.broken[name].chunks > 5);
      });
  });
else leaveOut(import.meta.filename, "Python with boto3 is not installed");
