import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { connect } from "node:net";
import {
  BedrockRuntimeServiceException,
  InvokeModelWithResponseStreamCommand,
} from "@aws-sdk/client-bedrock-runtime";
import { readDirectives, withoutDirectives } from "../../../src/sandbox/directives.ts";
import { openExchange, write } from "../../../src/sandbox/exchange.ts";
import type { Sandbox } from "../../../src/sandbox/server.ts";
import { startSandbox } from "../../../src/sandbox/server.ts";
import type { Json } from "./client.ts";
import { bodyFor, clientOf, invokeJson, post, streamJson } from "./client.ts";

const model = "us.anthropic.claude-sonnet-5";
const ask = (directive: string) => bodyFor("anthropic", `Hello ${directive}`);

/** Name and status as in the service model; the last four are not modelled. */
const exceptions: readonly (readonly [name: string, status: number])[] = [
  ["AccessDeniedException", 403],
  ["ResourceNotFoundException", 404],
  ["ThrottlingException", 429],
  ["ModelTimeoutException", 408],
  ["ModelErrorException", 424],
  ["ModelStreamErrorException", 424],
  ["ModelNotReadyException", 429],
  ["ValidationException", 400],
  ["ServiceQuotaExceededException", 400],
  ["InternalServerException", 500],
  ["ServiceUnavailableException", 503],
  ["ExpiredTokenException", 403],
  ["UnrecognizedClientException", 403],
  ["InvalidSignatureException", 403],
  ["NobodyKnowsMeException", 400],
];

