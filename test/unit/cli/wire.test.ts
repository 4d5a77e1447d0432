import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { startFaultServer, type FaultServer } from "../../fakes/faultServer.ts";
import { chunk, stream } from "../../fakes/eventStream.ts";
import { requestFile, runArgs, runCli } from "./cli.ts";

const answer = '{"content":[{"type":"text","text":"Hi"}],"n":9007199254740993,"x":1.0}';
const terminated = [
  chunk({ type: "content_block_delta", index: 0, delta: { type: "text_delta", text: "Hi" } }),
  chunk({ type: "message_stop", "amazon-bedrock-invocationMetrics": { inputTokenCount: 3 } }),
];

// As it stands in the file; comments and the trailing comma are the file's, not the body's.
const body = `{
    "n": 9007199254740993, "x": 1.0, "e": 1e400, "s": "\\u00e9 é // no comment",
    "again": 1, "again": [ ]
  }`;
const commented = body.replace("[ ]", "[ ] /* gone */ ,");

describe("what the command line sends", () => {
  let server: FaultServer;
  beforeEach(async () => {
    server = await startFaultServer((response, request, attempt) =>
      request.path.endsWith("/invoke")
        ? void response.writeHead(200, { "content-type": "application/json" }).end(answer)
        : stream(...terminated)(response, request, attempt),
    );
  });
  afterEach(() => server.close());

  const sent = async (file: string, ...more: string[]) => {
    const ended = await runCli(
      runArgs(await requestFile(file), server.url, "--output", "json", ...more),
    );
    assert.equal(ended.code, 0, ended.stderr);
    assert.equal(server.requests.length, 1);
    const [request] = server.requests;
    assert.ok(request);
    const headers = Object.fromEntries(
      Object.entries(request.headers).filter(([name]) =>
        /^(x-amzn-bedrock-.*|content-type|accept)$/.test(name),
      ),
    );
    return { request, headers, record: JSON.parse(ended.stdout), stdout: ended.stdout };
  };

  const every = `\ufeff// every member
{
  "$schema": "x", "version": 1, "region": "eu-west-1",
  "modelId": "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-3-haiku-20240307-v1:0",
  "contentType": "application/json", "accept": "*/*",
  "guardrailIdentifier": "abc123", "guardrailVersion": "DRAFT", "trace": "ENABLED_FULL",
  "performanceConfigLatency": "optimized", "serviceTier": "flex",
  "requestMetadata": { "team": "search", "who": "Zoë" },
  "body": ${commented},
}`;

  const asked = {
    "content-type": "application/json",
    "x-amzn-bedrock-guardrailidentifier": "abc123",
    "x-amzn-bedrock-guardrailversion": "DRAFT",
    "x-amzn-bedrock-trace": "ENABLED_FULL",
    "x-amzn-bedrock-performanceconfig-latency": "optimized",
    "x-amzn-bedrock-service-tier": "flex",
    "x-amzn-bedrock-request-metadata": '{"team":"search","who":"Zo\\u00eb"}',
  };

  it("is the body's own bytes and a header for each member", async () => {
    const { request, headers, record, stdout } = await sent(every);
    assert.equal(request.body.toString(), body.replace("[ ]", "[ ]  "));
    assert.deepEqual(headers, { ...asked, accept: "*/*" });
    assert.equal(
      request.path,
      "/model/arn%3Aaws%3Abedrock%3Aus-east-1%3A123456789012%3Ainference-profile%2Fus.anthropic.claude-3-haiku-20240307-v1%3A0/invoke",
    );
    assert.equal(record.decoded.text, "Hi");
    assert.equal(record.connection.region, "us-east-1"); // --region goes before the file's
    assert.deepEqual(record.request.requestMetadata, { team: "search", who: "Zoë" });
    assert.ok(stdout.includes(`"body":${answer}`), "the answer stands in the record as it came");
  });

  it("is the same with --stream, with the stream's own accept header", async () => {
    const { request, headers, record } = await sent(every, "--stream");
    assert.equal(request.body.toString(), body.replace("[ ]", "[ ]  "));
    assert.match(request.path, /\/invoke-with-response-stream$/);
    const { accept, ...rest } = headers;
    assert.deepEqual(rest, { ...asked, "x-amzn-bedrock-accept": "*/*" });
    assert.ok(accept === undefined || accept === "application/vnd.amazon.eventstream", accept);
    assert.equal(record.request.operation, "InvokeModelWithResponseStream");
    assert.equal(record.response.events.length, 2);
    assert.equal(record.metrics.inputTokens, 3);
  });

  it("is nothing but the defaults where the file has no more than it must", async () => {
    const { request, headers } = await sent(`{"modelId":"m.x","body":${body}}`);
    assert.equal(request.body.toString(), body);
    assert.deepEqual(headers, { "content-type": "application/json", accept: "application/json" });
    assert.equal(request.method, "POST");
    assert.equal(request.path, "/model/m.x/invoke");
  });

  it("is not streamed with --no-stream", async () => {
    const file = '{"modelId":"m.x","operation":"InvokeModelWithResponseStream","body":{}}';
    assert.match((await sent(file, "--no-stream")).request.path, /\/invoke$/);
  });

  it("has --var's texts in place of the file's, escaped into the body", async () => {
    const file =
      '{"modelId":"m.x","variables":{"a":"file","n":[1.50]},"body":{"t":"{{a}} {{b}}","n":"{{n}}"}}';
    const { request } = await sent(file, "--var", 'a=say "x=1"', "--var", "b=");
    assert.equal(request.body.toString(), '{"t":"say \\"x=1\\" ","n":[1.50]}');
  });

  it("has every digit of its variables, of the file and of --var, and so has the record", async () => {
    const file =
      '{"modelId":"m.x","variables":{"id":9007199254740993123,"deep":[{"x":1.0}]},"body":{"id":"{{id}}","in":"no. {{id}}","deep":"{{deep}}","given":"{{given}}"}}';
    const wire =
      '{"id":9007199254740993123,"in":"no. 9007199254740993123","deep":[{"x":1.0}],"given":"9007199254740993123"}';
    const { request, stdout } = await sent(file, "--var", "given=9007199254740993123");
    assert.equal(request.body.toString(), wire);
    assert.ok(stdout.includes(`"body":${wire}`), stdout);
  });

  it("is the body file's bytes, whatever they are", async () => {
    const file = await requestFile('{"modelId":"m.x","bodyFile":"./a payload.json"}');
    const payload = '\r\n{ "x": 1.0, "y": "{{not}} é" }\n\n';
    await writeFile(join(dirname(file), "a payload.json"), payload);
    const ended = await runCli(runArgs(file, server.url));
    assert.equal(ended.code, 0, ended.stderr);
    assert.equal(server.requests[0]?.body.toString(), payload);
  });

  const regionOf = async (content: string, env: Record<string, string>) => {
    const args = ["run", await requestFile(content), "--no-sign-request"];
    const asks = ["--endpoint-url", server.url, "--query", "connection.region"];
    return (await runCli([...args, ...asks], { env })).stdout.trim();
  };

  it("goes to the file's region, then the environment's, when --region is not given", async () => {
    const env = { AWS_REGION: "eu-west-2", AWS_DEFAULT_REGION: "eu-west-3" };
    assert.equal(
      await regionOf('{"modelId":"m","region":"eu-west-1","body":{}}', env),
      "eu-west-1",
    );
    assert.equal(await regionOf('{"modelId":"m","body":{}}', env), "eu-west-2");
  });
});
