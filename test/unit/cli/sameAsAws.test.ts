import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Sandbox } from "../../../src/sandbox/server.ts";
import { startSandbox } from "../../../src/sandbox/server.ts";
import type { FaultServer } from "../../fakes/faultServer.ts";
import { leaveOut } from "../../fakes/summary.ts";
import { json, startFaultServer } from "../../fakes/faultServer.ts";
import { isHere } from "../sandbox/programs.ts";
import { runCli, temporaryFolder } from "./cli.ts";
import { runProgram } from "./runProgram.ts";
import type { Case } from "./sameAsAwsCases.ts";
import { cases } from "./sameAsAwsCases.ts";
import { differences } from "./sameAsAwsDifferences.ts";

/** What a server saw of a request: who signed it, for which region, and which server it was. */
interface Seen {
  readonly signs: string;
  readonly region: string;
  readonly endpoint: string;
}

if (isHere("aws", ["--version"]))
  describe("the command line and the AWS CLI, with the same files", function () {
    this.timeout(60_000);
    let sandbox: Sandbox;
    let servers: Readonly<Record<"runtime" | "other", FaultServer>>;
    before(async () => {
      const answer = json(200, { content: [] });
      sandbox = await startSandbox();
      servers = { runtime: await startFaultServer(answer), other: await startFaultServer(answer) };
    });
    after(() => Promise.all([sandbox.close(), servers.runtime.close(), servers.other.close()]));

    for (const each of cases)
      it(each.what, async () => {
        const [ours, theirs] = [await seenOf(each, invokeOurs), await seenOf(each, invokeAws)];
        assert.deepEqual(ours, theirs);
        assert.match(ours.signs, each.signs);
        assert.equal(ours.region, each.region ?? "eu-west-1");
        assert.equal(ours.endpoint, each.endpoint ?? "runtime");
      });

    for (const each of differences)
      it(`differ in ${each.what}: ${each.why}`, async () => {
        assert.match((await seenOf(each, invokeOurs)).signs, each.signs);
        assert.match((await seenOf(each, invokeAws)).signs, each.awsSigns);
      });

    /** A home of its own each, as both write to it. */
    const seenOf = async (
      { config = "", credentials = "", variables = {}, prepare, arguments: more = [] }: Case,
      invoke: typeof invokeAws,
    ): Promise<Seen> => {
      const home = await temporaryFolder("same");
      const meant = (text: string) =>
        text.replaceAll("OTHER", servers.other.url).replaceAll("HOME", home);
      await mkdir(join(home, ".aws"));
      await writeFile(join(home, ".aws", "config"), meant(config));
      await writeFile(join(home, ".aws", "credentials"), credentials);
      await prepare?.(home);
      const all: Record<string, string> = {
        HOME: home,
        AWS_EC2_METADATA_DISABLED: "true",
        AWS_MAX_ATTEMPTS: "1",
        AWS_ENDPOINT_URL_BEDROCK_RUNTIME: servers.runtime.url,
        ...variables,
      };
      for (const service of ["STS", "SSO", "SSO_OIDC", "SIGNIN"])
        all[`AWS_ENDPOINT_URL_${service}`] = sandbox.url;
      const env = Object.fromEntries(
        Object.entries(all)
          .filter(([, value]) => value !== "")
          .map(([name, value]) => [name, meant(value)]),
      );
      const counts = [servers.runtime.requests.length, servers.other.requests.length];
      const ended = await invoke(home, env, more.map(meant));
      const [atRuntime, atOther] = [
        servers.runtime.requests.slice(counts[0]),
        servers.other.requests.slice(counts[1]),
      ];
      assert.equal(atRuntime.length + atOther.length, 1, `one request is sent: ${ended}`);
      const authorization = (atRuntime[0] ?? atOther[0])?.headers["authorization"] ?? "none";
      const scope = /Credential=([^/]+)\/\d+\/([^/]+)\/bedrock\//.exec(authorization);
      return {
        signs: scope?.[1] ?? authorization,
        region: scope?.[2] ?? "",
        endpoint: atRuntime.length === 1 ? "runtime" : "other",
      };
    };
  });
else leaveOut(import.meta.filename, "the AWS CLI is not installed");

const model = "anthropic.claude-haiku-4-5-20251001-v1:0";

async function invokeOurs(
  home: string,
  env: Readonly<Record<string, string>>,
  more: readonly string[],
): Promise<string> {
  const file = join(home, "a.bedrock.json");
  await writeFile(file, JSON.stringify({ modelId: model, body: {} }));
  const { stderr } = await runCli(["run", file, "--anyway", ...more], { env });
  return stderr;
}

async function invokeAws(
  home: string,
  env: Readonly<Record<string, string>>,
  more: readonly string[],
): Promise<string> {
  const body = join(home, "body.json");
  await writeFile(body, "{}");
  const words = [
    "bedrock-runtime",
    "invoke-model",
    "--model-id",
    model,
    "--body",
    `fileb://${body}`,
  ];
  return runProgram("aws", [...words, join(home, "answer"), ...more], env);
}
