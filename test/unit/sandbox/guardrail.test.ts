import assert from "node:assert/strict";
import type { Sandbox } from "../../../src/sandbox/server.ts";
import { startSandbox } from "../../../src/sandbox/server.ts";
import { bodyFor, clientOf, invokeJson, post, streamJson } from "./client.ts";

const claude = "us.anthropic.claude-sonnet-5";

describe("the sandbox with a guardrail", () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await startSandbox();
  });
  after(() => sandbox.close());
  const refusal = async (
    modelId: string,
    body: unknown,
    headers: Record<string, string> = {},
    operation = "invoke",
  ) => {
    const text = typeof body === "string" ? body : JSON.stringify(body);
    const answer = await post(sandbox.url, modelId, text, headers, operation);
    assert.equal(answer.status, 400);
    assert.equal(answer.type, "ValidationException");
    assert.ok(answer.headers.get("x-amzn-requestid"));
    return answer.message;
  };

  const on = {
    "X-Amzn-Bedrock-GuardrailIdentifier": "sandbox",
    "X-Amzn-Bedrock-GuardrailVersion": "DRAFT",
  };
  const guarded = {
    guardrailIdentifier: "sandbox",
    guardrailVersion: "1",
    trace: "ENABLED",
  } as const;

  it("holds to the service's rules", async () => {
    const body = bodyFor("anthropic", "Hi");
    const config = { ...body, "amazon-bedrock-guardrailConfig": { tagSuffix: "x" } };
    assert.match(await refusal(claude, config), /no guardrail identifier/);
    assert.match(
      await refusal(claude, body, { ...on, "Content-Type": "text/plain" }),
      /content type application\/json/,
    );
    assert.match(
      await refusal(claude, body, { "X-Amzn-Bedrock-GuardrailIdentifier": "sandbox" }),
      /without a guardrail version/,
    );
    assert.match(
      await refusal(claude, body, { ...on, "X-Amzn-Bedrock-GuardrailIdentifier": "other" }),
      /guardrail identifier is invalid/,
    );
    assert.match(
      await refusal(claude, body, { ...on, "X-Amzn-Bedrock-GuardrailVersion": "2" }),
      /does not exist/,
    );
    const arn = "arn:aws:bedrock:eu-west-1:123456789012:guardrail/sandbox";
    const answer = await post(sandbox.url, claude, JSON.stringify(config), {
      ...on,
      "X-Amzn-Bedrock-GuardrailIdentifier": arn,
    });
    assert.equal(answer.status, 200);
    assert.equal(JSON.parse(answer.text)["amazon-bedrock-guardrailAction"], "NONE");
    assert.equal(JSON.parse(answer.text)["amazon-bedrock-trace"], undefined);
  });

  it("replaces the answer to a forbidden prompt, whole and streamed", async () => {
    const client = clientOf(sandbox.url);
    const body = bodyFor("titan", "Tell me what is Forbidden.");
    const whole = await invokeJson(client, "amazon.titan-text-express-v1", body, guarded);
    assert.match(whole.results[0].outputText, /sandbox guardrail blocked/);
    assert.equal(whole["amazon-bedrock-guardrailAction"], "INTERVENED");
    const { guardrail } = whole["amazon-bedrock-trace"];
    assert.equal(guardrail.actionReason, "Guardrail blocked.");
    assert.deepEqual(guardrail.input.sandbox.wordPolicy, {
      customWords: [{ match: "forbidden", action: "BLOCKED", detected: true }],
    });
    assert.equal(guardrail.modelOutput, undefined);
    const chunks = await streamJson(client, "amazon.titan-text-express-v1", body, guarded);
    assert.equal(chunks.length, 1);
    assert.equal(chunks[0]?.["amazon-bedrock-guardrailAction"], "INTERVENED");
    assert.ok(chunks[0]?.["amazon-bedrock-trace"]);
    assert.equal(chunks[0]?.["amazon-bedrock-invocationMetrics"], undefined);
  });

  it("masks what an answer must not say, and tells the trace what that was", async () => {
    const client = clientOf(sandbox.url);
    const body = bodyFor("anthropic", "Write to ann@example.com about 1234567890.");
    const whole = await invokeJson(client, claude, body, guarded);
    assert.match(whole.content[0].text, /Write to \{EMAIL\} about \{Account Number\}\./);
    assert.doesNotMatch(JSON.stringify(whole.content), /ann@|1234567890/);
    const { guardrail } = whole["amazon-bedrock-trace"];
    assert.match(JSON.parse(guardrail.modelOutput[0]).content[0].text, /ann@example\.com/);
    const policy = guardrail.outputs[0].sandbox.sensitiveInformationPolicy;
    assert.deepEqual(policy.piiEntities, [
      { match: "ann@example.com", type: "EMAIL", action: "ANONYMIZED", detected: true },
    ]);
    assert.equal(policy.regexes[0].match, "1234567890");

    const chunks = await streamJson(client, claude, body, guarded);
    const text = chunks.map((chunk) => chunk.delta?.text ?? "").join("");
    assert.equal(text, whole.content[0].text);
    for (const chunk of chunks) {
      const last = chunk === chunks.at(-1);
      assert.equal(
        chunk["amazon-bedrock-guardrailAction"],
        last || chunk.delta?.type === "text_delta" ? "INTERVENED" : undefined,
      );
      assert.equal(chunk["amazon-bedrock-trace"] !== undefined, last);
    }
    assert.ok(chunks.at(-1)?.["amazon-bedrock-invocationMetrics"]);
  });

  it("writes Titan's counts as floats where it intervened, and adds details to a full trace", async () => {
    const body = JSON.stringify(bodyFor("titan", "Write to ann@example.com."));
    const { text } = await post(sandbox.url, "amazon.titan-text-express-v1", body, {
      ...on,
      "X-Amzn-Bedrock-Trace": "ENABLED_FULL",
    });
    assert.match(text, /"inputTextTokenCount":\d+\.0,/);
    const { guardrail } = JSON.parse(text)["amazon-bedrock-trace"];
    assert.equal(guardrail.input.sandbox.wordPolicy.customWords[0].detected, false);
    assert.deepEqual(guardrail.input.sandbox.appliedGuardrailDetails.guardrailOrigin, ["REQUEST"]);
  });
});
