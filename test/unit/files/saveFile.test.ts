import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import {
  chmod,
  chown,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
  type FileHandle,
} from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeKept } from "../../../src/extension/models/modelsCache.ts";
import { checkSaveTarget, saveFile } from "../../../src/files/saveFile.ts";
import { canMountDisks, mountSmallDisk, type SmallDisk } from "../../fakes/smallDisk.ts";

const isRoot = process.getuid?.() === 0;

describe("a saved file", () => {
  let folder: string;
  let target: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "bedrock-invoke-save-"));
    target = join(folder, "answer.json");
  });
  afterEach(() => rm(folder, { recursive: true }));

  it("holds all of the data, and nothing lies beside it", async () => {
    const bytes = new Uint8Array(3_000_001).fill(0xff);
    for (const [data, expected] of [
      [bytes, Buffer.from(bytes)],
      ["é\n", Buffer.from("é\n")],
      ["", Buffer.alloc(0)],
    ] as const) {
      await saveFile(target, data);
      assert.ok((await readFile(target)).equals(expected));
    }
    assert.deepEqual(await readdir(folder), ["answer.json"]);
  });

  it("keeps mode, owner and link of the one that it replaces", async () => {
    await writeFile(target, "old");
    await chmod(target, 0o640);
    const owner = isRoot ? 12_345 : process.getuid?.();
    if (isRoot) await chown(target, 12_345, 12_345);
    const link = join(folder, "link");
    await symlink("answer.json", link);
    await saveFile(link, "new");
    const { mode, uid } = await stat(target);
    assert.deepEqual([mode & 0o777, uid], [0o640, owner]);
    assert.equal(await readFile(target, "utf8"), "new");
    assert.deepEqual((await readdir(folder)).sort(), ["answer.json", "link"]);
  });

  it("has as long a name as names can be", async () => {
    await saveFile(join(folder, "n".repeat(255)), "whole");
    assert.deepEqual(await readdir(folder), ["n".repeat(255)]);
  });

  it("is whichever was saved last when several are saved at once", async () => {
    const texts = Array.from({ length: 20 }, (_, index) => String(index).repeat(50_000));
    await Promise.all(texts.map((text) => saveFile(target, text)));
    assert.ok(texts.includes(await readFile(target, "utf8")));
    assert.deepEqual(await readdir(folder), ["answer.json"]);
  });

  const refusals: readonly (readonly [string, string, RegExp])[] = [
    ["in a folder that does not exist", "none/a.json", /there is no folder .*none\. Create it/],
    ["in a folder that is a file", "file/a.json", /a part of its path is not a folder\. Save/],
    ["as a folder", "taken", /taken: it is a folder\. Give the name of a file\./],
    ["under a name of 300 characters", "n".repeat(300), /its name is too long\. Use a shorter/],
  ];
  for (const [what, name, message] of refusals)
    it(`is refused ${what}, before and at the saving`, async () => {
      await mkdir(join(folder, "taken"));
      await writeFile(join(folder, "file"), "");
      const before = await readdir(folder);
      const path = join(folder, name);
      await assert.rejects(checkSaveTarget(path), { name: "SaveError", message });
      await assert.rejects(saveFile(path, "x"), { name: "SaveError", message });
      assert.deepEqual(await readdir(folder), before);
    });

  it("is refused on a device that is full", async () => {
    await checkSaveTarget("/dev/null");
    await saveFile("/dev/null", "x");
    await assert.rejects(saveFile("/dev/full", "x"), /Couldn't save \/dev\/full: the disk is full/);
  });

  it("is refused on a pipe or a socket that nobody reads, and never waits", async () => {
    execFileSync("mkfifo", [target]);
    const socket = join(folder, "socket");
    const server = createServer().listen(socket);
    await once(server, "listening");
    for (const path of [target, socket])
      for (const save of [checkSaveTarget, (file: string) => saveFile(file, "x")])
        await assert.rejects(save(path), {
          name: "SaveError",
          message: /nothing is listening there\. Start the program that reads it first/,
        });
    assert.ok((await stat(target)).isFIFO());
    server.close();
  });

  it("goes whole through a pipe whose reader waits since the check", async () => {
    execFileSync("mkfifo", [target]);
    const reader = readFile(target, "utf8");
    const pipe = await openedPipe(target);
    assert.equal(await saveFile(target, "x".repeat(300_000)), 300_000);
    await pipe.close();
    assert.equal((await reader).length, 300_000);
    assert.ok((await stat(target)).isFIFO());
  });

  it("goes through the shell's own pipe, which stays what it is", () => {
    const script = `const { saveFile } = require("./src/files/saveFile.ts"); void saveFile(process.argv[1], "whole");`;
    const link = join(folder, "stdout");
    const command = `ln -s /proc/self/fd/1 "$0"; "$1" --import=tsx -e "$2" "$0" | cat; test -L "$0"`;
    const args = ["-c", command, link, process.execPath, script];
    assert.equal(execFileSync("sh", args, { encoding: "utf8" }), "whole");
  });

  it("creates what a link leads to, and keeps the link", async () => {
    const links = [join(folder, "first"), join(folder, "second")] as const;
    await symlink("second", links[0]);
    await symlink("answer.json", links[1]);
    await checkSaveTarget(links[0]);
    await saveFile(links[0], "whole");
    assert.equal(await readFile(target, "utf8"), "whole");
    for (const link of links) assert.ok((await lstat(link)).isSymbolicLink());
    await symlink("none/a.json", join(folder, "broken"));
    const message = /there is no folder/;
    await assert.rejects(checkSaveTarget(join(folder, "broken")), { name: "SaveError", message });
  });

  it("leaves nothing behind where it was only checked", async () => {
    await checkSaveTarget(target);
    await writeFile(target, "old");
    await checkSaveTarget(target);
    assert.equal(await readFile(target, "utf8"), "old");
    assert.deepEqual(await readdir(folder), ["answer.json"]);
  });

  // Root may write everywhere, so the child that tries is another user.
  it("is refused where this user may not write", async () => {
    const locked = join(folder, "locked");
    await mkdir(locked);
    await writeFile(join(folder, "protected.json"), "old");
    await chmod(join(folder, "protected.json"), 0o444);
    await chmod(locked, 0o555);
    await chmod(folder, 0o777);
    for (const name of ["locked/a.json", "protected.json"]) {
      const [checked = "", saved] = saveAsOther(join(folder, name));
      assert.match(checked, /permission is denied\. Save to a folder that you can write to\./);
      assert.equal(saved, checked);
    }
    assert.equal(await readFile(join(folder, "protected.json"), "utf8"), "old");
    assert.deepEqual(await readdir(locked), []);
    await chmod(locked, 0o755);
  });
});

