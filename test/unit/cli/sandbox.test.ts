import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { once } from "node:events";
import { resolve } from "node:path";
import { runArgs, runCli, startCli } from "./cli.ts";

describe("sandbox", () => {
  it("prints its URL, serves, and ends with 0 at SIGTERM and SIGINT", async () => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) {
      const { child, printed, ended } = await startCli(["sandbox", "--port", "0"]);
      const welcome = await printed("--no-sign-request");
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(welcome)?.[0] ?? "";
      assert.match(await (await fetch(url)).text(), /\[sandbox:error=/);
      child.kill(signal);
      assert.deepEqual([(await ended).code, (await ended).stderr], [0, ""]);
    }
  });

  it("lists and denies what it is told to", async () => {
    const { child, printed, ended } = await startCli([
      "sandbox",
      "--models=600",
      "--deny=ListCustomModels, ListGuardrails",
      "--deny=GetGuardrail",
      "--without-access=us.anthropic.claude-sonnet-5",
    ]);
    const url = /http:\S+/.exec(await printed("--no-sign-request"))?.[0] ?? "";
    const status = async (path: string) => (await fetch(`${url}${path}`)).status;
    const { modelSummaries } = await (await fetch(`${url}/foundation-models`)).json();
    assert.equal(modelSummaries.length, 600);
    for (const path of ["/custom-models", "/guardrails", "/guardrails/sandbox"])
      assert.equal(await status(path), 403, path);
    assert.equal(await status("/imported-models"), 200);
    const invoked = await fetch(`${url}/model/anthropic.claude-sonnet-5/invoke`, {
      method: "POST",
    });
    assert.equal(invoked.status, 403);
    child.kill();
    await ended;
    const all = await startCli(["sandbox", "--deny", "all"]);
    const strict = /http:\S+/.exec(await all.printed("--no-sign-request"))?.[0] ?? "";
    assert.equal((await fetch(`${strict}/foundation-models`)).status, 403);
    all.child.kill();
    await all.ended;
  });

  it("refuses with exit code 2 what it could not do", async () => {
    for (const [args, words] of [
      [
        ["--deny", "ListToasters"],
        /does not know the operation "ListToasters".*ListFoundationModels/,
      ],
      [["--deny", ""], /does not know the operation ""/],
      [["--models", "many"], /--models must be a whole number/],
      [["--without-access", ""], /--without-access needs a value/],
    ] as const) {
      const { code, stderr } = await runCli(["sandbox", ...args]);
      assert.equal(code, 2, stderr);
      assert.match(stderr, words);
    }
  });

  it("says with exit code 1 that a port is taken, or that this machine does not have an address", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as AddressInfo;
    const taken = await runCli(["sandbox", "--port", String(port)]);
    other.close();
    assert.equal(taken.code, 1);
    assert.equal(
      taken.stderr,
      `bedrock-invoke: port ${port} on 127.0.0.1 is taken. Choose another with --port, or 0 for a free one.\n`,
    );
    const away = await runCli(["sandbox", "--host", "192.0.2.1"]);
    assert.equal(away.code, 1);
    assert.match(away.stderr, /this machine does not have the address 192\.0\.2\.1/);
  });
});

describe("every example, sent to the sandbox from the command line", () => {
  /** Examples that show an error. */
  const raises: Readonly<Record<string, string>> = {
    "throttled.bedrock.json": "ThrottlingException",
    "mid-stream-error.bedrock.json": "ModelStreamErrorException",
  };

  it("is answered, or raises the error that it shows", async () => {
    const { child, printed, ended } = await startCli(["sandbox"]);
    const url = /http:\S+/.exec(await printed("--no-sign-request"))?.[0] ?? "";
    const names = (await readdir("examples")).filter((name) => name.endsWith(".bedrock.json"));
    assert.ok(names.length >= Object.keys(raises).length + 1);
    const check = async (name: string) => {
      const args = runArgs(resolve("examples", name), url, "--output", "json");
      const { code, stdout, stderr } = await runCli(args);
      const { response, error, decoded } = JSON.parse(stdout);
      const expected = raises[name];
      assert.equal(error?.name, expected, `${name}: ${stderr}`);
      assert.equal(code, expected === undefined ? 0 : 1, name);
      if (expected !== undefined) return;
      assert.equal(response.status, 200, name);
      assert.doesNotMatch(decoded.shape, /^(unknown|json|text|binary|empty)$/, name);
    };
    await Promise.all(names.map(check));
    child.kill();
    await ended;
  }).timeout(120_000);
});
