import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { exception, withFaultServer } from "../../fakes/faultServer.ts";
import { requestFile, runArgs, runCli, temporaryFolder } from "./cli.ts";

/** What the command line says on standard error when the service answers with this exception. */
async function said(
  status: number,
  name: string,
  message: string,
  request: object = {},
): Promise<string> {
  const file = await requestFile(JSON.stringify({ modelId: "m.x-v1:0", ...request, body: {} }));
  let stderr = "";
  await withFaultServer(exception(status, name, { message }), async ({ url }) => {
    ({ stderr } = await runCli(runArgs(file, url, "--max-attempts", "1", "--region", "eu-west-1")));
  });
  return stderr;
}

describe("what the command line says of an error", () => {
  it("is the service's words, the remedy, and each step as it is done here", async () => {
    const message =
      "Invocation of model ID m.x-v1:0 with on-demand throughput isn’t supported. Retry your request with the ID or ARN of an inference profile that contains this model.";
    assert.equal(
      await said(400, "ValidationException", message),
      `error: ValidationException (HTTP 400, request id req-1): ${message}
This model can be invoked only through an inference profile. Use eu.m.x-v1:0 or global.m.x-v1:0 as the model ID.
  - In the request file: "modelId": "eu.m.x-v1:0"
  - In the request file: "modelId": "global.m.x-v1:0"
  - Another model: its id or ARN as "modelId" of the request file
`,
    );
  });

  it("names commands that run as they stand, whatever the file holds", async () => {
    const modelId = "us.m.x; rm -rf '~'";
    const stderr = await said(403, "AccessDeniedException", "You don't have access", { modelId });
    assert.ok(
      stderr.includes(
        "get-foundation-model-availability --model-id 'm.x; rm -rf '\\''~'\\''' --region eu-west-1\n",
      ),
      stderr,
    );
    assert.match(stderr, /Open Model Access: https:\/\/console\.aws\.amazon\.com\/\S*eu-west-1/);
    assert.match(
      stderr,
      /- Another profile: --profile NAME\n {2}- Another region: --region NAME\n/,
    );
  });

  it("offers its own options", async () => {
    const timedOut = await said(408, "ModelTimeoutException", "Too slow");
    assert.match(timedOut, /- Stream: --stream\n/);
    const version = await said(
      400,
      "ValidationException",
      "A guardrail identifier was provided without a guardrail version.",
    );
    assert.match(version, /- In the request file: "guardrailVersion": "DRAFT"\n/);
    const notReady = await said(429, "ModelNotReadyException", "Loading");
    assert.match(notReady, /- More attempts: --max-attempts N\n/);
  });

  it("names options that there are", async () => {
    const source = await readFile("src/cli/remedyLines.ts", "utf8");
    const named = source.match(/: (--[a-z-]+)(?= [A-Z]+"|")/g) ?? [];
    assert.ok(named.length >= 9, String(named));
    const { stdout } = await runCli(["run", "--help"]);
    for (const option of named) assert.ok(stdout.includes(`  ${option.slice(2)}`), option);
  });

  it("names the sign-in of the profile", async () => {
    const home = await temporaryFolder("sso");
    await mkdir(join(home, ".aws"));
    await writeFile(
      join(home, ".aws", "config"),
      "[profile dev]\nsso_session = s\nsso_account_id = 123456789012\nsso_role_name = r\n[sso-session s]\nsso_region = us-west-2\nsso_start_url = https://d.awsapps.com/start\n",
    );
    const file = await requestFile('{"modelId":"m.x","body":{}}');
    const { stderr, code } = await runCli(
      ["run", file, "--profile", "dev", "--region", "eu-west-1"],
      { env: { HOME: home } },
    );
    assert.equal(code, 2);
    assert.match(stderr, /\(`aws sso login --profile dev`\)/);
  });
});
