import assert from "node:assert/strict";
import { foldRunEvents, initialRunState } from "../../../src/core/run/fold.ts";
import { readRunRecord } from "../../../src/core/run/readRecord.ts";
import { writeRunRecord } from "../../../src/core/run/record.ts";
import { eventsOfRecord } from "../../../src/core/run/replay.ts";
import type { RunState } from "../../../src/core/run/state.ts";
import { isSandboxRun } from "../../../src/extension/runs/isSandboxRun.ts";
import { startSandbox, type Sandbox } from "../../../src/sandbox/server.ts";
import { invokeOnce, plainCall, unsigned } from "../../fakes/invokeOnce.ts";
import { json, startFaultServer } from "../../fakes/faultServer.ts";

describe("a run of the sandbox", () => {
  let sandbox: Sandbox;

  before(async () => {
    sandbox = await startSandbox();
  });
  after(() => sandbox.close());

  for (const [what, text] of [
    ["an answer", "Hello."],
    ["an error", "[sandbox:error=ThrottlingException]"],
  ] as const)
    it(`is known by ${what}, also when it comes from a run file`, async () => {
      const state = await stateOf(sandbox.url, text);
      assert.equal(isSandboxRun({ state, resolved: undefined }), true);
      const record = writeRunRecord(state, { savedAt: new Date().toISOString(), redact: true });
      const read = readRunRecord(record);
      assert.ok(read.ok);
      const saved = foldRunEvents(initialRunState(), eventsOfRecord(read.record));
      assert.equal(isSandboxRun({ state: saved, resolved: undefined }), true);
    });

  it("is none where another server answers, or one elsewhere says that it is the sandbox", async () => {
    const state = await stateOf(sandbox.url, "Hello.");
    const connection = { region: "us-east-1", endpointHost: "bedrock.example:443" };
    assert.equal(isSandboxRun({ state: { ...state, connection }, resolved: undefined }), false);
    const server = await startFaultServer(json(200, {}));
    try {
      const other = await stateOf(server.url, "Hello.");
      assert.equal(isSandboxRun({ state: other, resolved: undefined }), false);
    } finally {
      await server.close();
    }
  });
});

async function stateOf(url: string, text: string): Promise<RunState> {
  const messages = [{ role: "user", content: text }];
  const body = { anthropic_version: "bedrock-2023-05-31", max_tokens: 100, messages };
  const call = { ...plainCall, modelId: `us.${plainCall.modelId}` };
  const { events } = await invokeOnce(
    { ...call, body: Buffer.from(JSON.stringify(body)) },
    unsigned(url, { maxAttempts: 1 }),
  );
  return foldRunEvents(initialRunState(), events);
}
