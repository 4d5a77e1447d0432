import assert from "node:assert/strict";
import { BedrockClient, ListInferenceProfilesCommand } from "@aws-sdk/client-bedrock";
import { BedrockRuntimeClient, InvokeModelCommand } from "@aws-sdk/client-bedrock-runtime";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import { startSandbox, type Sandbox } from "../../../src/sandbox/server.ts";

const model = "anthropic.claude-sonnet-4-5-20250929-v1:0";
const invalid = {
  name: "ValidationException",
  message: "The provided model identifier is invalid.",
};
const body = JSON.stringify({
  anthropic_version: "bedrock-2023-05-31",
  max_tokens: 10,
  messages: [{ role: "user", content: "Hi" }],
});

describe("the sandbox's regions", () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await startSandbox();
  });
  after(() => sandbox.close());

  for (const [region, areas] of [
    ["us-east-1", ["global", "us"]],
    ["eu-west-1", ["eu", "global"]],
    ["ap-northeast-1", ["global", "jp"]],
    ["us-gov-west-1", ["us-gov"]],
  ] as const)
    it(`have the profiles of their own area alone: ${region}`, async () => {
      const options = {
        endpoint: sandbox.url,
        region,
        credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" },
        requestHandler: new NodeHttpHandler(),
        maxAttempts: 1,
      };
      const list = new ListInferenceProfilesCommand({ typeEquals: "SYSTEM_DEFINED" });
      const { inferenceProfileSummaries = [] } = await new BedrockClient(options).send(list);
      const ids = inferenceProfileSummaries.map(
        ({ inferenceProfileId = "" }) => inferenceProfileId,
      );
      const ofModel = ids.filter((id) => id.endsWith(model)).map((id) => id.split(".")[0]);
      assert.deepEqual(new Set(ofModel), new Set(areas));
      assert.equal(ofModel.length, areas.length);
      const runtime = new BedrockRuntimeClient(options);
      for (const area of ["us", "eu", "jp", "us-gov", "global"]) {
        const arn = `arn:aws:bedrock:${region}:123456789012:inference-profile/${area}.${model}`;
        for (const modelId of [`${area}.${model}`, arn]) {
          const sent = runtime.send(new InvokeModelCommand({ modelId, body }));
          if (areas.some((each) => each === area)) await sent;
          else await assert.rejects(sent, invalid);
        }
      }
    });

  it("are us-east-1 for a request that is not signed", async () => {
    assert.equal((await invoke(sandbox.url, `us.${model}`)).status, 200);
    assert.equal((await invoke(sandbox.url, `au.${model}`)).status, 400);
  });
});

function invoke(url: string, modelId: string): Promise<Response> {
  return fetch(`${url}/model/${encodeURIComponent(modelId)}/invoke`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body,
  });
}
