import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { selfSigned } from "../../fakes/certificate.ts";
import { chunk, event, stream, streamHeaders } from "../../fakes/eventStream.ts";
import type { Answer } from "../../fakes/faultServer.ts";
import { exception, json, withFaultServer } from "../../fakes/faultServer.ts";
import { requestFile, runArgs, runCli, temporaryFolder } from "./cli.ts";

const plain = { modelId: "m", body: { a: 1 } };
const stray = event("usageReport", { type: "later" });
const fine: Answer = json(200, { content: [{ type: "text", text: "Hi" }] });
const keys = { AWS_ACCESS_KEY_ID: "AKIDEXAMPLE", AWS_SECRET_ACCESS_KEY: "topsecretkey" };
const args = async (url: string, ...more: readonly string[]) => [
  "run",
  await requestFile(plain),
  "--endpoint-url",
  url,
  "--region",
  "us-east-1",
  ...more,
];

describe("how the command line connects", () => {
  it("--max-attempts: sends so often, and tells each wait with --debug", () =>
    withFaultServer(
      exception(429, "ThrottlingException", {}, { "retry-after": "0.1" }),
      async ({ url, requests }) => {
        const more = ["--max-attempts", "2", "--debug"];
        const { code, stderr } = await runCli(runArgs(await requestFile(plain), url, ...more));
        assert.deepEqual([code, requests.length], [1, 2]);
        assert.match(
          stderr,
          /attempt 1\n.*ThrottlingException; attempt 2 of 2 in 0\.[01] s\n.*attempt 2\n/s,
        );
      },
    ));

  it("a model that is not ready is asked six times, with --max-attempts as often as it says", () =>
    withFaultServer(
      exception(429, "ModelNotReadyException", {}, { "retry-after": "0" }),
      async ({ url, requests }) => {
        const file = await requestFile(plain);
        assert.equal((await runCli(runArgs(file, url))).code, 1);
        assert.equal(requests.length, 6);
        await runCli(runArgs(file, url, "--max-attempts", "1"));
        assert.equal(requests.length, 7);
      },
    ));

  it("--timeout: ends the whole call, with what had come", () =>
    withFaultServer(
      (response) => {
        response.writeHead(200, streamHeaders);
        const delta = { type: "content_block_delta", delta: { type: "text_delta", text: "on " } };
        const timer = setInterval(() => response.write(chunk(delta)), 20);
        response.once("close", () => clearInterval(timer));
      },
      async ({ url }) => {
        const more = ["--stream", "--timeout", "3"];
        const ended = await runCli(runArgs(await requestFile(plain), url, ...more));
        assert.equal(ended.code, 1);
        assert.match(ended.stdout, /^on /);
        assert.match(ended.stderr, /error: TotalTimeout.*3 s/);
      },
    ));

  it("--read-timeout and --connect-timeout: end a wait; 0 waits on", () =>
    withFaultServer(
      (response, request, attempt) =>
        attempt === 1 ? undefined : fine(response, request, attempt),
      async ({ url }) => {
        const file = await requestFile(plain);
        const ended = await runCli(runArgs(file, url, "--read-timeout", "0.1"));
        assert.match(ended.stderr, /error: ReadTimeout/);
        const waits = ["--read-timeout", "0", "--connect-timeout", "0", "--timeout", "0"];
        assert.equal((await runCli(runArgs(file, url, ...waits))).stdout, "Hi\n");
      },
    ));

  for (const option of ["--timeout", "--read-timeout", "--connect-timeout", "--max-attempts"]) {
    it(`${option}: refuses what is no number`, async () => {
      const ended = await runCli(await args("http://127.0.0.1:1", option, "-1x"));
      assert.equal(ended.code, 2);
      assert.match(ended.stderr, new RegExp(option));
    });
  }

  it("--ca-bundle, AWS_CA_BUNDLE and --no-verify-ssl: trust a certificate", async () => {
    const tls = selfSigned("127.0.0.1");
    const bundle = join(await temporaryFolder("ca"), "ca.pem");
    await writeFile(bundle, tls.cert);
    await withFaultServer(
      fine,
      async ({ url }) => {
        const file = await requestFile(plain);
        const ways: readonly (readonly [readonly string[], Record<string, string>, RegExp])[] = [
          [[], {}, /error: TlsError/],
          [["--ca-bundle", bundle], {}, /^$/],
          [[], { AWS_CA_BUNDLE: bundle }, /^$/],
          [["--no-verify-ssl"], {}, /^$/],
          [["--no-verify-ssl", "--debug"], {}, /certificates are not verified/],
          [["--ca-bundle", "absent.pem"], { AWS_CA_BUNDLE: bundle }, /CaBundleInvalid/],
        ];
        for (const [more, env, stderr] of ways)
          assert.match((await runCli(runArgs(file, url, ...more), { env })).stderr, stderr);
      },
      tls,
    );
  });

  it("--no-sign-request: sends no signature, though there are keys; else it signs", () =>
    withFaultServer(fine, async ({ url, requests }) => {
      await runCli(await args(url, "--no-sign-request"), { env: keys });
      await runCli(await args(url), { env: keys });
      const signed = requests.map(({ headers }) => headers["authorization"]?.slice(0, 48));
      assert.deepEqual(signed[0], undefined);
      assert.match(signed[1] ?? "", /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\//);
    }));

  it("sends the API key of AWS_BEARER_TOKEN_BEDROCK, and says so with --debug, not which", () =>
    withFaultServer(fine, async ({ url, requests }) => {
      const env = { ...keys, AWS_BEARER_TOKEN_BEDROCK: "bedrock-api-key-topsecret" };
      const { stderr } = await runCli(await args(url, "--debug"), { env });
      assert.equal(requests[0]?.headers["authorization"], "Bearer bedrock-api-key-topsecret");
      assert.match(stderr, /^debug: signs with the API key of AWS_BEARER_TOKEN_BEDROCK$/m);
      assert.doesNotMatch(stderr, /topsecret|AKIDEXAMPLE/);
    }));

  it("--debug: tells who signs, region and endpoint with their sources, and no secret", () =>
    withFaultServer(fine, async ({ url, port }) => {
      const home = await temporaryFolder("home");
      const config = join(home, "config");
      await writeFile(
        config,
        `[profile dev]\nregion = eu-west-3\nendpoint_url = ${url}\nuse_fips_endpoint = true\naws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = topsecretkey\n`,
      );
      const file = await requestFile(plain);
      const env = { AWS_CONFIG_FILE: config };
      const { code, stderr } = await runCli(["run", file, "--profile", "dev", "--debug"], { env });
      assert.equal(code, 0, stderr);
      assert.match(stderr, /^debug: signs as the profile dev$/m);
      assert.match(stderr, /^debug: region eu-west-3 \(profile dev\)$/m);
      assert.match(
        stderr,
        new RegExp(`^debug: endpoint 127.0.0.1:${port} \\(profile dev\\)$`, "m"),
      );
      assert.match(stderr, /^debug: FIPS is ignored because an endpoint URL is set\./m);
      assert.doesNotMatch(stderr, /AKIDEXAMPLE|topsecretkey/);
    }));

  it("takes FIPS from the environment", async () => {
    const env = { ...keys, AWS_USE_FIPS_ENDPOINT: "true", HTTPS_PROXY: "http://127.0.0.1:1" };
    const more = ["--region", "us-gov-west-1", "--max-attempts", "1", "--debug"];
    const { stderr } = await runCli(["run", await requestFile(plain), ...more], { env });
    assert.match(stderr, /endpoint bedrock-runtime-fips\.us-gov-west-1\.amazonaws\.com \(AWS\)/);
    assert.match(stderr, /proxy 127\.0\.0\.1:1 \(HTTPS_PROXY\)/);
  });

  it("prints stream events of unknown types in the record alone", () => {
    const frames = [
      chunk({ type: "content_block_delta", delta: { type: "text_delta", text: "Hi" } }),
      chunk({ type: "message_stop" }),
    ];
    const answer: Answer = (response, request, attempt) =>
      stream(...frames, stray)(response, request, attempt);
    return withFaultServer(answer, async ({ url }) => {
      const file = await requestFile(plain);
      const run = async (...more: string[]) =>
        (await runCli(runArgs(file, url, "--stream", ...more))).stdout;
      assert.equal(await run(), "Hi\n");
      assert.equal((await run("--output", "body")).trimEnd().split("\n").length, 2);
      const events = await run("--query", "response.events[].[type, chunk.type]");
      assert.deepEqual(JSON.parse(events), [
        [null, "content_block_delta"],
        [null, "message_stop"],
        ["usageReport", "later"],
      ]);
    });
  });
});
