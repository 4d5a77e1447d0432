import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { AwsHome } from "../../../fakes/awsHome.ts";
import { useAwsHome } from "../../../fakes/awsHome.ts";
import { loginSession, writeLoginToken } from "../../../fakes/awsSignIn.ts";
import { json, startFaultServer } from "../../../fakes/faultServer.ts";
import { errorOf, invokeOnce, plainCall, unsigned } from "../../../fakes/invokeOnce.ts";

const good = { Version: 1, AccessKeyId: "AKIDGOOD", SecretAccessKey: "secret", SessionToken: "t" };
const wrongValues = [7, 1.5, true, false, null, {}, { a: 1 }, [], ["x"], ""] as const;

/** What a credential_process prints, as text; all of it is wrong. */
const printed = [
  "null",
  "7",
  '"text"',
  "[1]",
  "{}",
  "",
  "{",
  "\u0000",
  '{"Version":1}',
  ...wrongValues.flatMap((value) =>
    ["AccessKeyId", "SecretAccessKey"].map((name) => JSON.stringify({ ...good, [name]: value })),
  ),
  ...[7, true, {}, [], ["x"]].flatMap((value) =>
    ["SessionToken", "Expiration"].map((name) => JSON.stringify({ ...good, [name]: value })),
  ),
  JSON.stringify({ ...good, Version: {} }),
  JSON.stringify({ ...good, Expiration: "some day" }),
];

const asProfile = { credentials: { kind: "profile", profile: "p" } } as const;

describe("credentials of the wrong type", () => {
  let home: AwsHome;
  before(async () => (home = await useAwsHome({ config: "[default]\n" })));
  after(() => home.restore());

  it("of a credential_process end the run with an error that is about it", async () => {
    const file = join(home.path, "printed");
    await home.write("config", `[profile p]\ncredential_process = cat "${file}"\n`);
    for (const text of printed) {
      await writeFile(file, text);
      const error = errorOf(await invokeOnce(plainCall, unsigned("http://127.0.0.1:1", asProfile)));
      assert.equal(error.attempts, 0);
      assert.ok(
        error.reason === "credentialProcessFailed" || error.reason === "credentialsInvalid",
        `${text}: ${error.reason}`,
      );
    }
  });

  it("of a container end the run with an error", async () => {
    const source = {
      AccessKeyId: "AKIDGOOD",
      SecretAccessKey: "secret-long-enough",
      Token: "token",
    };
    // Each takes the SDK's own retries.
    for (const wrong of [{ AccessKeyId: 7 }, { Token: ["x"] }]) {
      const server = await startFaultServer(json(200, { ...source, ...wrong }));
      process.env["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = server.url;
      const told = await invokeOnce(
        plainCall,
        unsigned("http://127.0.0.1:1", { credentials: { kind: "default" } }),
      );
      await server.close();
      delete process.env["AWS_CONTAINER_CREDENTIALS_FULL_URI"];
      assert.match(errorOf(told).name, /^(?:Container)?Credentials/, JSON.stringify(wrong));
    }
  });

  it("of a sign-in's file end the run with an error", async () => {
    await home.write(
      "config",
      `[profile p]\nregion = us-east-1\nlogin_session = ${loginSession}\n`,
    );
    const path = await writeLoginToken(home.path);
    const token = { accessKeyId: "ASIALOGIN", secretAccessKey: "s", sessionToken: "t" };
    const times = { accountId: "123456789012", expiresAt: "2099-01-01T00:00:00Z" };
    for (const value of wrongValues) {
      for (const name of Object.keys(token)) {
        const accessToken = { ...token, ...times, [name]: value };
        await writeFile(path, JSON.stringify({ accessToken, clientId: "x", refreshToken: "y" }));
        const told = await invokeOnce(
          plainCall,
          unsigned("http://127.0.0.1:1", { ...asProfile, maxAttempts: 1, connectTimeoutMs: 200 }),
        );
        assert.ok(errorOf(told).remedy, JSON.stringify({ [name]: value }));
      }
    }
  });
});
