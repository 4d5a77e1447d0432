import assert from "node:assert/strict";
import type { Sandbox } from "../../../src/sandbox/server.ts";
import { startSandbox } from "../../../src/sandbox/server.ts";
import type { Json } from "./client.ts";
import { bodyFor, clientOf, invokeJson, streamJson } from "./client.ts";

/** Model, body shape, and an independent reading of the family's text and stop reason, whole and in chunks. */
const textFamilies: readonly {
  modelId: string;
  shape: Parameters<typeof bodyFor>[0];
  text: (answer: Json) => string;
  piece: (chunk: Json) => string | undefined;
  stop: (answer: Json) => unknown;
  lastStop: (chunks: Json[]) => unknown;
}[] = [
  {
    modelId: "us.anthropic.claude-sonnet-4-5-20250929-v1:0",
    shape: "anthropic",
    text: (answer) => answer.content[0].text,
    piece: (chunk) => chunk.delta?.text,
    stop: (answer) => answer.stop_reason,
    lastStop: (chunks) => chunks.at(-2)?.delta.stop_reason,
  },
  {
    modelId: "amazon.nova-lite-v1:0",
    shape: "nova",
    text: (answer) => answer.output.message.content[0].text,
    piece: (chunk) => chunk.contentBlockDelta?.delta.text,
    stop: (answer) => answer.stopReason,
    lastStop: (chunks) => chunks.at(-2)?.messageStop.stopReason,
  },
  ...["qwen.qwen3-32b-v1:0", "us.writer.palmyra-x5-v1:0"].map((modelId) => ({
    modelId,
    shape: "chat" as const,
    text: (answer: Json) => answer.choices[0].message.content,
    piece: (chunk: Json) => chunk.choices?.[0].delta.content,
    stop: (answer: Json) => answer.choices[0].finish_reason,
    lastStop: (chunks: Json[]) =>
      chunks.findLast((chunk) => chunk.choices !== undefined)?.choices[0].finish_reason,
  })),
  {
    modelId: "us.mistral.pixtral-large-2502-v1:0",
    shape: "chat",
    text: (answer) => answer.choices[0].message.content,
    piece: (chunk) => chunk.choices[0].message.content,
    stop: (answer) => answer.choices[0].stop_reason,
    lastStop: (chunks) => chunks.at(-1)?.choices[0].stop_reason,
  },
  {
    modelId: "ai21.jamba-1-5-mini-v1:0",
    shape: "chat",
    text: (answer) => answer.choices[0].message.content,
    piece: (chunk) => chunk.choices?.[0].delta.content,
    stop: (answer) => answer.choices[0].finish_reason,
    lastStop: (chunks) => chunks.at(-2)?.choices[0].finish_reason,
  },
  {
    modelId: "meta.llama3-1-8b-instruct-v1:0",
    shape: "prompt",
    text: (answer) => answer.generation,
    piece: (chunk) => chunk.generation,
    stop: (answer) => answer.stop_reason,
    lastStop: (chunks) => chunks.at(-1)?.stop_reason,
  },
  {
    modelId: "mistral.mistral-7b-instruct-v0:2",
    shape: "prompt",
    text: (answer) => answer.outputs[0].text,
    piece: (chunk) => chunk.outputs[0].text,
    stop: (answer) => answer.outputs[0].stop_reason,
    lastStop: (chunks) => chunks.at(-1)?.outputs[0].stop_reason,
  },
  {
    modelId: "us.deepseek.r1-v1:0",
    shape: "prompt",
    text: (answer) => answer.choices[0].text,
    piece: (chunk) => chunk.choices[0].text,
    stop: (answer) => answer.choices[0].stop_reason,
    lastStop: (chunks) => chunks.at(-1)?.choices[0].stop_reason,
  },
  {
    modelId: "arn:aws:sagemaker:us-east-1:123456789012:endpoint/quick-start",
    shape: "prompt",
    text: (answer) => answer.choices[0].text,
    piece: (chunk) => chunk.choices[0].text,
    stop: (answer) => answer.choices[0].finish_reason,
    lastStop: (chunks) => chunks.at(-1)?.choices[0].finish_reason,
  },
  {
    modelId: "cohere.command-text-v14",
    shape: "prompt",
    text: (answer) => answer.generations[0].text,
    piece: (chunk) => chunk.text,
    stop: (answer) => answer.generations[0].finish_reason,
    lastStop: (chunks) => chunks.at(-1)?.finish_reason,
  },
  {
    modelId: "cohere.command-r-v1:0",
    shape: "commandR",
    text: (answer) => answer.text,
    piece: (chunk) => chunk.text,
    stop: (answer) => answer.finish_reason,
    lastStop: (chunks) => chunks.at(-1)?.response.finish_reason,
  },
  {
    modelId: "amazon.titan-text-express-v1",
    shape: "titan",
    text: (answer) => answer.results[0].outputText,
    piece: (chunk) => chunk.outputText,
    stop: (answer) => answer.results[0].completionReason,
    lastStop: (chunks) => chunks.at(-1)?.completionReason,
  },
  {
    modelId: "us.twelvelabs.pegasus-1-2-v1:0",
    shape: "pegasus",
    text: (answer) => answer.message,
    piece: (chunk) => chunk.message,
    stop: (answer) => answer.finishReason,
    lastStop: (chunks) => chunks.at(-1)?.finishReason,
  },
];

