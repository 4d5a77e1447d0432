import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { openInput } from "../../../src/files/openInput.ts";
import { json, withFaultServer } from "../../fakes/faultServer.ts";
import { requestFile, runArgs, runCli, startCli, temporaryFolder } from "./cli.ts";

/** A project with a request two folders below `.git`, whose body file is this path. */
async function project(bodyFile: string) {
  const outer = await temporaryFolder("project");
  const root = join(outer, "repo");
  const folder = join(root, "requests", "chat");
  await mkdir(folder, { recursive: true });
  await mkdir(join(root, "bodies"));
  await mkdir(join(outer, "shared"));
  await writeFile(join(root, "bodies", "a.json"), '{"a":1}');
  await writeFile(join(outer, "shared", "a.json"), '{"a":2}');
  await symlink(join(outer, "shared", "a.json"), join(folder, "link.json"));
  const file = join(folder, "a.bedrock.json");
  await writeFile(file, JSON.stringify({ modelId: "m.x", bodyFile }));
  return { file, outer, root };
}

describe("a body file on the command line", () => {
  it("may be anywhere below the nearest folder that holds .git", () =>
    withFaultServer(json(200, {}), async ({ url, requests }) => {
      const { file, root } = await project("../../bodies/a.json");
      const without = await runCli(runArgs(file, url));
      assert.equal(without.code, 2);
      assert.match(without.stderr, /is outside of .*chat\. Move it there, or allow its folder/);
      // A worktree has a file of that name, a clone a folder.
      await writeFile(join(root, ".git"), "gitdir: elsewhere");
      assert.equal((await runCli(runArgs(file, url))).code, 0);
      assert.deepEqual(
        requests.map(({ body }) => body.toString()),
        ['{"a":1}'],
      );
      assert.equal((await runCli(["check", file])).code, 0);
    }));

  it("is not taken from the folder that one happens to work in", async () => {
    const { file, outer } = await project("../../../shared/a.json");
    const ended = await runCli(["check", file], { cwd: outer });
    assert.equal(ended.code, 2);
    assert.match(ended.stdout, /is outside of/);
  });

  it("may be in a folder of --root too, by whatever link", () =>
    withFaultServer(json(200, {}), async ({ url, requests }) => {
      for (const path of ["../../../shared/a.json", "link.json"]) {
        const { file, outer, root } = await project(path);
        await mkdir(join(root, ".git"));
        assert.equal((await runCli(runArgs(file, url))).code, 2);
        const roots = ["--root", root, "--root", join(outer, "shared")];
        assert.equal((await runCli(runArgs(file, url, ...roots))).code, 0);
        assert.equal((await runCli(["check", file, ...roots])).code, 0);
      }
      assert.deepEqual(
        requests.map(({ body }) => body.toString()),
        ['{"a":2}', '{"a":2}'],
      );
    }));

  it("is not looked for where --root names no folder", async () => {
    const { file } = await project("link.json");
    for (const root of [file, "/none", ""]) {
      const ended = await runCli(["check", file, "--root", root]);
      assert.equal(ended.code, 2);
      assert.match(ended.stderr, /--root(: there is no folder| needs a value)/);
    }
  });
});

describe("a request that is no plain file", () => {
  it("is refused where it never ends", async () => {
    const ended = await runCli(["check", "/dev/zero"]);
    assert.equal(ended.code, 2);
    assert.match(ended.stderr, /\/dev\/zero has more than 60 MB/);
  });

  it("is read from a pipe, as a shell makes them", async () => {
    const pipe = join(await temporaryFolder("pipe"), "pipe");
    execFileSync("mkfifo", [pipe]);
    const { ended } = await startCli(["check", pipe]);
    await writeFile(pipe, '{"body":{}}');
    assert.match((await ended).stdout, /\[modelIdMissing\]/);
  });

  it("is not waited for where nobody writes to the pipe", async () => {
    const pipe = join(await temporaryFolder("pipe"), "pipe");
    execFileSync("mkfifo", [pipe]);
    await assert.rejects(async () => {
      for await (const chunk of await openInput(pipe, 50)) assert.fail(chunk.toString());
    }, /nothing was written to it for 0\.05 s/);
  });

  it("is what is in a file", async () => {
    const chunks: Buffer[] = [];
    for await (const chunk of await openInput(await requestFile("{}"))) chunks.push(chunk);
    assert.equal(Buffer.concat(chunks).toString(), "{}");
  });
});
