import assert from "node:assert/strict";
import { once } from "node:events";
import type { Connection } from "../../../../src/bedrock/aws/connection.ts";
import type { MfaPrompt } from "../../../../src/bedrock/credentials/roles.ts";
import { startSandbox } from "../../../../src/sandbox/server.ts";
import type { Sandbox } from "../../../../src/sandbox/server.ts";
import type { AwsHome } from "../../../fakes/awsHome.ts";
import { useAwsHome } from "../../../fakes/awsHome.ts";
import { keys, role, source } from "../../../fakes/credentialCell.ts";
import type { FaultServer } from "../../../fakes/faultServer.ts";
import { exception, json, startFaultServer } from "../../../fakes/faultServer.ts";
import { errorOf, invokeOnce, plainCall, unsigned } from "../../../fakes/invokeOnce.ts";

const counting = () => {
  const asked: string[] = [];
  const prompt: MfaPrompt = async (serialNumber) => {
    asked.push(serialNumber);
    return "123456";
  };
  return { asked, prompt };
};

const slow: MfaPrompt = async () => {
  await new Promise((resolve) => setTimeout(resolve, 2500));
  return "123456";
};

describe("a role with an MFA code", () => {
  let sandbox: Sandbox;
  let runtime: FaultServer;
  let home: AwsHome;
  let refuses: boolean;
  let serial = 0;
  before(async () => (sandbox = await startSandbox()));
  after(() => sandbox.close());
  beforeEach(async () => {
    refuses = false;
    runtime = await startFaultServer((response, request, attempt) => {
      const answer = refuses ? exception(403, "ExpiredTokenException") : json(200, { ok: true });
      return answer(response, request, attempt);
    });
    home = await useAwsHome({ credentials: keys("AKIABASE", "base") });
    process.env["AWS_ENDPOINT_URL_STS"] = sandbox.url;
    await writeRole("");
  });
  afterEach(async () => {
    await home.restore();
    await runtime.close();
  });
  /** Each test has a device of its own: what a role gave is kept for the process. */
  const writeRole = (more: string) =>
    home.write(
      "config",
      role("mfa", `${source}\nmfa_serial = arn:aws:iam::123456789012:mfa/d${serial++}\n${more}`),
    );
  const credentials: Connection["credentials"] = { kind: "profile", profile: "p" };
  const invokeWith = (
    mfaCode: MfaPrompt | undefined,
    options: Partial<Parameters<typeof invokeOnce>[2]> = {},
  ) => invokeOnce(plainCall, unsigned(runtime.url, { credentials }), { mfaCode, ...options });

  it("asks once, with the device's serial number, however often is sent and whatever else changes", async () => {
    const { asked, prompt } = counting();
    await invokeWith(prompt);
    await invokeWith(prompt);
    await home.write("credentials", keys("AKIABASE", "base") + keys("AKIAELSE", "else"));
    const told = await invokeWith(prompt);
    assert.equal(told.final.type, "finished");
    assert.equal(asked.length, 1);
    assert.match(asked[0] ?? "", /^arn:aws:iam::123456789012:mfa\/d\d+$/);
  });

  it("asks once for two runs at the same time", async () => {
    const { asked, prompt } = counting();
    await Promise.all([invokeWith(prompt), invokeWith(prompt)]);
    assert.equal(asked.length, 1);
    assert.equal(runtime.requests.length, 2);
  });

  it("asks one question at a time, also of the runs that waited for one that nobody answered", async () => {
    let open = 0;
    let most = 0;
    const answers = ["", "123456", "123456"];
    const prompt: MfaPrompt = async () => {
      most = Math.max(most, ++open);
      await new Promise((resolve) => setTimeout(resolve, 100));
      open--;
      return answers.shift() ?? "";
    };
    const told = await Promise.all([1, 2, 3].map(() => invokeWith(prompt)));
    const ends = told.map(({ final }) => final.type).sort();
    assert.deepEqual(ends, ["failed", "finished", "finished"]);
    assert.equal(most, 1);
    assert.equal(answers.length, 1);
  });

  it("asks again once the service has refused what the code was good for", async () => {
    const { asked, prompt } = counting();
    await invokeWith(prompt);
    refuses = true;
    assert.equal(errorOf(await invokeWith(prompt)).name, "ExpiredTokenException");
    assert.equal(asked.length, 2);
  });

  it("asks again after a code that was refused", async () => {
    const codes = ["000000", "123456"];
    const prompt: MfaPrompt = async () => codes.shift() ?? "";
    assert.equal(errorOf(await invokeWith(prompt)).reason, "mfaCodeRefused");
    assert.equal((await invokeWith(prompt)).final.type, "finished");
  });

  it("does not count the time that the user takes", async () => {
    const told = await invokeWith(slow, { credentialsTimeoutMs: 2000 });
    assert.equal(told.final.type, "finished");
  });

  it("ends at the abort, and tells the question that nobody waits any more", async () => {
    const abort = new AbortController();
    let closed: Promise<unknown> | undefined;
    const prompt: MfaPrompt = (_serial, signal) => {
      closed = once(signal, "abort");
      setImmediate(() => abort.abort());
      return new Promise(() => {});
    };
    const told = await invokeWith(prompt, { signal: abort.signal });
    assert.equal(told.final.type, "cancelled");
    await closed;
    assert.ok(closed);
    // Another run does not wait for the question that was left.
    assert.equal((await invokeWith(counting().prompt)).final.type, "finished");
  });

  it("says so where nobody can be asked", async () => {
    const error = errorOf(await invokeWith(undefined));
    assert.deepEqual([error.name, error.reason], ["MfaUnavailable", "mfaCodeMissing"]);
    assert.equal(error.attempts, 0);
  });
});
