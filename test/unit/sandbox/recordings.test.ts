import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import type { Sandbox } from "../../../src/sandbox/server.ts";
import { startSandbox } from "../../../src/sandbox/server.ts";
import type { Json } from "./client.ts";
import { post } from "./client.ts";

const file = new URL("../../../../shared/recordings/invoke-model.jsonl", import.meta.url);

/** Formats that were retired before the sandbox: AI21's Jurassic-2 and Claude's text completions. */
function isRetired({ modelId, requestBody }: Json): boolean {
  return modelId.startsWith("ai21.j2") || /"(max_tokens_to_sample|\\n\\nHuman:)/.test(requestBody);
}

if (existsSync(file))
  describe("the sandbox and recorded traffic", () => {
    const recordings: Json[] = readFileSync(file, "utf8")
      .trim()
      .split("\n")
      .map((line): Json => JSON.parse(line))
      .filter((recording) => recording.authenticity === "recorded" && !isRetired(recording));
    let sandbox: Sandbox;
    before(async () => {
      sandbox = await startSandbox();
    });
    after(() => sandbox.close());
    const replay = ({ modelId, requestBody, operation }: Json) =>
      post(
        sandbox.url,
        modelId,
        // The pause between chunks is not what is looked at.
        requestBody.replace(/}\s*$/, ',"amazon-bedrock-sandbox":"[sandbox:pace=0]"}'),
        {},
        operation === "InvokeModel" ? "invoke" : "invoke-with-response-stream",
      );

    it("accept the same requests, and answer with the same members", async () => {
      const answered = recordings.filter(({ status }) => status === 200);
      assert.ok(answered.length > 100);
      for (const recording of answered) {
        const answer = await replay(recording);
        assert.equal(answer.status, 200, `${recording.file} ${recording.n}: ${answer.text}`);
        if (recording.operation !== "InvokeModel") continue;
        const bytes = Buffer.from(recording.responseBodyBase64, "base64");
        const members = membersOf(JSON.parse(bytes.toString()));
        assert.deepEqual(membersOf(JSON.parse(answer.text)), members, recording.modelId);
      }
    });

    it("refuse the same requests in the same words", async () => {
      const refused = recordings.filter(({ status }) => status === 400);
      assert.ok(refused.length > 5);
      for (const recording of refused) {
        const answer = await replay(recording);
        const bytes = Buffer.from(recording.responseBodyBase64, "base64");
        assert.equal(answer.status, 400);
        assert.equal(answer.message, JSON.parse(bytes.toString()).message);
        assert.equal(
          answer.headers.get("x-amzn-errortype"),
          recording.responseHeaders["x-amzn-errortype"],
        );
      }
    });
  });
else
  it("there are no recordings beside the project: the sandbox was held against none", () => {
    assert.ok(true);
  });

/** The names at the top of an answer; a guardrail's are not the model's. */
function membersOf(answer: Json): string[] {
  return Object.keys(answer)
    .filter((name) => !name.startsWith("amazon-bedrock-"))
    .sort();
}
