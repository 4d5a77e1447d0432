import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { EventEmitter, once } from "node:events";
import type { ServerResponse } from "node:http";
import { link, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { readRunRecord } from "../../../src/core/run/readRecord.ts";
import {
  exception,
  json,
  startFaultServer,
  withFaultServer,
  type FaultServer,
} from "../../fakes/faultServer.ts";
import { chunk, event, stream, streamException, streamHeaders } from "../../fakes/eventStream.ts";
import { requestFile, runArgs, runCli, startCli, temporaryFolder } from "./cli.ts";

const delta = (text: string) =>
  chunk({ type: "content_block_delta", index: 0, delta: { type: "text_delta", text } });
const stop = chunk({ type: "message_stop" });
const claude = '{"content":[{"type":"text","text":"Hi\\nthere"}],"stop_reason":"end_turn"}';
const streamed = '{"modelId":"m.x","operation":"InvokeModelWithResponseStream","body":{}}';
const plain = '{"modelId":"m.x","body":{}}';

/** Answers InvokeModel with these bytes. */
async function withAnswer<T>(body: string | Buffer, use: (server: FaultServer) => Promise<T>) {
  const headers = { "content-type": "application/json" };
  return withFaultServer((response) => void response.writeHead(200, headers).end(body), use);
}

describe("what the command line prints", () => {
  it("is the text, ended by one line break", () =>
    withAnswer(claude, async ({ url }) => {
      const ended = await runCli(runArgs(await requestFile(plain), url));
      assert.deepEqual([ended.code, ended.stdout, ended.stderr], [0, "Hi\nthere\n", ""]);
    }));

  it("is what a query finds, nested however deep", async () => {
    const deep = `{"a":${"[".repeat(20_000)}1.5${"]".repeat(20_000)}}`;
    await withAnswer(deep, async ({ url }) => {
      const query = ["--query", "response.body"];
      const ended = await runCli(runArgs(await requestFile(plain), url, ...query));
      const found = ended.stdout.replaceAll(/\s/g, "");
      assert.deepEqual([ended.code, ended.stderr, found], [0, "", deep]);
    });
  });

  it("is the JSON where there is no text", () =>
    withAnswer('{"embedding":[1.0,2]}\n', async ({ url }) => {
      const ended = await runCli(runArgs(await requestFile(plain), url));
      assert.equal(ended.stdout, '{"embedding":[1.0,2]}\n');
    }));

  it("is nothing of a stream that was cut before its first word", async () => {
    const thinking = { type: "thinking_delta", thinking: "A" };
    const bytes = chunk({ type: "content_block_delta", index: 0, delta: thinking });
    const cut = (response: ServerResponse) => {
      response.writeHead(200, streamHeaders).write(bytes, () => response.destroy());
    };
    await withFaultServer(cut, async ({ url }) => {
      const ended = await runCli(runArgs(await requestFile(streamed), url));
      assert.deepEqual([ended.code, ended.stdout], [1, ""]);
    });
  });

  it("is a stream's text as it arrives", async () => {
    const gate = new EventEmitter();
    const going = once(gate, "go");
    const server = await startFaultServer(async (response) => {
      response.writeHead(200, streamHeaders).write(delta("one "));
      await going;
      response.end(Buffer.concat([delta("two"), stop]));
    });
    const { printed, ended } = await startCli(runArgs(await requestFile(streamed), server.url));
    assert.equal(await printed("one "), "one ");
    gate.emit("go");
    assert.deepEqual([(await ended).code, (await ended).stdout], [0, "one two\n"]);
    await server.close();
  });

  it("is the body's bytes with --output body, and the same in --outfile", () => {
    const bytes = Buffer.concat([
      Buffer.from('\r\n{ "a": 1.0 , "b": "'),
      Buffer.from("é\u2028"),
      Buffer.from('"}\n\n'),
    ]);
    return withAnswer(bytes, async ({ url }) => {
      const folder = await temporaryFolder("out");
      const target = join(folder, "answer.json");
      await writeFile(target, "what was there before");
      const args = runArgs(await requestFile(plain), url, "--output", "body", "--outfile", target);
      const ended = await runCli(args);
      assert.ok(ended.bytes.equals(bytes));
      assert.ok((await readFile(target)).equals(bytes));
      assert.deepEqual(await readdir(folder), ["answer.json"]);
    });
  });

  it("is one event's JSON a line with --output body of a stream", () =>
    withFaultServer(
      stream(chunk('{"a":1.0}'), event("chunk", {}), chunk('{"type":"message_stop"}')),
      async ({ url }) => {
        const target = join(await temporaryFolder("out"), "answer.jsonl");
        const ended = await runCli(
          runArgs(await requestFile(streamed), url, "--output", "body", "--outfile", target),
        );
        assert.equal(ended.stdout, '{"a":1.0}\n{"type":"message_stop"}\n');
        assert.equal(await readFile(target, "utf8"), ended.stdout);
      },
    ));

  it("is what --query finds: a text as it is, else JSON", () =>
    withAnswer(claude, async ({ url }) => {
      const file = await requestFile(plain);
      const query = async (...args: string[]) => (await runCli(runArgs(file, url, ...args))).stdout;
      assert.equal(await query("--query", "decoded.text"), "Hi\nthere\n");
      assert.equal(await query("--query", "decoded.text", "--output", "json"), '"Hi\\nthere"\n');
      assert.equal(await query("--query", "response.[status, nothing]"), "[\n  200,\n  null\n]\n");
    }));

  it("is the whole record, and exit code 1, when the query does not fit it", () =>
    withAnswer(claude, async ({ url }) => {
      const ended = await runCli(
        runArgs(await requestFile(plain), url, "--query", "length(metrics.attempts)"),
      );
      assert.equal(ended.code, 1);
      assert.equal(JSON.parse(ended.stdout).decoded.text, "Hi\nthere");
      assert.match(ended.stderr, /^error: --query: Invalid type: length\(\)/);
    }));

  it("tells with --debug what happens, without keys or bodies", () =>
    withAnswer(claude, async ({ url }) => {
      const file = await requestFile('{"modelId":"m.x","body":{"secret":"in the body"}}');
      const env = { AWS_ACCESS_KEY_ID: "AKIDEXAMPLE", AWS_SECRET_ACCESS_KEY: "topsecretkey" };
      const args = ["run", file, "--endpoint-url", url, "--region", "eu-west-3", "--debug"];
      const { stderr } = await runCli(args, { env });
      assert.match(stderr, /region eu-west-3 \(chosen\)/);
      assert.match(stderr, /attempt 1\n.*HTTP 200 \{"content-type":"application\/json"/s);
      assert.doesNotMatch(stderr, /AKIDEXAMPLE|topsecretkey|in the body|there/);
    }));

  it("says that a guardrail intervened, which is no failure", () =>
    withAnswer(
      '{"amazon-bedrock-guardrailAction":"INTERVENED","content":[{"type":"text","text":"No."}]}',
      async ({ url }) => {
        const ended = await runCli(runArgs(await requestFile(plain), url));
        assert.deepEqual([ended.code, ended.stdout], [0, "No.\n"]);
        assert.equal(ended.stderr, "note: a guardrail intervened in this answer.\n");
      },
    ));

  it("ends quietly when its reader has gone", async () => {
    const server = await startFaultServer((response) => {
      response.writeHead(200, streamHeaders);
      const timer = setInterval(() => response.write(delta("more and more ")), 1);
      response.on("close", () => clearInterval(timer));
    });
    const { child, printed, ended } = await startCli(
      runArgs(await requestFile(streamed), server.url),
    );
    await printed("more");
    child.stdout.destroy();
    assert.deepEqual([(await ended).code, (await ended).stderr], [0, ""]);
    await server.connectionClosed;
    await server.close();
  });
});

describe("--save", () => {
  const secret =
    '{"amazon-bedrock-trace":{"guardrail":{"modelOutput":["the secret"]}},"content":[{"type":"text","text":"Hi"}]}';

  it("writes the whole record and nothing beside it, without what a guardrail hid", () =>
    withAnswer(secret, async ({ url }) => {
      const folder = await temporaryFolder("save");
      const target = join(folder, "a.bedrock-run.json");
      const args = runArgs(await requestFile(plain), url, "--save", target, "--output", "json");
      const ended = await runCli(args);
      const saved = readRunRecord(await readFile(target, "utf8"));
      assert.ok(saved.ok);
      assert.equal(
        Buffer.from(saved.record.responseBody ?? []).toString(),
        secret.replace("the secret", "[redacted]"),
      );
      assert.deepEqual(await readdir(folder), ["a.bedrock-run.json"]);
      assert.ok(ended.stdout.includes("the secret"));
    }));

  it("keeps a failed run too, while --outfile keeps only whole answers", () =>
    withFaultServer(
      stream(delta("partly"), streamException("throttlingException", { message: "slow" })),
      async ({ url }) => {
        const folder = await temporaryFolder("save");
        const [run, body] = [join(folder, "run.json"), join(folder, "body.json")];
        const args = runArgs(await requestFile(streamed), url, "--save", run, "--outfile", body);
        const ended = await runCli(args);
        assert.deepEqual([ended.code, ended.stdout], [1, "partly\n"]);
        assert.deepEqual(await readdir(folder), ["run.json"]);
        const saved = JSON.parse(await readFile(run, "utf8"));
        assert.equal(saved.error.name, "ThrottlingException");
        assert.equal(saved.decoded.text, "partly");
        assert.match(
          ended.stderr,
          /body\.json is not written, because the answer is incomplete\. .* is in .*run\.json\.\n/,
        );
      },
    ));

  it("never writes over what it reads, by whatever links", () =>
    withFaultServer(json(200, { ok: true }), async ({ url, requests }) => {
      const file = await requestFile('{"modelId":"m.x","bodyFile":"./body.json"}');
      const folder = dirname(file);
      const at = (name: string) => join(folder, name);
      await writeFile(at("body.json"), "{}");
      await symlink("body.json", at("to-body"));
      await symlink(file, at("to-request"));
      await link(at("body.json"), at("twin"));
      await symlink(".", at("here"));
      for (const [target, what] of [
        ["body.json", "body"],
        ["to-body", "body"],
        ["twin", "body"],
        ["here/body.json", "body"],
        ["to-request", "request"],
        ["here/a.bedrock.json", "request"],
      ] as const)
        for (const option of ["--outfile", "--save"]) {
          const ended = await runCli(runArgs(file, url, option, at(target)));
          assert.equal(ended.code, 2, `${option} ${target}`);
          assert.match(ended.stderr, new RegExp(`${option} would overwrite the ${what} file`));
        }
      const both = ["--outfile", at("new"), "--save", at("here/new")];
      assert.match((await runCli(runArgs(file, url, ...both))).stderr, /would overwrite the file/);
      await symlink("new", at("to-new"));
      const linked = ["--outfile", at("new"), "--save", at("to-new")];
      assert.match(
        (await runCli(runArgs(file, url, ...linked))).stderr,
        /would overwrite the file/,
      );
      assert.equal(requests.length, 0);
      assert.equal(await readFile(at("body.json"), "utf8"), "{}");
    }));

  it("refuses before anything is sent where it could not write", () =>
    withFaultServer(exception(400, "ValidationException"), async ({ url, requests }) => {
      const file = await requestFile(plain);
      const folder = dirname(file);
      const pipe = join(folder, "pipe");
      execFileSync("mkfifo", [pipe]);
      for (const [args, message] of [
        [["--save", join(folder, "none", "x.json")], /there is no folder/],
        [["--outfile", folder], /is a folder/],
        [["--outfile", join(folder, "n".repeat(300))], /its name is too long/],
        [["--outfile", join(file, "x")], /a part of its path is not a folder/],
        [["--outfile", pipe], /nothing is listening there\. Start the program that reads it first/],
        [["--save", file], /would overwrite the request file/],
        [["--save", join(folder, "x"), "--outfile", join(folder, ".", "x")], /would overwrite/],
      ] as const) {
        const ended = await runCli(runArgs(file, url, ...args));
        assert.deepEqual([ended.code, ended.stdout], [2, ""]);
        assert.match(ended.stderr, message);
        assert.match(ended.stderr, /Nothing was sent\.\n$/);
      }
      assert.equal(requests.length, 0);
    }));

  it("writes into a pipe instead of replacing it", () =>
    withAnswer(claude, async ({ url }) => {
      const pipe = join(await temporaryFolder("pipe"), "pipe");
      spawnSync("/usr/bin/env", ["mkfifo", pipe]);
      const args = runArgs(await requestFile(plain), url, "--outfile", pipe);
      const [read, ended] = await Promise.all([readFile(pipe, "utf8"), runCli(args)]);
      assert.deepEqual([ended.code, read], [0, claude]);
    }));
});
