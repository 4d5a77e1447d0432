import assert from "node:assert/strict";
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { chunk, event, streamHeaders } from "../../fakes/eventStream.ts";
import { withFaultServer, type Answer } from "../../fakes/faultServer.ts";
import { requestFile, runArgs, runCli, temporaryFolder } from "./cli.ts";

const plain = '{"modelId":"m.x","body":{}}';
const nowhere = "http://127.0.0.1:1";

/** A request file whose bodyFile is this path, beside a folder with a secret in it. */
async function withBodyFile(path: string): Promise<string> {
  const folder = join(await temporaryFolder("request"), "inside");
  await mkdir(folder);
  await writeFile(join(dirname(folder), "secret.json"), '{"secret":1}');
  await symlink(join(dirname(folder), "secret.json"), join(folder, "link.json"));
  await writeFile(join(folder, "broken.json"), "{,}");
  const file = join(folder, "a.bedrock.json");
  await writeFile(file, JSON.stringify({ modelId: "m.x", bodyFile: path }));
  return file;
}

const file = (content: string) => () => requestFile(content);

describe("a request that cannot be sent ends with exit code 2 and its place", () => {
  const cases: readonly (readonly [string, () => Promise<string>, RegExp])[] = [
    ["an empty file", file(""), /:1:1: error: The file is empty.*\[emptyFile\]/],
    ["a file of comments", file("// later\n"), /:1:1: error: The file is empty/],
    ["no JSON", file("hello"), /:1:1: error: A request file is a JSON object.*\[notAnObject\]/],
    ["a list", file("[]"), /\[notAnObject\]/],
    ["a missing brace", file('{"modelId":"m",\n"body":{}'), /:2:10: error: The closing brace/],
    [
      "wrong types",
      file('{\n "modelId": 1,\n "trace": true,\n "requestMetadata": "x",\n "body": {}\n}'),
      /:2:13: error: "modelId".*\n.*:3:11: error: "trace".*\n.*:4:21: error: "requestMetadata"/,
    ],
    [
      "a newer version",
      file('{"version":2,"modelId":"m","body":{}}'),
      /:1:12: error: This file has version 2/,
    ],
    [
      "an unknown operation",
      file('{"operation":"Converse","modelId":"m","body":{}}'),
      /\[unknownValue\]/,
    ],
    [
      "a broken body",
      file('{"modelId":"m","body":{"a": tru}}'),
      /:1:29: error: The body is not valid JSON/,
    ],
    ["no body", file('{"modelId":"m"}'), /\[bodyMissing\]/],
    [
      "a missing file",
      async () => join(await temporaryFolder("x"), "none.json"),
      /cannot be read: there is no such file/,
    ],
    ["a folder", () => temporaryFolder("folder"), /is a folder, not a request file/],
    [
      "61 MB",
      () => requestFile(`{"modelId":"m","body":"${"x".repeat(61_000_000)}"}`),
      /more than 60 MB/,
    ],
    [
      "60 MB of garbage",
      file("{".padEnd(59_000_000, '1 "a" ')),
      /:1:2: error: .*and \d+ more|:1:2: error: /s,
    ],
    [
      "26 MB of body",
      file(`{"modelId":"m","body":"${"x".repeat(26_000_000)}"}`),
      /has 26,000,002 bytes; the service accepts up to 25,000,000/,
    ],
    [
      "a missing bodyFile",
      () => withBodyFile("none.json"),
      /:1:29: error: "none\.json" cannot be read: there is no such file/,
    ],
    [
      "a bodyFile outside",
      () => withBodyFile("../secret.json"),
      /is outside of .*inside\. Move it there, or allow its folder with --root DIR\./,
    ],
    [
      "a link to the outside",
      () => withBodyFile("link.json"),
      /is outside of .*inside\. Move it there, or allow its folder with --root DIR\./,
    ],
    ["an absolute bodyFile", () => withBodyFile("/etc/hostname"), /must be a relative path/],
    ["a folder as bodyFile", () => withBodyFile("."), /it is a folder/],
    ["a broken bodyFile", () => withBodyFile("broken.json"), /\[bodyFileSyntax\]/],
  ];
  for (const [what, path, message] of cases)
    it(what, async () => {
      const ended = await runCli(runArgs(await path(), nowhere));
      assert.deepEqual([ended.code, ended.stdout], [2, ""]);
      assert.match(ended.stderr, message);
      assert.doesNotMatch(ended.stderr, /\n {4}at /);
    });

  it("a file that is not UTF-8", async () => {
    const path = join(await temporaryFolder("x"), "latin.json");
    await writeFile(path, Buffer.from(plain.replace("m.x", "m.\u00e9"), "latin1"));
    const ended = await runCli(runArgs(path, nowhere));
    assert.equal(ended.code, 2);
    assert.match(ended.stderr, /is not UTF-8 text/);
  });

  it("broken standard input, called stdin", async () => {
    const ended = await runCli(runArgs("-", nowhere), { input: "\n [" });
    assert.equal(ended.code, 2);
    assert.match(ended.stderr, /^stdin:1:1: error: A request file is a JSON object/);
  });

  it("no region, with the error in the record", async () => {
    const args = ["run", await requestFile(plain), "--no-sign-request", "--endpoint-url", nowhere];
    const ended = await runCli([...args, "--output", "json"]);
    assert.equal(ended.code, 2);
    assert.match(ended.stderr, /^error: RegionMissing: No region is set\.\nChoose a region/);
    const record = JSON.parse(ended.stdout);
    assert.equal(record.error.name, "RegionMissing");
    assert.equal(record.request.modelId, "m.x");
  });

  for (const [what, args, message] of [
    ["a region that is none", ["--region", "us east 1"], /RegionInvalid/],
    ["an endpoint that is none", ["--endpoint-url", "localhost"], /EndpointInvalid/],
    ["an endpoint in the clear", ["--endpoint-url", "http://example.com"], /is not encrypted/],
    ["a CA bundle that is none", ["--ca-bundle", "/no/such.pem"], /CaBundleInvalid/],
  ] as const)
    it(what, async () => {
      const ended = await runCli(runArgs(await requestFile(plain), nowhere, ...args));
      assert.equal(ended.code, 2, ended.stderr);
      assert.match(ended.stderr, message);
    });
});

