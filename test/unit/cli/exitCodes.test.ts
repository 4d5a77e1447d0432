import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { connectionDefaults } from "../../../src/bedrock/aws/connection.ts";
import { defaultMaxAttempts } from "../../../src/bedrock/aws/maxAttempts.ts";
import { exception, startFaultServer, withFaultServer } from "../../fakes/faultServer.ts";
import { chunk, stream, streamHeaders } from "../../fakes/eventStream.ts";
import { requestFile, runArgs, runCli, startCli, temporaryFolder } from "./cli.ts";

const delta = chunk({
  type: "content_block_delta",
  index: 0,
  delta: { type: "text_delta", text: "arrived" },
});
const streamed = '{"modelId":"m.x","operation":"InvokeModelWithResponseStream","body":{}}';
const plain = '{"modelId":"m.x","body":{}}';

/** A server that begins a stream and never ends it. */
const hanging = () =>
  startFaultServer((response) => void response.writeHead(200, streamHeaders).write(delta));

const runWithVariable = async (content: string) =>
  runCli(runArgs(await requestFile(content), "http://127.0.0.1:1", "--var", "a=1"));

describe("exit code 1", () => {
  it("tells the service's error, its members and the remedy on standard error", () =>
    withFaultServer(
      exception(424, "ModelErrorException", { originalStatusCode: 500, resourceName: "r" }),
      async ({ url }) => {
        const ended = await runCli(runArgs(await requestFile(plain), url, "--output", "json"));
        assert.equal(ended.code, 1);
        const { error } = JSON.parse(ended.stdout);
        assert.equal(error.name, "ModelErrorException");
        assert.equal(
          ended.stderr,
          `error: ModelErrorException (HTTP 424, request id req-1): ModelErrorException happened\n  originalStatusCode: 500\n  resourceName: "r"\n${error.remedy}\n  - Model Parameters: https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters.html\n`,
        );
      },
    ));

  it("counts the attempts, no more of them than --max-attempts", () =>
    withFaultServer(exception(429, "ThrottlingException"), async ({ url, requests }) => {
      const file = await requestFile(plain);
      const ended = await runCli(runArgs(file, url, "--max-attempts", "2"));
      assert.equal(ended.code, 1);
      assert.match(
        ended.stderr,
        /^error: ThrottlingException \(HTTP 429, request id req-1, 2 attempts\)/,
      );
      assert.equal(requests.length, 2);
    }));

  it("is given for a stream without its terminator, whose text is printed", () =>
    withFaultServer(stream(delta), async ({ url }) => {
      const target = join(await temporaryFolder("out"), "x");
      const ended = await runCli(runArgs(await requestFile(streamed), url, "--outfile", target));
      assert.deepEqual([ended.code, ended.stdout], [1, "arrived\n"]);
      assert.match(ended.stderr, /^error: the stream ended without its terminator/);
      assert.match(await readFile(target, "utf8"), /arrived/);
    }));

  it("keeps a server's control characters off the terminal", () =>
    withFaultServer(
      exception(400, "ValidationException", { message: "\u001b[31mred\u0007" }),
      async ({ url }) => {
        const ended = await runCli(runArgs(await requestFile(plain), url));
        assert.match(ended.stderr, /\\u001b\[31mred\\u0007/);
      },
    ));
});

describe("exit code 2", () => {
  for (const [args, message] of [
    [[], /^bedrock-invoke .*Commands:/s],
    [["frobnicate"], /no command "frobnicate"/],
    [["run"], /run needs a FILE/],
    [["run", "a", "b"], /run takes one FILE; what is "b"/],
    [["run", "a", "--bogus"], /Unknown option '--bogus'\. --help/],
    [["run", "a", "--region"], /--region <value>' argument missing/],
    [["run", "a", "--region", ""], /--region needs a value/],
    [["run", "a", "--stream", "--no-stream"], /exclude each other/],
    [["run", "a", "--profile", "p", "--no-sign-request"], /exclude each other/],
    [["run", "a", "--read-timeout", "soon"], /--read-timeout must be a number of seconds/],
    [["run", "a", "--connect-timeout", "-1"], /--connect-timeout/],
    [["run", "a", "--read-timeout", "9999999"], /up to 2147483/],
    [["run", "a", "--max-attempts", "0"], /whole number from 1 to 100/],
    [["run", "a", "--output", "yaml"], /text, json or body, not "yaml"/],
    [["run", "a", "--output", "body", "--query", "a"], /--query reads the run record/],
    [["run", "a", "--query", "a["], /not a JMESPath expression/],
    [["run", "a", "--query", "a.b[?lenght(c) > `1`]"], /no function "lenght"/],
    [["run", "a", "--var", "=x"], /--var is NAME=VALUE/],
    [["check"], /check needs a FILE/],
    [["sandbox", "x"], /sandbox takes no "x"/],
    [["sandbox", "--port", "65536"], /whole number from 0 to 65535/],
  ] as const)
    it(`is given for: ${args.join(" ") || "nothing"}`, async () => {
      const ended = await runCli(args);
      assert.deepEqual([ended.code, ended.stdout], [2, ""]);
      assert.match(ended.stderr, message);
      assert.doesNotMatch(ended.stderr, /\n {4}at /);
    });

  it("is given for errors in the file, with --anyway only for those no service can answer", () =>
    withFaultServer(exception(400, "ValidationException"), async ({ url, requests }) => {
      const half = await requestFile('{"modelId":"m.x","guardrailIdentifier":"abc","body":{}}');
      const refused = await runCli(runArgs(half, url));
      assert.equal(refused.code, 2);
      assert.ok(
        refused.stderr.startsWith(
          `${half}:1:40: error: Choose a guardrail version: a number or DRAFT. [guardrailVersionMissing] Fix: Use DRAFT.\n`,
        ),
        refused.stderr,
      );
      assert.match(refused.stderr, /nothing was sent\. The service may reject it; --anyway/);
      assert.equal(requests.length, 0);
      assert.equal((await runCli(runArgs(half, url, "--anyway"))).code, 1);
      assert.equal(requests.length, 1);

      const hopeless = await requestFile('{"body":{}}');
      assert.equal((await runCli(runArgs(hopeless, url, "--anyway"))).code, 2);
      assert.equal(requests.length, 1);
    }));

  it("is given for a --var that changes nothing", async () => {
    const plainFile = await runWithVariable('{"modelId":"m","body":"{{a}}"}');
    assert.match(plainFile.stderr, /has no "variables", so its body is sent untouched/);
    const other = await runWithVariable('{"modelId":"m","variables":{},"body":"x"}');
    assert.match(other.stderr, /the body has no \{\{a\}\}/);
    assert.deepEqual([plainFile.code, other.code], [2, 2]);
  });

  it("is given without credentials, and for unsigned requests to other machines", async () => {
    const file = await requestFile(plain);
    const keyless = await runCli([
      "run",
      file,
      "--region",
      "us-east-1",
      "--endpoint-url",
      "http://127.0.0.1:1",
    ]);
    assert.equal(keyless.code, 2);
    assert.match(keyless.stderr, /^error: CredentialsProviderError/);
    const away = await runCli(runArgs(file, "https://example.com"));
    assert.equal(away.code, 2);
    assert.match(away.stderr, /^error: SigningRequired: example\.com is not on this machine/);
  });
});

describe("exit code 130", () => {
  it("is given at Ctrl-C, with what had arrived", async () => {
    const server = await hanging();
    const args = runArgs(await requestFile(streamed), server.url);
    const { child, printed, ended } = await startCli(args);
    await printed("arrived");
    child.kill("SIGINT");
    assert.deepEqual([(await ended).code, (await ended).stdout], [130, "arrived\n"]);
    assert.match(
      (await ended).stderr,
      /^cancelled after \d+\.\d s, with \d+ bytes of the answer\.\n$/,
    );
    await server.connectionClosed;
    await server.close();
  });

  it("is given with the record under --output json, and with the saved one", async () => {
    const server = await hanging();
    const target = join(await temporaryFolder("save"), "run.json");
    const file = await requestFile(streamed);
    const args = runArgs(file, server.url, "--output", "json", "--save", target, "--debug");
    const { child, ended } = await startCli(args);
    child.stderr.setEncoding("utf8");
    await new Promise<void>((resolve) => {
      child.stderr.on("data", (line: string) => line.includes("chunk of") && resolve());
    });
    child.kill("SIGTERM");
    const { code, stdout } = await ended;
    assert.equal(code, 130);
    assert.equal(JSON.parse(stdout).decoded.text, "arrived");
    assert.equal(JSON.parse(await readFile(target, "utf8")).decoded.text, "arrived");
    await server.close();
  });

  it("is given before anything has arrived too", async () => {
    const server = await startFaultServer(() => {});
    const { child, ended } = await startCli(
      runArgs(await requestFile(plain), server.url, "--debug"),
    );
    await new Promise<void>((resolve) => {
      child.stderr.on("data", (line: Buffer) => line.includes("attempt 1") && resolve());
    });
    child.kill("SIGINT");
    assert.deepEqual([(await ended).code, (await ended).stdout], [130, ""]);
    await server.close();
  });
});

describe("exit code 0", () => {
  it("is given for help and the version", async () => {
    const { version } = JSON.parse(await readFile("package.json", "utf8"));
    assert.equal((await runCli(["--version"])).stdout, `bedrock-invoke ${version}\n`);
    for (const args of [["--help"], ["-h"], ["help"]]) {
      const ended = await runCli(args);
      assert.equal(ended.code, 0);
      for (const name of ["run FILE", "check FILE...", "sandbox"])
        assert.ok(ended.stdout.includes(name));
      assert.doesNotMatch(ended.stdout, /export|import/);
    }
    for (const command of ["check", "sandbox"])
      assert.match(
        (await runCli([command, "--help"])).stdout,
        new RegExp(`^Usage: bedrock-invoke ${command}`),
      );
  });

  it("is given for help whose lines continue below their own column", async () => {
    for (const command of ["run", "check"]) {
      const { stdout } = await runCli([command, "--help"]);
      const lines = stdout.split("\n");
      assert.ok(Math.max(...lines.map(({ length }) => length)) <= 100);
      const rows = lines.slice(lines.indexOf("Exit codes:") + 1);
      const table = rows.slice(0, rows.indexOf(""));
      assert.ok(
        table.length >= 2 && table.every((line) => /^ {2}(\d+ +| {3,})\S/.test(line)),
        stdout,
      );
    }
  });

  it("is given for the help of run, whose defaults are the engine's", async () => {
    const { stdout, code } = await runCli(["run", "x", "--help"]);
    assert.equal(code, 0);
    const { readTimeoutMs, connectTimeoutMs } = connectionDefaults;
    const unwrapped = stdout.replaceAll(/\s+/g, " ");
    assert.ok(
      unwrapped.includes(`without data from the service, ${readTimeoutMs / 1000} when absent`),
    );
    assert.ok(unwrapped.includes(`connection, ${connectTimeoutMs / 1000} when absent`));
    assert.ok(
      unwrapped.includes(
        `else AWS_MAX_ATTEMPTS, the profile's max_attempts, ${defaultMaxAttempts}.`,
      ),
    );
  });
});
