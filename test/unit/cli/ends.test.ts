import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { text as textOf } from "node:stream/consumers";
import { json, withFaultServer } from "../../fakes/faultServer.ts";
import { canMountDisks, mountSmallDisk } from "../../fakes/smallDisk.ts";
import { buildCli, requestFile, runArgs, runCli, temporaryFolder } from "./cli.ts";

const plain = '{"modelId":"m.x","body":{}}';
const large = { content: [{ type: "text", text: "t".repeat(200_000) }] };

/** Runs the command line with standard output to this file. */
async function runInto(path: string, args: readonly string[]) {
  const fd = openSync(path, "w");
  const child = spawn(process.execPath, [await buildCli(), ...args], {
    stdio: ["ignore", fd, "pipe"],
    env: { HOME: await temporaryFolder("home") },
  });
  closeSync(fd);
  const stderr = child.stderr ? await textOf(child.stderr) : "";
  if (child.exitCode === null) await once(child, "close");
  return { code: child.exitCode, stderr };
}

/** Loaded into the process before the command line: a fault where it asks for a file or for its folder. */
async function runWithFault(fault: string) {
  const preload = join(await temporaryFolder("fault"), "fault.cjs");
  await writeFile(preload, `require("node:fs/promises").stat = process.cwd = () => { ${fault} };`);
  const env = { NODE_OPTIONS: `--require ${preload}` };
  const args = fault.startsWith("throw") ? ["-"] : [await requestFile(plain)];
  return runCli(["check", ...args], { env, input: plain });
}

describe("the end of a command", () => {
  it("is exit code 1 with a word where what it waits for never comes", async () => {
    const ended = await runWithFault("return new Promise(() => {});");
    assert.equal(ended.code, 1);
    assert.equal(
      ended.stderr,
      "bedrock-invoke: error: the command ended unexpectedly. Use --debug to see its last step.\n",
    );
  });

  it("is exit code 1 with a word where a server changes the protocol instead of answering", async () => {
    const server = createServer((socket) => {
      socket.on("error", () => {});
      socket.once("data", () => {
        socket.write(
          "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n",
        );
      });
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const file = await requestFile(plain);
    const ended = await runCli(runArgs(file, `http://127.0.0.1:${port}`));
    assert.deepEqual([ended.code, ended.stdout], [1, ""]);
    assert.match(ended.stderr, /error: ProtocolError: .* \(HTTP 101\)/);
    server.close();
  });

  for (const [what, fault] of [
    ["an exception", 'throw new TypeError("boom\\nat once")'],
    [
      "an exception in a callback",
      'setImmediate(() => { throw new TypeError("boom\\nat once"); }); return new Promise(() => {})',
    ],
    [
      "a rejection that nobody handles",
      'void Promise.reject(new TypeError("boom\\nat once")); return new Promise(() => {})',
    ],
  ] as const)
    it(`is one line and exit code 1 for ${what}`, async () => {
      const ended = await runWithFault(fault);
      assert.deepEqual([ended.code, ended.stdout], [1, ""]);
      assert.equal(
        ended.stderr,
        "bedrock-invoke: unexpected error: TypeError: boom\\u000aat once. This is a bug in bedrock-invoke: please report it.\n",
      );
    });

  for (const more of [[], ["--output", "json"], ["--output", "body"], ["--query", "decoded"]])
    it(`is exit code 1 where standard output is full: ${more.join(" ") || "text"}`, () =>
      withFaultServer(json(200, large), async ({ url }) => {
        const args = runArgs(await requestFile(plain), url, ...more);
        const ended = await runInto("/dev/full", args);
        assert.equal(ended.code, 1);
        assert.match(
          ended.stderr,
          /^bedrock-invoke: Couldn't write to standard output: the disk is full\. What/,
        );
      }));

  it("is exit code 1 where the file of standard output takes only a part", () =>
    withFaultServer(json(200, large), async ({ url }) => {
      const file = await requestFile(plain);
      const target = join(await temporaryFolder("small"), "out");
      const args = runArgs(file, url, "--output", "json"); // one write, and none after it that would fail
      const limit = `trap "" XFSZ; ulimit -f 64; exec "$@" > '${target}'`;
      const child = spawn("sh", ["-c", limit, "sh", process.execPath, await buildCli(), ...args], {
        env: { PATH: process.env["PATH"], HOME: await temporaryFolder("home") },
      });
      assert.match(
        await textOf(child.stderr),
        /Couldn't write to standard output: the file would be larger than the system allows\./,
      );
      if (child.exitCode === null) await once(child, "close");
      assert.equal(child.exitCode, 1);
    }));

  if (canMountDisks())
    it("is exit code 1 where the disk of standard output takes only a part", () =>
      withFaultServer(json(200, large), async ({ url }) => {
        const disk = mountSmallDisk();
        try {
          const ended = await runInto(
            join(disk.folder, "out"),
            runArgs(await requestFile(plain), url, "--output", "json"),
          );
          assert.equal(ended.code, 1);
          assert.match(ended.stderr, /Couldn't write to standard output: the disk is full\./);
        } finally {
          disk.remove();
        }
      }));
});
