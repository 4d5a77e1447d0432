import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Sandbox } from "../../../src/sandbox/server.ts";
import { startSandbox } from "../../../src/sandbox/server.ts";
import { leaveOut } from "../../fakes/summary.ts";
import { bodyFor } from "./client.ts";
import type { Ended } from "./programs.ts";
import { inTemporaryFolder, isHere, run } from "./programs.ts";

const model = "us.anthropic.claude-sonnet-5";

/** A value for each option of invoke-model; an option without one here fails the test below. */
const values: Readonly<Record<string, string>> = {
  "--content-type": "application/json",
  "--accept": "application/json",
  "--trace": "ENABLED",
  "--guardrail-identifier": "sandbox",
  "--guardrail-version": "DRAFT",
  "--performance-config-latency": "optimized",
  "--service-tier": "flex",
  "--request-metadata": '{"team":"search"}',
  "--model-id": model,
};

if (isHere("aws", ["--version"]))
  describe("the AWS CLI on the sandbox", function () {
    this.timeout(120_000);
    let sandbox: Sandbox;
    before(async () => {
      sandbox = await startSandbox();
    });
    after(() => sandbox.close());
    const aws = (home: string, ...args: string[]): Promise<Ended> =>
      run("aws", [...args, "--endpoint-url", sandbox.url], home);

    it("invokes a model with every option that invoke-model has", async () => {
      await inTemporaryFolder(async (home) => {
        const options = await optionsOfInvokeModel(home);
        assert.ok(options.includes("--body") && options.length >= 6, options.join(" "));
        const body = join(home, "body.json");
        const out = join(home, "out.json");
        await writeFile(body, JSON.stringify(bodyFor("anthropic", "Hello")));
        const given = options.flatMap((option) => {
          const value = option === "--body" ? `fileb://${body}` : values[option];
          assert.ok(value, `this version has the option ${option}: give it a value here`);
          return [option, value];
        });
        const { code, stdout, stderr } = await aws(
          home,
          "bedrock-runtime",
          "invoke-model",
          ...given,
          out,
        );
        assert.equal(code, 0, stderr);
        const printed = JSON.parse(stdout);
        assert.equal(printed.contentType, "application/json");
        assert.equal(printed.performanceConfigLatency, "optimized");
        if (options.includes("--service-tier")) assert.equal(printed.serviceTier, "flex");
        const answer = JSON.parse(await readFile(out, "utf8"));
        assert.match(answer.content[0].text, /“Hello”/);
        assert.equal(answer["amazon-bedrock-guardrailAction"], "NONE");
        assert.ok(answer["amazon-bedrock-trace"].guardrail.input.sandbox);
      });
    });

    it("names the exception", async () => {
      await inTemporaryFolder(async (home) => {
        const body = join(home, "body.json");
        await writeFile(body, "[sandbox:error=ModelTimeoutException]");
        const { code, stderr } = await aws(
          home,
          "bedrock-runtime",
          "invoke-model",
          "--model-id",
          model,
          "--body",
          `fileb://${body}`,
          join(home, "out.json"),
        );
        assert.notEqual(code, 0);
        assert.match(stderr, /ModelTimeoutException.*InvokeModel operation/);
      });
    });
  });
else leaveOut(import.meta.filename, "the AWS CLI is not installed");

/** The options between the synopsis' first and the global ones, as this version prints them. */
async function optionsOfInvokeModel(home: string): Promise<string[]> {
  const { stdout, stderr } = await run("aws", ["bedrock-runtime", "invoke-model", "help"], home);
  // The help is a manual page: bold letters are struck twice, a backspace between.
  const text = stdout
    .split("\b")
    .map((part, index, parts) => (index < parts.length - 1 ? part.slice(0, -1) : part))
    .join("");
  const synopsis = /SYNOPSIS([\s\S]*?)<outfile>/.exec(text)?.[1];
  assert.ok(synopsis, `no synopsis in: ${stdout.slice(0, 200)}${stderr}`);
  return synopsis.match(/--[a-z-]+/g) ?? [];
}
