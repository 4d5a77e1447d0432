import assert from "node:assert/strict";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Connection } from "../../../../src/bedrock/aws/connection.ts";
import type { AwsHome } from "../../../fakes/awsHome.ts";
import { useAwsHome } from "../../../fakes/awsHome.ts";
import type { FaultServer } from "../../../fakes/faultServer.ts";
import { exception, json, startFaultServer } from "../../../fakes/faultServer.ts";
import { errorOf, invokeOnce, ofType, plainCall, unsigned } from "../../../fakes/invokeOnce.ts";
import type { ReasonName } from "../../../../src/core/diagnosis/reasons.ts";

const keys = (id: string, profile = "dev") =>
  `[${profile}]\naws_access_key_id = ${id}\naws_secret_access_key = s3cr3t\n`;
const node = JSON.stringify(process.execPath);
const processProfile = (script: string) =>
  `[profile p]\ncredential_process = ${node} -e "${script}" -- --token=TOPSECRET\n`;

/** Gives other keys at its second run. */
const countingScript =
  "const f=require('fs');const n=f.existsSync(process.env.HOME+'/n')?2:1;f.writeFileSync(process.env.HOME+'/n','');console.log(JSON.stringify({Version:1,AccessKeyId:'AKIDRUN'+n,SecretAccessKey:'B'}))";

/** Case 67: the config file, what the message says, the reason. */
const failures: readonly (readonly [string, string, RegExp, ReasonName])[] = [
  ["a missing profile", "[profile q]\nregion=x\n", /Profile p/, "profileUnknown"],
  ["a profile without keys", "[profile p]\nregion = us-east-1\n", /\[p\]/, "credentialsMissing"],
  [
    "a role loop",
    "[profile p]\nrole_arn = arn:aws:iam::1:role/a\nsource_profile = q\n[profile q]\nrole_arn = arn:aws:iam::1:role/b\nsource_profile = p\n",
    /cycle/,
    "sourceProfileCycle",
  ],
  [
    "MFA",
    "[profile p]\nrole_arn = arn:aws:iam::1:role/a\nsource_profile = q\nmfa_serial = arn:aws:iam::1:mfa/x\n[profile q]\naws_access_key_id=a\naws_secret_access_key=b\n",
    /MFA code of arn:aws:iam::1:mfa\/x/,
    "mfaCodeMissing",
  ],
  [
    "SSO without a token",
    "[profile p]\nsso_session = s\nsso_account_id = 1\nsso_role_name = r\n[sso-session s]\nsso_start_url = https://x.example\nsso_region = eu-west-1\n",
    /aws sso login/,
    "ssoSessionEnded",
  ],
  [
    "legacy SSO without a token",
    "[profile p]\nsso_start_url = https://x.example\nsso_region = eu-west-1\nsso_account_id = 1\nsso_role_name = r\n",
    /SSO session/,
    "ssoSessionEnded",
  ],
  [
    "a login session without a token",
    "[profile p]\nlogin_session = arn:aws:iam::1:user/x\nregion = us-east-1\n",
    /login/,
    "loginSessionEnded",
  ],
  [
    "a credential_process that fails",
    processProfile("console.error('OTHERSECRET'); process.exit(3)"),
    /Command failed: \[redacted\]$/,
    "credentialProcessFailed",
  ],
  [
    "a credential_process that answers nonsense",
    processProfile("console.log('no json')"),
    /invalid JSON/,
    "credentialProcessFailed",
  ],
  [
    "a credential_process with expired keys",
    processProfile(
      "console.log(JSON.stringify({Version:1,AccessKeyId:'A',SecretAccessKey:'B',Expiration:'2001-01-01T00:00:00Z'}))".replaceAll(
        '"',
        '\\"',
      ),
    ),
    /expired/,
    "credentialProcessFailed",
  ],
];

