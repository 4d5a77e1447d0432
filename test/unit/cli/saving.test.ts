import assert from "node:assert/strict";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { exception, json, withFaultServer, type Answer } from "../../fakes/faultServer.ts";
import { chunk, stream, streamException } from "../../fakes/eventStream.ts";
import { canMountDisks, mountSmallDisk } from "../../fakes/smallDisk.ts";
import {
  requestFile,
  runArgs,
  runCli,
  temporaryFolder,
  type CliOptions,
  type Ended,
} from "./cli.ts";

const delta = (text: string) =>
  chunk({ type: "content_block_delta", index: 0, delta: { type: "text_delta", text } });
const streamed = '{"modelId":"m.x","operation":"InvokeModelWithResponseStream","body":{}}';
const plain = '{"modelId":"m.x","body":{}}';
const large = { content: [{ type: "text", text: "t".repeat(200_000) }] };
const fault = streamException("throttlingException", { message: "slow" });

/** Runs a request whose answer does not fit where it is to be saved. */
type RunWhereFull = (
  answer: Answer,
  use: (run: (...args: string[]) => Promise<Ended>, folder: string) => Promise<void>,
  content?: string,
) => Promise<void>;

const runIn =
  (folder: string, options: CliOptions, use: Parameters<RunWhereFull>[1], content = plain) =>
  async ({ url }: { readonly url: string }) => {
    const file = await requestFile(content);
    await use((...args) => runCli(runArgs(file, url, ...args), options), folder);
  };

/** By a limit of the process, which anybody may set: the file takes a part of the write. */
const withSmallFiles: RunWhereFull = async (answer, use, content) => {
  const folder = await temporaryFolder("small");
  await withFaultServer(answer, runIn(folder, { smallFiles: true }, use, content));
};

const onSmallDisk: RunWhereFull = async (answer, use, content) => {
  const disk = mountSmallDisk();
  try {
    await withFaultServer(answer, runIn(disk.folder, {}, use, content));
  } finally {
    disk.remove();
  }
};

const ways: readonly (readonly [string, RunWhereFull])[] = [
  ["where files may not grow", withSmallFiles],
  ...(canMountDisks() ? [["on a full disk", onSmallDisk] as const] : []),
];

for (const [where, runWhereFull] of ways)
  describe(`saving ${where}`, () => {
    for (const option of ["--outfile", "--save"])
      it(`keeps the old file of ${option}, says so, and gives exit code 1`, () =>
        runWhereFull(json(200, large), async (run, folder) => {
          const target = join(folder, "a.json");
          await writeFile(target, "good");
          const ended = await run(option, target);
          assert.equal(ended.code, 1);
          assert.equal(ended.stdout, `${"t".repeat(200_000)}\n`);
          assert.match(
            ended.stderr,
            /^error: Couldn't save .*a\.json: the (disk is full|file would be larger than the system allows)\. Free some space, or save to another folder\.\n$/,
          );
          assert.equal(await readFile(target, "utf8"), "good");
          assert.deepEqual(await readdir(folder), ["a.json"]);
        }));

    it("says that what arrived of an incomplete answer cannot be kept either", () =>
      runWhereFull(
        stream(delta("t".repeat(100_000)), fault),
        async (run, folder) => {
          const ended = await run("--outfile", join(folder, "a"));
          assert.equal(ended.code, 1);
          assert.match(ended.stderr, /error: Couldn't save .*a\.incomplete: the /);
          assert.deepEqual(await readdir(folder), []);
        },
        streamed,
      ));
  });

describe("saving", () => {
  it("writes the answer where the record cannot be written, and the other way round", () =>
    withFaultServer(json(200, large), async ({ url }) => {
      const file = await requestFile(plain);
      const target = join(await temporaryFolder("good"), "a.json");
      for (const [good, bad] of [
        ["--outfile", "--save"],
        ["--save", "--outfile"],
      ] as const) {
        const ended = await runCli(runArgs(file, url, good, target, bad, "/dev/full"));
        assert.equal(ended.code, 1);
        assert.match(ended.stderr, /^error: Couldn't save \/dev\/full: the disk is full\./);
        assert.match(await readFile(target, "utf8"), /t{200000}/);
      }
    }));

  it("keeps what arrived of an answer beside the file for the whole one, over no other file", () =>
    withFaultServer(stream(delta("partly"), fault), async ({ url }) => {
      const folder = await temporaryFolder("save");
      const target = join(folder, "body.jsonl");
      await writeFile(`${target}.incomplete`, "of an earlier run");
      const args = runArgs(await requestFile(streamed), url, "--outfile", target);
      const ended = await runCli(args);
      assert.deepEqual([ended.code, ended.stdout], [1, "partly\n"]);
      assert.deepEqual((await readdir(folder)).sort(), [
        "body.jsonl.incomplete",
        "body.jsonl.incomplete-2",
      ]);
      const kept = await readFile(`${target}.incomplete-2`, "utf8");
      assert.match(kept, /^\{.*partly.*\}\n$/);
      assert.ok(
        ended.stderr.includes(
          `note: ${target} is not written, because the answer is incomplete. What arrived (${kept.length} bytes) is in ${target}.incomplete-2.\n`,
        ),
        ended.stderr,
      );
    }));

  it("keeps what arrived beside a file whose name is as long as names can be", () =>
    withFaultServer(stream(delta("partly"), fault), async ({ url }) => {
      const folder = await temporaryFolder("save");
      const target = join(folder, "n".repeat(255));
      await runCli(runArgs(await requestFile(streamed), url, "--outfile", target));
      assert.deepEqual(await readdir(folder), ["answer.incomplete"]);
    }));

  it("keeps nothing beside a device, and says so", () =>
    withFaultServer(stream(delta("partly"), fault), async ({ url }) => {
      const args = runArgs(await requestFile(streamed), url, "--outfile", "/dev/null");
      assert.match(
        (await runCli(args)).stderr,
        /note: .* What arrived \(\d+ bytes\) is not kept, as \/dev\/null is not a file\.\n$/,
      );
    }));

  it("says that there is no answer to save", () =>
    withFaultServer(exception(400, "ValidationException"), async ({ url }) => {
      const folder = await temporaryFolder("save");
      const target = join(folder, "body.json");
      const ended = await runCli(runArgs(await requestFile(plain), url, "--outfile", target));
      assert.equal(ended.code, 1);
      assert.ok(ended.stderr.endsWith(`note: ${target} is not written: there is no answer.\n`));
      assert.deepEqual(await readdir(folder), []);
    }));
});