describe("the sandbox's faults", () => {
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await startSandbox();
  });
  afterEach(() => sandbox.close());

  for (const [name, status] of exceptions)
    it(`raise ${name} with ${status}, whole and streamed`, async () => {
      const client = clientOf(sandbox.url);
      const right = (error: unknown): boolean => {
        assert.ok(error instanceof BedrockRuntimeServiceException);
        assert.equal(error.name, name);
        assert.equal(error.$metadata.httpStatusCode, status);
        assert.ok(error.$metadata.requestId);
        assert.ok(error.message);
        return true;
      };
      await assert.rejects(invokeJson(client, model, ask(`[sandbox:error=${name}]`)), right);
      await assert.rejects(streamJson(client, model, ask(`[sandbox:error=${name}]`)), right);
    });

  it("carry the members that an exception has besides", async () => {
    const { text, headers } = await post(sandbox.url, model, "[sandbox:error=ModelErrorException]");
    assert.equal(JSON.parse(text).originalStatusCode, 500);
    assert.ok(JSON.parse(text).resourceName);
    assert.equal(
      headers.get("x-amzn-errortype"),
      "ModelErrorException:http://internal.amazon.com/coral/com.amazon.bedrock/",
    );
    const expired = await post(sandbox.url, model, "[sandbox:error=ExpiredTokenException]");
    assert.match(expired.headers.get("x-amzn-errortype") ?? "", /com\.amazon\.coral\.service\/$/);
  });

  for (const name of [
    "internalServerException",
    "modelStreamErrorException",
    "validationException",
    "throttlingException",
    "modelTimeoutException",
    "serviceUnavailableException",
  ])
    it(`raise ${name} after a third of the stream`, async () => {
      const whole = await streamJson(clientOf(sandbox.url), model, ask(""));
      const chunks: Json[] = [];
      await assert.rejects(
        streamJson(clientOf(sandbox.url), model, ask(`[sandbox:midstream=${name}]`), {}, chunks),
        { name: name.charAt(0).toUpperCase() + name.slice(1) },
      );
      assert.ok(chunks.length > 5 && chunks.length < whole.length / 2);
    });

  it("break the connection in the middle of an answer", async () => {
    await assert.rejects(invokeJson(clientOf(sandbox.url), model, ask("[sandbox:cut]")), {
      code: "ECONNRESET",
    });
    const chunks: Json[] = [];
    await assert.rejects(
      streamJson(clientOf(sandbox.url), model, ask("[sandbox:cut]"), {}, chunks),
    );
    assert.ok(chunks.length > 5);
  });

  it("damage a frame", async () => {
    const chunks: Json[] = [];
    await assert.rejects(
      streamJson(clientOf(sandbox.url), model, ask("[sandbox:badcrc]"), {}, chunks),
      /checksum/,
    );
    assert.ok(chunks.length > 5);
  });

  it("end a stream early without a word", async () => {
    const chunks = await streamJson(clientOf(sandbox.url), model, ask("[sandbox:noterminator]"));
    assert.ok(chunks.length > 5);
    assert.ok(chunks.every(({ type }) => type !== "message_stop" && type !== "message_delta"));
  });

  it("answer like a proxy", async () => {
    const { status, text, headers } = await post(sandbox.url, model, "[sandbox:html]");
    assert.equal(status, 502);
    assert.match(headers.get("content-type") ?? "", /^text\/html/);
    assert.match(text, /^<html>/);
  });

  it("wait before the headers and between chunks", async () => {
    const slow = JSON.stringify(ask("[sandbox:delay=60]"));
    const { headers } = await post(sandbox.url, model, slow);
    // A timer may fire a millisecond early.
    assert.ok(Number(headers.get("x-amzn-bedrock-invocation-latency")) >= 59);
    const paced = JSON.parse(
      JSON.stringify(ask("[sandbox:words=3]")).replace("[sandbox:pace=0]", "[sandbox:pace=20]"),
    );
    const chunks = await streamJson(clientOf(sandbox.url), model, paced);
    const metrics = chunks.at(-1)?.["amazon-bedrock-invocationMetrics"];
    assert.ok(metrics.invocationLatency - metrics.firstByteLatency >= (chunks.length - 1) * 19);
  });

  it("write as many words as asked for", async () => {
    for (const words of [3, 500]) {
      const body = { ...ask(`[sandbox:words=${words}]`), max_tokens: 10_000 };
      const answer = await invokeJson(clientOf(sandbox.url), model, body);
      assert.equal(answer.content[0].text.split(" ").length, words);
    }
  });

  it("hold for every family", async () => {
    for (const [modelId, body] of [
      ["amazon.titan-embed-text-v2:0", { inputText: "[sandbox:error=ThrottlingException]" }],
      ["stability.sd3-5-large-v1:0", { prompt: "[sandbox:error=ThrottlingException]" }],
      ["cohere.rerank-v3-5:0", { query: "[sandbox:error=ThrottlingException]", documents: [] }],
    ] as const)
      assert.equal((await post(sandbox.url, modelId, JSON.stringify(body))).status, 429);
  });

  it("never answer, until the server closes", async () => {
    const socket = connect(sandbox.port, "127.0.0.1");
    const body = "[sandbox:silent]";
    socket.write(
      `POST /model/${model}/invoke HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );
    await once(socket, "connect");
    // A second answer on another connection: by then the first request has been read.
    await invokeJson(clientOf(sandbox.url), model, ask(""));
    assert.equal(socket.bytesRead, 0);
    const closed = once(socket, "close");
    await sandbox.close();
    await closed;
    assert.equal(socket.bytesRead, 0);
  });

  it("end open streams when the server closes", async () => {
    const response = await clientOf(sandbox.url).send(
      new InvokeModelWithResponseStreamCommand({
        modelId: model,
        body: JSON.stringify({ ...ask("[sandbox:words=90000]"), max_tokens: 1_000_000 }),
        contentType: "application/json",
      }),
    );
    let chunks = 0;
    await assert.rejects(async () => {
      for await (const _ of response.body ?? []) {
        if (++chunks === 10) await sandbox.close();
      }
    });
    assert.ok(chunks >= 10);
    await assert.rejects(fetch(sandbox.url));
  });

  it("stop working when the client hangs up", async () => {
    const server = createServer();
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    assert.ok(typeof address === "object" && address);
    const socket = connect(address.port, "127.0.0.1");
    socket.write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    const [request, response] = await once(server, "request");
    const exchange = openExchange(request, response);
    // Once the client's buffers are full, writing waits; the end of the client ends the wait.
    const flood = (async () => {
      for (;;) await write(exchange, Buffer.alloc(1_000_000));
    })();
    socket.destroy();
    await assert.rejects(flood, { name: "AbortError" });
    assert.ok(exchange.gone.aborted);
    server.close();
  });
});

describe("directives", () => {
  it("are read anywhere in a body, the last of a name counting", () => {
    const read = readDirectives(
      '{"a":"[sandbox:delay=1] x [sandbox:delay=2]","b":"[sandbox:tool]"}',
    );
    assert.equal(read.delayMs, 2);
    assert.equal(read.tool, true);
    assert.equal(read.paceMs, 15);
    assert.equal(read.error, undefined);
  });

  it("do no harm where their values are none", () => {
    const read = readDirectives(
      "[sandbox:delay=soon] [sandbox:pace] [sandbox:error] [sandbox:words=1e9]",
    );
    assert.deepEqual(
      [read.delayMs, read.paceMs, read.error, read.words],
      [0, 15, undefined, undefined],
    );
    assert.equal(readDirectives("[sandbox:delay=999999999]").delayMs, 600_000);
  });

  it("are taken out of what is said back", () => {
    assert.equal(withoutDirectives("Say [sandbox:pace=0] hello [sandbox:tool]"), "Say hello");
  });
});
