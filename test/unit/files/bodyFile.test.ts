import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, rename, rm, symlink, unlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadBodyFile } from "../../../src/files/bodyFile.ts";

describe("a body file", () => {
  let root: string;
  let base: string;
  before(async () => {
    root = await mkdtemp(join(tmpdir(), "bedrock-invoke-files-"));
    base = join(root, "inside");
    await mkdir(join(base, "folder"), { recursive: true });
    await writeFile(join(root, "outside.json"), "{}");
    await writeFile(join(base, "plain.json"), '{"a":"é"}');
    await writeFile(join(base, "mark.json"), "\ufeff{}");
    await writeFile(join(base, "latin.json"), Buffer.from('{"a":"é"}', "latin1"));
    await writeFile(join(base, "large.json"), Buffer.alloc(50_000_001, " "));
    await symlink(join(root, "outside.json"), join(base, "link.json"));
    await symlink("plain.json", join(base, "near.json"));
    execFileSync("mkfifo", [join(base, "pipe")]);
  });
  after(() => rm(root, { recursive: true }));

  const load = (path: string, within = [base]) =>
    loadBodyFile(path, { base, within, advice: "Move it." });

  it("comes with its bytes, its text and its path without links", async () => {
    const content = Buffer.from('{"a":"é"}');
    for (const name of ["plain.json", "./near.json", "folder/../plain.json"]) {
      const { path, ...loaded } = requireLoaded(await load(name));
      assert.match(path, /inside.plain\.json$/);
      assert.deepEqual(loaded, { content, text: '{"a":"é"}', bytes: 10, flaw: undefined });
    }
  });

  it("tells what does not show in its text, and keeps the bytes", async () => {
    const mark = requireLoaded(await load("mark.json"));
    assert.deepEqual([mark.flaw, mark.text, mark.bytes], ["byteOrderMark", "{}", 5]);
    assert.equal(mark.content[0], 0xef);
    const latin = requireLoaded(await load("latin.json"));
    assert.deepEqual([latin.flaw, latin.bytes, latin.content[6]], ["notUtf8", 9, 0xe9]);
  });

  const refusals: readonly (readonly [string, RegExp])[] = [
    ["", /empty/],
    [" ", /empty/],
    ["/etc/hostname", /must be a relative path/],
    ["none.json", /there is no such file/],
    ["folder", /it is a folder/],
    ["../outside.json", /"\.\.\/outside\.json" is outside of .*inside\. Move it\./],
    ["link.json", /outside of/],
    ["a\0b", /cannot be read/],
    ["large.json", /50,000,001 bytes; the service accepts up to 25,000,000/],
  ];
  for (const [path, message] of refusals)
    it(`is refused as ${JSON.stringify(path)}`, async () => {
      const loaded = await load(path);
      assert.match("error" in loaded ? loaded.error : "", message);
    });

  it("may lie in any of the folders", async () => {
    assert.ok("content" in (await load("../outside.json", [base, root])));
  });

  it("is no pipe, which would keep the reader waiting", async () => {
    const loaded = await load("pipe");
    assert.match("error" in loaded ? loaded.error : "", /is not a file/);
  });

  it("is no device, which would never end", async () => {
    await symlink("/dev/zero", join(base, "zero"));
    const loaded = await load("zero", [base, "/dev"]);
    assert.match("error" in loaded ? loaded.error : "", /is not a file/);
  });

  it("is never another file that is put in its place between the check and the reading", async () => {
    const away = join(root, "away");
    await mkdir(join(base, "swapped"));
    await mkdir(away);
    await writeFile(join(base, "swapped", "a.json"), '"inside"');
    await writeFile(join(away, "a.json"), '"secret"');
    const swaps = new AbortController();
    const swap = async () => {
      while (!swaps.signal.aborted) {
        await rename(join(base, "swapped"), join(base, "real"));
        await symlink(away, join(base, "swapped"));
        await unlink(join(base, "swapped"));
        await rename(join(base, "real"), join(base, "swapped"));
      }
    };
    const swapped = swap();
    const seen = new Set<string>();
    for (let round = 0; round < 2000; round++) {
      const loaded = await load("swapped/a.json");
      seen.add("content" in loaded ? loaded.text : "refused");
    }
    swaps.abort();
    await swapped;
    assert.deepEqual([...seen].sort(), ['"inside"', "refused"]);
  });
});

function requireLoaded(loaded: Awaited<ReturnType<typeof loadBodyFile>>) {
  assert.ok("content" in loaded);
  return loaded;
}
