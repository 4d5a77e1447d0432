import assert from "node:assert/strict";
import { InvokeModelWithResponseStreamCommand } from "@aws-sdk/client-bedrock-runtime";
import type { Sandbox } from "../../../src/sandbox/server.ts";
import { startSandbox } from "../../../src/sandbox/server.ts";
import { bodyFor, clientOf, post } from "./client.ts";

const claude = "us.anthropic.claude-sonnet-5";
const message = (content: unknown) => ({ messages: [{ role: "user", content }] });
const json = { "Content-Type": "application/json" };

describe("the sandbox on the wire", () => {
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

  it("counts tokens in headers, cache counts for the families that cache", async () => {
    const { headers } = await post(sandbox.url, claude, JSON.stringify(bodyFor("anthropic", "Hi")));
    assert.match(headers.get("x-amzn-requestid") ?? "", /^[0-9a-f-]{36}$/);
    for (const name of ["invocation-latency", "input-token-count", "output-token-count"])
      assert.ok(Number(headers.get(`x-amzn-bedrock-${name}`)) > 0, name);
    assert.equal(headers.get("x-amzn-bedrock-cache-read-input-token-count"), "0");
    assert.equal(headers.get("x-amzn-bedrock-cache-write-input-token-count"), "0");
    const llama = await post(sandbox.url, "meta.llama3-1-8b-instruct-v1:0", '{"prompt":"Hi"}');
    assert.equal(llama.headers.get("x-amzn-bedrock-cache-read-input-token-count"), null);
  });

  it("says back what it was asked, in headers and in words", async () => {
    const answer = await post(sandbox.url, claude, JSON.stringify(bodyFor("anthropic", "Hi")), {
      "X-Amzn-Bedrock-PerformanceConfig-Latency": "optimized",
      "X-Amzn-Bedrock-Service-Tier": "flex",
      "X-Amzn-Bedrock-Request-Metadata": '{"team":"search"}',
    });
    assert.equal(answer.headers.get("x-amzn-bedrock-performanceconfig-latency"), "optimized");
    assert.equal(answer.headers.get("x-amzn-bedrock-service-tier"), "flex");
    const text: string = JSON.parse(answer.text).content[0].text;
    for (const phrase of [
      "max_tokens 1000",
      "latency optimized",
      "service tier flex",
      'metadata {"team":"search"}',
    ])
      assert.ok(text.includes(phrase), phrase);
    assert.ok(!text.includes("[sandbox:"));
  });

  it("streams with the headers of the service", async () => {
    const response = await clientOf(sandbox.url).send(
      new InvokeModelWithResponseStreamCommand({
        modelId: claude,
        body: JSON.stringify(bodyFor("anthropic", "Hi")),
        contentType: "application/json",
        accept: "application/json",
        serviceTier: "priority",
        performanceConfigLatency: "standard",
      }),
    );
    assert.equal(response.contentType, "application/json");
    assert.equal(response.serviceTier, "priority");
    assert.equal(response.performanceConfigLatency, "standard");
    assert.ok(response.$metadata.requestId);
    let events = 0;
    let text = "";
    for await (const event of response.body ?? []) {
      assert.ok(event.chunk?.bytes);
      text += JSON.parse(Buffer.from(event.chunk.bytes).toString()).delta?.text ?? "";
      events++;
    }
    assert.match(text, /accept application\/json/);
    assert.ok(events > 60);
    const raw = await fetch(
      `${sandbox.url}/model/${encodeURIComponent(claude)}/invoke-with-response-stream`,
      { method: "POST", body: JSON.stringify(bodyFor("anthropic", "Hi")), headers: json },
    );
    assert.equal(raw.headers.get("content-type"), "application/vnd.amazon.eventstream");
    assert.equal(raw.headers.get("x-amzn-bedrock-invocation-latency"), null);
    const frames = Buffer.from(await raw.arrayBuffer()).toString("latin1");
    const paddings = new Set(
      [...frames.matchAll(/"p":"([a-zA-Z0-9]+)"/g)].map(([, padding]) => padding),
    );
    assert.ok(paddings.size > 5);
  });

  it("refuses a body that is no JSON object", async () => {
    for (const body of ["", "{", "[]", "null", "plain"])
      assert.match(await refusal(claude, body), /^Malformed input request, please reformat/);
  });

  it("names the keys that are missing or out of place", async () => {
    assert.match(
      await refusal(claude, { anthropic_version: "x", max_tokens: 1, inputText: "Hi" }),
      /#: required key \[messages\] not found#: extraneous key \[inputText\] is not permitted, please/,
    );
    assert.match(
      await refusal("amazon.titan-text-express-v1", { inputText: "Hi", temperature: 1 }),
      /#: extraneous key \[temperature\] is not permitted/,
    );
    assert.match(await refusal("cohere.command-r-v1:0", {}), /required key \[message\]/);
    assert.match(await refusal("us.deepseek.r1-v1:0", {}), /required key \[prompt\]/);
    assert.match(await refusal("us.writer.palmyra-x5-v1:0", {}), /required key \[messages\]/);
    assert.match(await refusal("us.mistral.pixtral-large-2502-v1:0", {}), /\[messages\]/);
    assert.match(await refusal("ai21.jamba-1-5-mini-v1:0", {}), /\[messages\]/);
    assert.match(await refusal("us.twelvelabs.pegasus-1-2-v1:0", {}), /\[mediaSource\]/);
    assert.match(await refusal("cohere.embed-english-v3", {}), /\[input_type\].*\[texts\]/);
    assert.match(await refusal("stability.sd3-5-large-v1:0", {}), /\[prompt\]/);
    assert.match(await refusal("amazon.nova-canvas-v1:0", {}), /\[taskType\]/);
  });

  it("refuses Nova's messages in the words of the recordings", async () => {
    const nova = "amazon.nova-micro-v1:0";
    assert.equal(
      await refusal(nova, message([{ inputText: "Hi" }])),
      "Malformed input request: #/messages/0/content/0: required key [toolUse] not found, please reformat your input and try again.",
    );
    assert.equal(
      await refusal(nova, message([{ inputText: "Hi", toolUse: null }])),
      "Malformed input request: #/messages/0/content/0: extraneous key [inputText] is not permitted, please reformat your input and try again.",
    );
    assert.match(await refusal(nova, message("Hi")), /expected type: JSONArray, found: String/);
    assert.match(
      await refusal(nova, { messages: [{ role: "user" }] }),
      /key \[content\] not found/,
    );
    for (const [value, kind] of [
      [1, "Integer"],
      [1.5, "BigDecimal"],
      [null, "Null"],
      [[], "JSONArray"],
      [true, "Boolean"],
    ] as const)
      assert.match(await refusal(nova, { messages: [value] }), new RegExp(`found: ${kind}`));
    assert.match(await refusal(nova, message({ text: "Hi" })), /found: JSONObject/);
  });

  it("does not know every model", async () => {
    const body = bodyFor("chat", "Hi");
    assert.equal(
      await refusal("does-not-exist", body),
      "The provided model identifier is invalid.",
    );
    assert.match(
      await refusal("arn:aws:bedrock:us-east-1::nonsense/x", body),
      /identifier is invalid/,
    );
    for (const id of [
      "anthropic.claude-sonnet-5",
      "arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-sonnet-5",
    ])
      assert.equal(
        await refusal(id, body),
        `Invocation of model ID ${id} with on-demand throughput isn’t supported. Retry your request with the ID or ARN of an inference profile that contains this model.`,
      );
    const broken = await fetch(`${sandbox.url}/model/%zz/invoke`, { method: "POST", body: "{}" });
    assert.match((await broken.json()).message, /identifier is invalid/);
  });

  it("refuses to stream what has no stream", async () => {
    assert.equal(
      await refusal(
        "amazon.titan-embed-text-v2:0",
        { inputText: "Hi" },
        {},
        "invoke-with-response-stream",
      ),
      "The model is unsupported for streaming.",
    );
  });

  it("refuses headers outside the service model", async () => {
    const body = bodyFor("anthropic", "Hi");
    for (const [header, value, member] of [
      ["X-Amzn-Bedrock-Trace", "LOUD", "trace"],
      ["X-Amzn-Bedrock-PerformanceConfig-Latency", "fast", "performanceConfigLatency"],
      ["X-Amzn-Bedrock-Service-Tier", "cheap", "serviceTier"],
      ["X-Amzn-Bedrock-GuardrailIdentifier", "Not An Id", "guardrailIdentifier"],
      ["X-Amzn-Bedrock-GuardrailVersion", "0", "guardrailVersion"],
      ["X-Amzn-Bedrock-Request-Metadata", "x".repeat(8501), "requestMetadata"],
    ] as const)
      assert.match(
        await refusal(claude, body, { [header]: value }),
        new RegExp(`at '${member}' failed to satisfy constraint`),
      );
  });

  it("keeps a connection open between two calls", async () => {
    const { headers } = await post(sandbox.url, claude, JSON.stringify(bodyFor("anthropic", "Hi")));
    assert.equal(headers.get("keep-alive"), "timeout=60");
  });

  it("takes a body of 25,000,000 bytes and not one more", async () => {
    const head = '{"prompt":"';
    const tail = '","max_gen_len":1}';
    const body = (bytes: number): string =>
      head + "a".repeat(bytes - head.length - tail.length) + tail;
    const model = "meta.llama3-1-8b-instruct-v1:0";
    assert.equal((await post(sandbox.url, model, body(25_000_000))).status, 200);
    assert.match(await refusal(model, body(25_000_001)), /less than or equal to 25000000/);
  });
});
