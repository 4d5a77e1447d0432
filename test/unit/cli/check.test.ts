import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { requestFile, runCli, startCli, temporaryFolder } from "./cli.ts";

describe("check", () => {
  it("prints each problem with its place, and 2 for errors", async () => {
    const file = await requestFile(
      '\ufeff{\r\n  "modelId": "m.x", // é\r\n  "guardrailVersion": "1",\r\n  "body": {"a" 1}\r\n}',
    );
    const ended = await runCli(["check", file]);
    assert.deepEqual(ended, {
      ...ended,
      code: 2,
      stderr: "",
      stdout: [
        `${file}:3:23: warning: A version without a guardrail identifier has no effect. [guardrailVersionAlone] Fix: Remove the version.`,
        `${file}:4:16: error: The body is not valid JSON: A colon is expected here. [bodySyntax]`,
        "",
      ].join("\n"),
    });
  });

  it("is 0 for warnings and hints, and goes on behind a file it cannot read", async () => {
    const [odd, fine] = await Promise.all([
      requestFile('{"modelId":"a b","zzz":1,"body":{}}'),
      requestFile('{"modelId":"m.x","body":{}}'),
    ]);
    const ended = await runCli(["check", odd, fine]);
    assert.equal(ended.code, 0);
    assert.match(
      ended.stdout,
      /:1:12: hint: .*\[modelIdPattern\]\n.*:1:18: hint: .*\[unknownKey\]\n$/,
    );
    const broken = await runCli(["check", await temporaryFolder("folder"), odd]);
    assert.equal(broken.code, 2);
    assert.match(broken.stderr, /is a folder/);
    assert.match(broken.stdout, /unknownKey/);
  });

  it("says once which member a misspelled key means where that member is required", async () => {
    const file = await requestFile('{"modelID":"m.x","body":{}}');
    for (const command of ["check", "run"]) {
      const { code, stdout, stderr } = await runCli([command, file]);
      assert.equal(code, 2);
      assert.match(stdout + stderr, /error: "modelID" is not a member .* Did you mean "modelId"\?/);
      assert.doesNotMatch(stdout + stderr, /Choose a model/);
    }
  });

  it("says in a line what a file is that is no request", async () => {
    const [saved, other] = await Promise.all([
      requestFile('{"version":1,"savedAt":"2026-01-01","status":"done","request":{},"zzz":1}'),
      requestFile('{"name":"x","version":"1.0.0","scripts":{}}'),
    ]);
    const ended = await runCli(["check", saved, other]);
    assert.deepEqual([ended.code, ended.stdout], [2, ""]);
    assert.match(ended.stderr, /^.* is a run file: .*\n.* isn't a request file: .*\n$/);
    const sent = await runCli(["run", saved]);
    assert.equal(sent.code, 2);
    assert.match(sent.stderr, /^(error: )?.* is a run file: .*\n$/);
  });

  it("reads standard input", async () => {
    const ended = await runCli(["check", "-"], { input: '{"modelId":"m.x","body":{}}' });
    assert.deepEqual([ended.code, ended.stdout, ended.stderr], [0, "", ""]);
  });

  it("finds no error in any example", async () => {
    const names = await readdir("examples");
    const files = names.filter((name) => name.endsWith(".bedrock.json"));
    assert.ok(files.length > 0);
    const ended = await runCli(["check", ...files], { cwd: "examples" });
    assert.deepEqual([ended.code, ended.stdout, ended.stderr], [0, "", ""]);
  });

  it("loads neither the SDK nor the sandbox", async () => {
    const file = await requestFile('{"modelId":"m.x","body":{}}');
    const { ended } = await startCli(["check", file], { env: { NODE_DEBUG: "module" } });
    const { stderr } = await ended;
    assert.match(stderr, /cli\.js/);
    assert.doesNotMatch(stderr, /(bedrock|sandbox)\.js/);
  });
});
