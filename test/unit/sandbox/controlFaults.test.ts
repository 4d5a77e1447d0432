import assert from "node:assert/strict";
import type { Sandbox, SandboxOptions } from "../../../src/sandbox/server.ts";
import { controlPlaneCalls, startSandbox } from "../../../src/sandbox/server.ts";
import type { Json } from "./client.ts";
import { bodyFor, clientOf, invokeJson, post } from "./client.ts";

async function withSandbox(options: SandboxOptions, use: (sandbox: Sandbox) => Promise<void>) {
  const sandbox = await startSandbox(options);
  try {
    await use(sandbox);
  } finally {
    await sandbox.close();
  }
}

async function get(url: string): Promise<{ status: number; type: string; body: Json }> {
  const response = await fetch(url);
  const type = response.headers.get("x-amzn-errortype")?.split(":", 1)[0] ?? "";
  return { status: response.status, type, body: await response.json() };
}

describe("a sandbox that lists many models", () => {
  it("lists as many as it is asked for, each id once", async () => {
    for (const models of [600, 10, 0])
      await withSandbox({ models }, async ({ url }) => {
        const { modelSummaries } = (await get(`${url}/foundation-models`)).body;
        const ids = new Set(modelSummaries.map(({ modelId }: Json) => modelId));
        assert.deepEqual([modelSummaries.length, ids.size], [models, models]);
      });
  });

  it("answers for the made-up ones too", async () => {
    await withSandbox({ models: 600 }, async ({ url }) => {
      const { modelSummaries } = (await get(`${url}/foundation-models?byProvider=Meta`)).body;
      const { modelId } = modelSummaries.at(-1);
      assert.match(modelId, /^meta\.llama-sandbox-\d{4}-v1:0$/);
      const client = clientOf(url);
      const answer = await invokeJson(client, modelId, bodyFor("prompt", "Hello"));
      assert.match(answer.generation, /“Hello”/);
      client.destroy();
    });
  });
});

describe("a sandbox that denies", () => {
  it("denies the calls it is told to, and no other", async () => {
    const deny = ["ListFoundationModels", "GetGuardrail"];
    await withSandbox({ deny }, async ({ url }) => {
      const { status, type, body } = await get(`${url}/foundation-models`);
      assert.deepEqual([status, type], [403, "AccessDeniedException"]);
      assert.match(body.message, /not authorized to perform: bedrock:ListFoundationModels /);
      assert.equal((await get(`${url}/guardrails/sandbox`)).status, 403);
      assert.equal((await get(`${url}/guardrails`)).status, 200);
      assert.equal((await get(`${url}/foundation-models/amazon.nova-lite-v1%3A0`)).status, 200);
    });
  });

  it("denies all of the control plane and still invokes", async () => {
    await withSandbox({ deny: "all" }, async ({ url }) => {
      for (const path of [
        "/foundation-models",
        "/inference-profiles",
        "/guardrails",
        "/custom-models",
      ])
        assert.equal((await get(`${url}${path}`)).status, 403, path);
      const client = clientOf(url);
      await invokeJson(client, "amazon.nova-lite-v1:0", bodyFor("nova", "Hello"));
      client.destroy();
    });
    assert.ok(controlPlaneCalls.length >= 18);
  });

  it("denies a model without access through every id it has, and says why when asked", async () => {
    await withSandbox({ withoutAccess: ["us.anthropic.claude-sonnet-5"] }, async ({ url }) => {
      for (const id of ["us.anthropic.claude-sonnet-5", "global.anthropic.claude-sonnet-5"]) {
        const { status, type, message } = await post(url, id, "{}");
        assert.deepEqual([status, type], [403, "AccessDeniedException"]);
        assert.match(message, /don't have access/);
      }
      const availability = `${url}/foundation-model-availability`;
      const { body } = await get(`${availability}/anthropic.claude-sonnet-5`);
      assert.equal(body.entitlementAvailability, "NOT_AVAILABLE");
      assert.equal(body.agreementAvailability.status, "NOT_AVAILABLE");
      const other = await get(`${availability}/anthropic.claude-opus-5`);
      assert.equal(other.body.entitlementAvailability, "AVAILABLE");
      assert.equal((await get(`${availability}/us.anthropic.claude-opus-5`)).status, 404);
    });
  });
});