const failing = async (answer: Answer, content: string, ...more: string[]) =>
  withFaultServer(answer, async ({ url }) => {
    const args = runArgs(await requestFile(content), url, "--max-attempts", "1", ...more);
    const ended = await runCli(args);
    assert.equal(ended.code, 1, ended.stderr);
    return ended;
  });

/** Answers with a page, as a proxy or a sign-in wall does. */
const page =
  (status: number): Answer =>
  (response) =>
    void response.writeHead(status, { "content-type": "text/html" }).end("<html>Page</html>");

const cutBody: Answer = (response) => {
  response.writeHead(200, { "content-type": "application/json", "content-length": "100" });
  response.write('{"content":[');
  setImmediate(() => response.destroy());
};

const delta = chunk({
  type: "content_block_delta",
  index: 0,
  delta: { type: "text_delta", text: "part" },
});
const stall: Answer = (response) => void response.writeHead(200, streamHeaders).write(delta);
const cutStream: Answer = (response) => {
  response.writeHead(200, streamHeaders).write(delta);
  response.end(event("chunk", {}).subarray(0, 20));
};

describe("a server that fails ends with exit code 1 and a typed error", () => {
  const streamed = '{"modelId":"m.x","operation":"InvokeModelWithResponseStream","body":{}}';
  it("refused connection", async () => {
    const ended = await runCli(runArgs(await requestFile(plain), nowhere, "--max-attempts", "1"));
    assert.deepEqual([ended.code, ended.stdout], [1, ""]);
    assert.match(ended.stderr, /^error: ConnectionRefused: .*127\.0\.0\.1:1/);
  });

  it("HTML from a proxy", async () => {
    assert.match((await failing(page(502), plain)).stderr, /^error: \w+ \(HTTP 502\)/);
  });

  it("HTML as a good answer", async () => {
    assert.match((await failing(page(200), plain)).stderr, /^error: \w+ \(HTTP 200/);
  });

  it("a body cut in the middle", async () => {
    assert.match((await failing(cutBody, plain)).stderr, /^error: /);
  });

  it("a stream cut in the middle, after what had arrived", async () => {
    const ended = await failing(cutStream, streamed);
    assert.equal(ended.stdout, "part\n");
    assert.match(ended.stderr, /^error: /);
  });

  it("silence for longer than --read-timeout", async () => {
    const { stderr } = await failing(() => {}, plain, "--read-timeout", "1");
    assert.match(stderr, /^error: \w*Timeout\w*/);
  });

  it("silence in a stream for longer than --read-timeout", async () => {
    const ended = await failing(stall, streamed, "--read-timeout", "1");
    assert.equal(ended.stdout, "part\n");
    assert.match(ended.stderr, /^error: \w*Timeout\w*/);
  });
});