describe("the sandbox's answers", () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await startSandbox();
  });
  after(() => sandbox.close());

  for (const { modelId, shape, text, piece, stop, lastStop } of textFamilies)
    it(`have the shape of ${modelId}, whole and streamed`, async () => {
      const client = clientOf(sandbox.url);
      const body = bodyFor(shape, "Why is the sky blue?");
      const whole = await invokeJson(client, modelId, body);
      assert.match(text(whole), /This is the sandbox, not a model/);
      assert.match(text(whole), /“Why is the sky blue\?”/);
      assert.ok(text(whole).includes(modelId));
      assert.ok(text(whole).split(" ").length > 60);
      const chunks = await streamJson(client, modelId, body);
      assert.equal(chunks.map((chunk) => piece(chunk) ?? "").join(""), text(whole));
      assert.ok(stop(whole));
      assert.equal(lastStop(chunks), stop(whole));
      const metrics = chunks
        .map((chunk) => chunk["amazon-bedrock-invocationMetrics"])
        .filter((found) => found !== undefined);
      assert.equal(metrics.length, 1);
      assert.equal(metrics[0].outputTokenCount, Math.ceil(text(whole).length / 4));
      assert.ok(metrics[0].firstByteLatency <= metrics[0].invocationLatency);
    });

  it("stop at the token limit and say so", async () => {
    const client = clientOf(sandbox.url);
    const claude = { ...bodyFor("anthropic", "Hi"), max_tokens: 5 };
    const answer = await invokeJson(client, "us.anthropic.claude-sonnet-5", claude);
    assert.equal(answer.content[0].text.length, 20);
    assert.equal(answer.stop_reason, "max_tokens");
    assert.equal(answer.usage.output_tokens, 5);
    const nova = { ...bodyFor("nova", "Hi"), inferenceConfig: { max_new_tokens: 5 } };
    assert.equal((await invokeJson(client, "amazon.nova-pro-v1:0", nova)).stopReason, "max_tokens");
    const llama = { ...bodyFor("prompt", "Hi"), max_gen_len: 5 };
    const stopped = await invokeJson(client, "meta.llama3-1-8b-instruct-v1:0", llama);
    assert.equal(stopped.stop_reason, "length");
  });

  it("put Jamba's metrics in a chunk of their own and end Palmyra with [DONE]", async () => {
    const client = clientOf(sandbox.url);
    const jamba = await streamJson(client, "ai21.jamba-1-5-mini-v1:0", bodyFor("chat", "Hi"));
    assert.deepEqual(Object.keys(jamba.at(-1) ?? {}), ["amazon-bedrock-invocationMetrics"]);
    const writer = await streamJson(client, "us.writer.palmyra-x4-v1:0", bodyFor("chat", "Hi"));
    assert.equal(writer.at(-1), "[DONE]");
    assert.ok(writer.at(-2)?.["amazon-bedrock-invocationMetrics"]);
    const prompted = await invokeJson(client, "us.writer.palmyra-x4-v1:0", { prompt: "A sonnet" });
    assert.match(prompted.choices[0].message.content, /“A sonnet”/);
  });

  it("call a tool where the prompt asks for it and the request has one", async () => {
    const client = clientOf(sandbox.url);
    const schema = {
      type: "object",
      properties: {
        city: { type: "string" },
        unit: { enum: ["celsius", "kelvin"] },
        days: { type: "integer" },
        exact: { type: "boolean" },
        tags: { type: "array", items: { type: "string" } },
      },
    };
    const input = { city: "sandbox", unit: "celsius", days: 1, exact: true, tags: ["sandbox"] };

    const claude = {
      ...bodyFor("anthropic", "Weather? [sandbox:tool]"),
      tools: [{ name: "get_weather", input_schema: schema }],
    };
    const whole = await invokeJson(client, "us.anthropic.claude-sonnet-5", claude);
    assert.equal(whole.stop_reason, "tool_use");
    assert.equal(whole.content[1].name, "get_weather");
    assert.deepEqual(whole.content[1].input, input);
    const chunks = await streamJson(client, "us.anthropic.claude-sonnet-5", claude);
    const json = chunks.map((chunk) => chunk.delta?.partial_json ?? "").join("");
    assert.deepEqual(JSON.parse(json), input);
    assert.equal(
      chunks.find((chunk) => chunk.content_block?.type === "tool_use")?.content_block.name,
      "get_weather",
    );

    const nova = {
      ...bodyFor("nova", "Weather? [sandbox:tool]"),
      toolConfig: { tools: [{ toolSpec: { name: "get_weather", inputSchema: { json: schema } } }] },
    };
    const novaWhole = await invokeJson(client, "amazon.nova-pro-v1:0", nova);
    assert.equal(novaWhole.stopReason, "tool_use");
    assert.deepEqual(novaWhole.output.message.content[1].toolUse.input, input);
    const novaChunks = await streamJson(client, "amazon.nova-pro-v1:0", nova);
    const delta = novaChunks.find((chunk) => chunk.contentBlockDelta?.delta.toolUse);
    assert.deepEqual(JSON.parse(delta?.contentBlockDelta.delta.toolUse.input), input);

    const chat = {
      ...bodyFor("chat", "Weather? [sandbox:tool]"),
      tools: [{ type: "function", function: { name: "get_weather", parameters: schema } }],
    };
    for (const modelId of [
      "qwen.qwen3-32b-v1:0",
      "us.mistral.pixtral-large-2502-v1:0",
      "ai21.jamba-1-5-mini-v1:0",
    ]) {
      const answer = await invokeJson(client, modelId, chat);
      const [call] = answer.choices[0].message.tool_calls;
      assert.deepEqual(JSON.parse(call.function.arguments), input);
      const streamed = JSON.stringify(await streamJson(client, modelId, chat));
      assert.match(streamed, /"tool_calls":\[\{/);
      assert.match(streamed, /get_weather/);
    }
    const without = await invokeJson(
      client,
      "us.anthropic.claude-sonnet-5",
      bodyFor("anthropic", "Weather? [sandbox:tool]"),
    );
    assert.equal(without.stop_reason, "end_turn");
  });

  it("think aloud where asked, each family in its place", async () => {
    const client = clientOf(sandbox.url);
    const claude = {
      ...bodyFor("anthropic", "Hi"),
      thinking: { type: "enabled", budget_tokens: 1024 },
    };
    const whole = await invokeJson(client, "us.anthropic.claude-sonnet-5", claude);
    assert.equal(whole.content[0].type, "thinking");
    const chunks = await streamJson(client, "us.anthropic.claude-sonnet-5", claude);
    const thoughts = chunks.map((chunk) => chunk.delta?.thinking ?? "").join("");
    assert.equal(thoughts, whole.content[0].thinking);
    assert.ok(chunks.some((chunk) => chunk.delta?.type === "signature_delta"));

    const nova = bodyFor("nova", "Hi [sandbox:reasoning]");
    const novaWhole = await invokeJson(client, "us.amazon.nova-2-lite-v1:0", nova);
    assert.ok(novaWhole.output.message.content[0].reasoningContent);
    const novaChunks = await streamJson(client, "us.amazon.nova-2-lite-v1:0", nova);
    assert.ok(novaChunks.some((chunk) => chunk.contentBlockDelta?.delta.reasoningContent));

    const oss = await invokeJson(client, "openai.gpt-oss-20b-1:0", bodyFor("chat", "Hi"));
    assert.match(oss.choices[0].message.content, /^<reasoning>.+<\/reasoning>This/);
    const kimi = await invokeJson(client, "moonshotai.kimi-k2.5", bodyFor("chat", "Hi"));
    assert.ok(kimi.choices[0].message.reasoning_content);
    const streamed = await streamJson(client, "moonshotai.kimi-k2.5", bodyFor("chat", "Hi"));
    assert.ok(streamed.some((chunk) => chunk.choices[0].delta.reasoning_content));
  });

  it("take the body's shape where an ARN hides the family", async () => {
    const client = clientOf(sandbox.url);
    const arn = "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc";
    const keysOf = async (modelId: string, body: unknown) =>
      Object.keys(await invokeJson(client, modelId, body));
    assert.ok((await keysOf(arn, bodyFor("anthropic", "Hi"))).includes("content"));
    assert.ok((await keysOf(arn, bodyFor("nova", "Hi"))).includes("output"));
    assert.ok((await keysOf(arn, bodyFor("chat", "Hi"))).includes("choices"));
    assert.ok((await keysOf(arn, bodyFor("titan", "Hi"))).includes("results"));
    assert.ok((await keysOf(arn, bodyFor("commandR", "Hi"))).includes("text"));
    assert.ok((await keysOf(arn, { texts: ["a"], input_type: "x" })).includes("embeddings"));
    assert.ok((await keysOf(arn, { query: "a", documents: ["b"] })).includes("results"));
    assert.ok((await keysOf(arn, { taskType: "TEXT_IMAGE" })).includes("images"));
    assert.ok(
      (await keysOf(arn, { taskType: "SINGLE_EMBEDDING", singleEmbeddingParams: {} })).includes(
        "embeddings",
      ),
    );
    assert.ok(
      (
        await keysOf(
          "arn:aws:bedrock:us-east-1:123456789012:imported-model/abcdefghijkl",
          bodyFor("prompt", "Hi"),
        )
      ).includes("generation"),
    );
    assert.ok(
      (
        await keysOf("arn:aws:sagemaker:us-east-1:123456789012:endpoint/e", bodyFor("prompt", "Hi"))
      ).includes("choices"),
    );
  });
});