describe("credentials", () => {
  let home: AwsHome;
  let server: FaultServer;
  let staleIds: readonly string[] = [];
  beforeEach(async () => {
    home = await useAwsHome();
    staleIds = [];
    server = await startFaultServer((response, request, attempt) => {
      const isStale = staleIds.some((id) => request.headers["authorization"]?.includes(id));
      const answer = isStale ? exception(403, "ExpiredTokenException") : json(200, { ok: true });
      return answer(response, request, attempt);
    });
  });
  afterEach(async () => {
    await server.close();
    await home.restore();
  });
  const via = (
    credentials: Connection["credentials"],
    options?: Parameters<typeof invokeOnce>[2],
  ) => invokeOnce(plainCall, unsigned(server.url, { credentials }), options);
  const p = { kind: "profile", profile: "p" } as const;
  const dev = { kind: "profile", profile: "dev" } as const;
  const authorizations = () =>
    server.requests.map(({ headers }) => headers["authorization"] ?? "none");

  for (const [what, config, message, reason] of failures) {
    it(`67 ${what}: nothing is sent, the reason is kept, no secret shows`, async () => {
      await home.write("config", config);
      const error = errorOf(await via(p));
      assert.match(error.message, message);
      assert.equal(error.reason, reason);
      assert.doesNotMatch(JSON.stringify(error), /SECRET|credential_process = /);
      assert.equal(error.attempts, 0);
      assert.equal(server.requests.length, 0);
    });
  }

  it("67 no file at all, and a folder in place of a file, are told apart", async () => {
    const { reason, params } = errorOf(await via(p));
    const paths = ["config", "credentials"].map((name) => join(home.path, ".aws", name));
    const finding = { kind: "filesAbsent", paths };
    assert.equal(reason, "profileUnknown");
    assert.deepEqual(params, { profile: "p", source: "chosen", finding });
    await mkdir(join(home.path, ".aws", "config"));
    const folder = errorOf(await via(p));
    assert.equal(folder.name, "AwsFileUnreadable");
    assert.deepEqual(folder.params, { problem: { kind: "code", code: "EISDIR" } });
    assert.match(folder.message, /cannot be read: it is a folder\.$/);
    await rm(join(home.path, ".aws", "config"), { recursive: true });
    assert.match(errorOf(await via({ kind: "default" })).remedy, /No AWS credentials found/);
  });

  it("67 a hanging credential_process ends with its limit, and at once with an abort", async () => {
    await home.write("config", processProfile("setTimeout(()=>{}, 3000)"));
    const error = errorOf(await via(p, { credentialsTimeoutMs: 100 }));
    assert.equal(error.name, "CredentialsTimeout");
    const told = await via(p, { signal: AbortSignal.timeout(50) });
    assert.equal(told.final.type, "cancelled");
    assert.equal(server.requests.length, 0);
  });

  it("a bearer token in the environment does not win over a profile", async () => {
    await home.write("credentials", keys("AKIDDEV"));
    process.env["AWS_BEARER_TOKEN_BEDROCK"] = "bearer-token";
    await via(dev);
    assert.match(authorizations()[0] ?? "", /^AWS4-HMAC-SHA256 Credential=AKIDDEV/);
  });

  it("the default chain takes the bearer token, else the environment's keys, else the default profile", async () => {
    await home.write("credentials", keys("AKIDFILE", "default"));
    await via({ kind: "default" });
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: "AKIDENV", AWS_SECRET_ACCESS_KEY: "x" });
    await via({ kind: "default" });
    process.env["AWS_BEARER_TOKEN_BEDROCK"] = "bearer-token";
    await via({ kind: "default" });
    const [file, env, bearer] = authorizations();
    assert.match(file ?? "", /Credential=AKIDFILE/);
    assert.match(env ?? "", /Credential=AKIDENV/);
    assert.equal(bearer, "Bearer bearer-token");
  });

  it("a picked profile goes before the environment's keys and AWS_PROFILE", async () => {
    await home.write("credentials", keys("AKIDDEV") + keys("AKIDOTHER", "other"));
    Object.assign(process.env, {
      AWS_ACCESS_KEY_ID: "AKIDENV",
      AWS_SECRET_ACCESS_KEY: "x",
      AWS_PROFILE: "other",
    });
    await via(dev);
    assert.match(authorizations()[0] ?? "", /Credential=AKIDDEV/);
  });

  it("no error quotes the credentials in use, wherever the service or a proxy puts them", async () => {
    const secret = "plain words, no pattern knows them";
    const token = "session-token/with+signs=";
    await home.write(
      "credentials",
      `[dev]\naws_access_key_id = AKEYOFMINE\naws_secret_access_key = ${secret}\naws_session_token = ${token}\n`,
    );
    process.env["AWS_BEARER_TOKEN_BEDROCK"] = "a bearer of the environment";
    const quoted = `${secret}|${token}|AKEYOFMINE|a bearer of the environment`;
    const members = { message: quoted, resourceName: quoted, originalMessage: quoted };
    await server.close();
    server = await startFaultServer(exception(424, "ModelErrorException", members));
    const error = errorOf(await via(dev));
    assert.match(error.message, /redacted/);
    assert.match(JSON.stringify(error.members["originalMessage"]), /redacted/);
    for (const each of quoted.split("|")) assert.ok(!JSON.stringify(error).includes(each), each);
  });

  it("files are read again for each send", async () => {
    await home.write("credentials", keys("AKIDONE"));
    await via(dev);
    await home.write("credentials", keys("AKIDTWOLONGER"));
    await via(dev);
    assert.match(authorizations()[1] ?? "", /Credential=AKIDTWOLONGER/);
  });

  it("a credential_process without an expiration is asked for each send", async () => {
    await home.write("config", processProfile(countingScript));
    await via(p);
    await via(p);
    assert.deepEqual(
      authorizations().map((text) => /AKIDRUN\d/.exec(text)?.[0]),
      ["AKIDRUN1", "AKIDRUN2"],
    );
  });

  it("20 an expired token is told once; the new token on disk serves the next send", async () => {
    staleIds = ["AKIDOLD"];
    await home.write("credentials", keys("AKIDOLD"));
    const error = errorOf(await via(dev));
    assert.equal(error.name, "ExpiredTokenException");
    assert.equal(error.attempts, 1);
    await home.write("credentials", keys("AKIDNEWER"));
    assert.equal((await via(dev)).final.type, "finished");
  });

  it("20 a source that has newer keys is asked again within the same run, visibly", async () => {
    staleIds = ["AKIDRUN1"];
    await home.write("config", processProfile(countingScript));
    const told = await via(p);
    assert.equal(told.final.type, "finished");
    assert.deepEqual(
      ofType(told, "attempt").map(({ attempt }) => attempt),
      [1, 2],
    );
  });

  it("no signing is for this machine alone", async () => {
    const connection = unsigned("https://bedrock-runtime.us-east-1.amazonaws.com");
    const error = errorOf(await invokeOnce(plainCall, connection));
    assert.equal(error.name, "SigningRequired");
    assert.equal(error.attempts, 0);
  });
});
