import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import Ajv from "ajv";
import { schemaTexts } from "../../../../scripts/schemas.mjs";
import { readValue } from "../../../../src/core/json/readValue.ts";
import { sourceText } from "../../../../src/core/request/requestBody.ts";
import type { RunEvent } from "../../../../src/core/run/events.ts";
import { foldRunEvent, initialRunState } from "../../../../src/core/run/fold.ts";
import { writeRunRecord } from "../../../../src/core/run/record.ts";
import { startSandbox } from "../../../../src/sandbox/server.ts";
import { invokeOnce, plainCall, streamCall, unsigned } from "../../../fakes/invokeOnce.ts";

const requestPath = "media/schemas/request.schema.json";
const runPath = "media/schemas/run.schema.json";

async function validator(path: string) {
  const ajv = new Ajv({ allErrors: true, strict: true, strictTypes: false });
  ajv.addVocabulary(["allowComments", "allowTrailingCommas"]);
  const validate = ajv.compile(JSON.parse(await readFile(path, "utf8")));
  return (value: unknown): string => (validate(value) ? "" : ajv.errorsText(validate.errors));
}

const jsonc = (text: string) =>
  JSON.parse(sourceText(text, readValue(text, { offset: 0, length: text.length })));

const ask = (content: string) => {
  const messages = [{ role: "user", content }];
  return Buffer.from(
    JSON.stringify({ anthropic_version: "bedrock-2023-05-31", max_tokens: 64, messages }),
  );
};

describe("the JSON schemas", () => {
  it("are what the code's types say; npm run schemas writes them anew", async () => {
    const texts = await schemaTexts();
    assert.deepEqual(Object.keys(texts), [requestPath, runPath]);
    for (const [file, text] of Object.entries(texts))
      assert.equal(await readFile(file, "utf8"), text, `${file} is out of date`);
  });

  it("take comments and trailing commas in requests, and describe every member", async () => {
    const schema = JSON.parse(await readFile(requestPath, "utf8"));
    assert.deepEqual([schema.allowComments, schema.allowTrailingCommas], [true, true]);
    for (const [name, member] of Object.entries<{ description?: string }>(schema.properties))
      assert.ok(name === "$schema" || member.description, name);
  });

  it("take every example", async () => {
    const problemsOf = await validator(requestPath);
    const names = (await readdir("examples")).filter((name) => name.endsWith(".bedrock.json"));
    assert.ok(names.length > 0);
    for (const name of names)
      assert.equal(problemsOf(jsonc(await readFile(join("examples", name), "utf8"))), "", name);
  });

  it("refuse requests of wrong types, without a model, of another version", async () => {
    const problemsOf = await validator(requestPath);
    assert.equal(problemsOf({ modelId: "m", body: [1], later: true }), "");
    for (const value of [
      {},
      [],
      { modelId: 1 },
      { modelId: "m", version: 2 },
      { modelId: "m", trace: "on" },
      { modelId: "m", requestMetadata: { a: 1 } },
    ])
      assert.notEqual(problemsOf(value), "", JSON.stringify(value));
  });

  it("take the records of real runs: whole, streamed, failed, of every kind of body", async () => {
    const problemsOf = await validator(runPath);
    const sandbox = await startSandbox();
    const guarded = {
      guardrailIdentifier: "sandbox",
      guardrailVersion: "1",
      trace: "ENABLED",
      requestMetadata: '{"team":"search"}',
    };
    const modelId = "us.anthropic.claude-haiku-4-5-20251001-v1:0";
    for (const [call, ends] of [
      [{ ...plainCall, ...guarded, modelId, body: ask("Write to a@example.com") }, "finished"],
      [{ ...streamCall, modelId, body: ask("Hi [sandbox:words=5] [sandbox:pace=1]") }, "finished"],
      [{ ...plainCall, modelId, body: ask("[sandbox:error=ModelErrorException]") }, "failed"],
      [{ ...streamCall, modelId, body: ask("[sandbox:midstream=throttlingException]") }, "failed"],
      [{ ...plainCall, modelId, body: Buffer.from("no JSON") }, "failed"],
      [{ ...plainCall, modelId, body: Buffer.from([0xff]), requestMetadata: "x" }, "failed"],
    ] as const) {
      const { events, final } = await invokeOnce(call, unsigned(sandbox.url, { maxAttempts: 1 }));
      assert.equal(final.type, ends);
      assert.equal(problemsOf(recordOf(events)), "");
    }
    await sandbox.close();
    assert.equal(problemsOf(recordOf([])), "");
    assert.notEqual(problemsOf({ ...recordOf([]), version: 2 }), "");
    assert.notEqual(problemsOf({ ...recordOf([]), metrics: {} }), "");
  });
});

function recordOf(events: readonly RunEvent[]) {
  const state = events.reduce(foldRunEvent, initialRunState());
  return JSON.parse(writeRunRecord(state, { savedAt: new Date().toISOString(), redact: false }));
}
