import assert from "node:assert/strict";
import type { Sandbox } from "../../../src/sandbox/server.ts";
import { startSandbox } from "../../../src/sandbox/server.ts";
import type { Json } from "./client.ts";
import { readRecordings } from "../recordings/recordings.ts";
import type { Recording } from "../recordings/recording.ts";
import { post } from "./client.ts";

/**
 * What the sandbox does not speak: formats that were retired before it (AI21's Jurassic-2, Claude's text completions, Stable
 * Diffusion XL), Marengo, a filtered picture, and an endpoint of a customer that holds another model than text generation.
 */
function isElsewhere({ modelId, requestBody }: Recording): boolean {
  return (
    /^ai21\.j2|diffusion-xl|marengo|sd3-5|endpoint\/embed/.test(modelId) ||
    /"(max_tokens_to_sample|\\n\\nHuman:)/.test(requestBody)
  );
}

describe("the sandbox and recorded traffic", () => {
  const recordings = readRecordings().filter(
    (recording) => /^(recorded|fixture)$/.test(recording.authenticity) && !isElsewhere(recording),
  );
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await startSandbox();
  });
  after(() => sandbox.close());
  const replay = ({ modelId, requestBody, operation }: Recording) =>
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
    assert.ok(answered.length > 0);
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
    const refused = recordings.filter(({ responseHeaders }) =>
      responseHeaders["x-amzn-errortype"]?.startsWith("ValidationException"),
    );
    assert.ok(refused.length > 0);
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
/** The names at the top of an answer; a guardrail's are not the model's. */
function membersOf(answer: Json): string[] {
  return Object.keys(answer)
    .filter((name) => !name.startsWith("amazon-bedrock-"))
    .sort();
}
