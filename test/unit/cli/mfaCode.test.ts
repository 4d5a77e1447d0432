import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Sandbox } from "../../../src/sandbox/server.ts";
import { startSandbox } from "../../../src/sandbox/server.ts";
import { keys, role, source } from "../../fakes/credentialCell.ts";
import { leaveOut } from "../../fakes/summary.ts";
import { isHere } from "../sandbox/programs.ts";
import { buildCli, requestFile, runCli, temporaryFolder } from "./cli.ts";

describe("an MFA code on the command line", () => {
  let sandbox: Sandbox;
  let env: Record<string, string>;
  let args: readonly string[];
  before(async () => {
    sandbox = await startSandbox();
    const home = await temporaryFolder("mfa");
    await mkdir(join(home, ".aws"));
    const mfa = `${source}\nmfa_serial = arn:aws:iam::123456789012:mfa/me`;
    await writeFile(join(home, ".aws", "config"), role("mfa", mfa));
    await writeFile(join(home, ".aws", "credentials"), keys("AKIABASE", "base"));
    env = {
      HOME: home,
      AWS_ENDPOINT_URL_STS: sandbox.url,
      AWS_ENDPOINT_URL_BEDROCK_RUNTIME: sandbox.url,
    };
    const file = await requestFile({
      modelId: "amazon.nova-lite-v1:0",
      body: { messages: [{ role: "user", content: [{ text: "Hi" }] }] },
    });
    args = ["run", file, "--profile", "p"];
  });
  after(() => sandbox.close());

  it("is not waited for where nobody sits at a terminal", async () => {
    const { code, stderr } = await runCli(args, { env });
    assert.equal(code, 2);
    assert.match(stderr, /which cannot be entered here/);
  });

  // A terminal of its own, for both: what is typed and what is shown.
  if (isHere("script", ["--version"]))
    for (const [typed, shown, code] of [
      ["123456\n", /sandbox/i, 0],
      ["000000\n", /did not accept the MFA code/, 2],
      ["\u0003", /cancelled/, 130],
      ["\u0004", /MfaCancelled/, 2],
    ] as const)
      it(`asks at the terminal: ${JSON.stringify(typed)}`, async () => {
        const command = [process.execPath, await buildCli(), ...args].map((word) => `'${word}'`);
        const child = spawn("script", ["-qec", command.join(" "), "/dev/null"], {
          env: { PATH: process.env["PATH"], SHELL: "/bin/sh", ...env },
        });
        let screen = "";
        child.stdout.on("data", (part: Buffer) => {
          const asked = screen.includes("mfa/me: ");
          screen += part.toString();
          if (!asked && screen.includes("mfa/me: ")) child.stdin.write(typed);
        });
        await once(child, "close");
        assert.match(screen, shown);
        assert.equal(child.exitCode, code);
        assert.match(screen, /mfa\/me: \r\n/, "nothing of it is shown");
      });
  else leaveOut(import.meta.filename, "the program `script` is not installed");
});