/** Checks until the reader, which opens the pipe at the same time, is there. */
async function openedPipe(path: string): Promise<FileHandle> {
  for (;;) {
    const pipe = await checkSaveTarget(path).catch(() => undefined);
    if (pipe) return pipe;
  }
}

/** What the check and the saving say in a process that is not root's. */
function saveAsOther(path: string): string[] {
  const script = `
    const { checkSaveTarget, saveFile } = require("./src/files/saveFile.ts");
    ${isRoot ? "process.setgid(65534); process.setuid(65534);" : ""}
    const tries = [checkSaveTarget, saveFile].map((save) => save(process.env.TARGET, "x"));
    Promise.allSettled(tries).then((all) => {
      process.stdout.write(all.map(({ reason }) => reason.message).join("\\n"));
    });`;
  const args = ["--import=tsx", "-e", script];
  const env = { ...process.env, TARGET: path };
  return execFileSync(process.execPath, args, { encoding: "utf8", env }).split("\n");
}

if (canMountDisks())
  describe("a saved file on a small disk", () => {
    let disk: SmallDisk;
    beforeEach(() => (disk = mountSmallDisk()));
    afterEach(() => disk.remove());

    it("stays what it was when the disk is full halfway", async () => {
      const target = join(disk.folder, "answer.json");
      await saveFile(target, "good");
      await checkSaveTarget(target);
      await assert.rejects(saveFile(target, new Uint8Array(100_000)), {
        name: "SaveError",
        message: `Couldn't save ${target}: the disk is full. Free some space, or save to another folder.`,
      });
      assert.equal(await readFile(target, "utf8"), "good");
      assert.deepEqual(await readdir(disk.folder), ["answer.json"]);
    });

    it("is refused before anything is written where the disk is full already", async () => {
      await writeFile(join(disk.folder, "big"), new Uint8Array(65_536)).catch(() => {});
      await assert.rejects(checkSaveTarget(join(disk.folder, "a.json")), /the disk is full/);
      assert.deepEqual(await readdir(disk.folder), ["big"]);
    });

    it("is refused where the disk is read-only", async () => {
      execFileSync("mount", ["-o", "remount,ro", disk.folder]);
      const target = join(disk.folder, "a.json");
      await assert.rejects(checkSaveTarget(target), /the file system is read-only/);
      await assert.rejects(saveFile(target, "x"), /the file system is read-only/);
    });

    it("is the list of models, which stays what it was too", async () => {
      const kept = { version: 1 as const, key: "k", askedAt: 1, lists: [], bases: {} };
      await writeKept(disk.folder, kept);
      const [name = ""] = await readdir(disk.folder);
      const before = await readFile(join(disk.folder, name), "utf8");
      const large = { ...kept, bases: { id: "m".repeat(100_000) } };
      await assert.rejects(writeKept(disk.folder, large), /the disk is full/);
      assert.equal(await readFile(join(disk.folder, name), "utf8"), before);
      assert.deepEqual(await readdir(disk.folder), [name]);
    });
  });
