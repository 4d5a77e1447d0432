import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { startSandbox, type Sandbox } from "../../../src/sandbox/server.ts";
import { buildCli, requestFile, runArgs, startProgram, temporaryFolder } from "./cli.ts";

const counter = join(import.meta.dirname, "../../fakes/countCalls.mjs");

const simple = '{ "modelId": "amazon.titan-text-express-v1", "body": { "inputText": "Hi" } }';
const full = `{
  // A comment
  "modelId": "amazon.titan-text-express-v1", "operation": "InvokeModel", "accept": "application/json",
  "requestMetadata": { "team": "search" }, "variables": { "name": "Ada", "topic": 1.0 },
  "body": { "inputText": "Hi {{name}}", /* more */ "textGenerationConfig": { "topP": "{{topic}}", }, },
}`;

// V8 counts the calls of the program's own functions: nothing of the program has to help.
describe("a request that the command line sends", () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await startSandbox();
  });
  after(() => sandbox.close());

  async function callsOfOneSend(text: string): Promise<Readonly<Record<string, number>>> {
    const result = join(await temporaryFolder("calls"), "calls.json");
    const args = runArgs(await requestFile(text), sandbox.url);
    const { ended } = await startProgram(counter, [result, await buildCli(), ...args]);
    const { code, stderr } = await ended;
    assert.equal(code, 0, stderr);
    return JSON.parse(await readFile(result, "utf8"));
  }

  for (const [name, text] of Object.entries({ simple, full }))
    it(`is read once, checked and sent: ${name}`, async () => {
      const calls = await callsOfOneSend(text);
      assert.equal(calls["readObject"], 1);
      // The rest are the answer's, in which exact numbers are looked for.
      const ofAnswer = (calls["holdsInexact"] ?? 0) + (calls["markNumbers"] ?? 0);
      assert.equal((calls["visitJson"] ?? 0) - ofAnswer, 1);
      assert.equal(calls["readValue"] ?? 0, 0);
    });
});
