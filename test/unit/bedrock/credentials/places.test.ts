import assert from "node:assert/strict";
import { rm } from "node:fs/promises";
import { Agent } from "node:https";
import type { LookupFunction } from "node:net";
import type { Connection } from "../../../../src/bedrock/aws/connection.ts";
import { identityInEnvironment, listProfiles } from "../../../../src/bedrock/engine.ts";
import type { Sandbox } from "../../../../src/sandbox/server.ts";
import { startSandbox } from "../../../../src/sandbox/server.ts";
import { contextFor } from "../../../fakes/awsContext.ts";
import type { AwsHome } from "../../../fakes/awsHome.ts";
import { useAwsHome } from "../../../fakes/awsHome.ts";
import { startUrl, writeSsoToken } from "../../../fakes/awsSignIn.ts";
import { keys, role, source } from "../../../fakes/credentialCell.ts";
import { chunk, frame, stream } from "../../../fakes/eventStream.ts";
import type { FaultServer } from "../../../fakes/faultServer.ts";
import { exception, json, startFaultServer } from "../../../fakes/faultServer.ts";
import {
  errorOf,
  invokeOnce,
  ofType,
  plainCall,
  streamCall,
  unsigned,
} from "../../../fakes/invokeOnce.ts";

const sso = `[profile p]\nregion = eu-west-1\nsso_session = s\nsso_account_id = 123456789012\nsso_role_name = dev\n[sso-session s]\nsso_start_url = ${startUrl}\nsso_region = eu-central-1\n`;
const xml = `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials><AccessKeyId>ASIAFROMSTS</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`;

const services = (name: string, url: string) =>
  `[services ${name}]\nsts =\n  endpoint_url = ${url}\n`;

describe("where credentials come from", () => {
  let sandbox: Sandbox;
  let server: FaultServer;
  let home: AwsHome;
  before(async () => (sandbox = await startSandbox()));
  after(() => sandbox.close());
  beforeEach(async () => {
    home = await useAwsHome();
    server = await startFaultServer((response, request, attempt) => {
      if (request.path !== "/") return json(200, { ok: true })(response, request, attempt);
      response.setHeader("content-type", "text/xml");
      response.end(xml);
    });
  });
  afterEach(async () => {
    await server.close();
    await home.restore();
  });
  const p: Connection["credentials"] = { kind: "profile", profile: "p" };
  const via = (credentials: Connection["credentials"] = p) =>
    invokeOnce(plainCall, unsigned(server.url, { credentials }));
  const authorizations = () => server.requests.map(({ headers }) => headers["authorization"] ?? "");
  const stsScope = () =>
    /Credential=([^/]+)\/\d+\/([^/]+)\/sts/.exec(authorizations()[0] ?? "")?.slice(1);

  it("STS is asked in the profile's own region, else in Bedrock's", async () => {
    process.env["AWS_ENDPOINT_URL_STS"] = server.url;
    await home.write("credentials", keys("AKIABASE", "base"));
    await home.write("config", role("dev", source));
    await via();
    assert.deepEqual(stsScope(), ["AKIABASE", "eu-west-1"]);
    await home.write("config", role("dev", source).replace("region = eu-west-1\n", ""));
    await via();
    assert.match(authorizations()[2] ?? "", /\/us-east-1\/sts\//);
  });

  it("the last of a chain is signed with what the one before it gave", async () => {
    process.env["AWS_ENDPOINT_URL_STS"] = server.url;
    await home.write("credentials", keys("AKIABASE", "base"));
    await home.write("config", role("b", "source_profile = q") + role("a", source, "q"));
    await via();
    assert.deepEqual(
      authorizations().map((text) => /Credential=([^/]+)/.exec(text)?.[1]),
      ["AKIABASE", "ASIAFROMSTS", "ASIAFROMSTS"],
    );
  });

  it("the picked profile's services section is meant, not AWS_PROFILE's", async () => {
    process.env["AWS_PROFILE"] = "other";
    await home.write("credentials", keys("AKIABASE", "base"));
    await home.write(
      "config",
      `${role("dev", `${source}\nservices = mine`)}[profile other]\nservices = theirs\n${services("mine", server.url)}${services("theirs", "http://127.0.0.1:1")}`,
    );
    assert.equal((await via()).final.type, "finished");
    assert.deepEqual(stsScope(), ["AKIABASE", "eu-west-1"]);
  });

  it("each sign-in service has an endpoint of its own", async () => {
    await writeSsoToken(home.path, "s", { expiresIn: -60, refreshToken: "fresh" });
    const other = await startSandbox();
    try {
      await home.write(
        "config",
        `${sso.replace("sso_session", "services = mine\nsso_session")}[services mine]\nsso =\n  endpoint_url = ${sandbox.url}\nsso_oidc =\n  endpoint_url = ${other.url}\n`,
      );
      assert.equal((await via()).final.type, "finished");
    } finally {
      await other.close();
    }
    // Without the second one the token cannot be refreshed any more, and it is said whom nobody reached.
    await writeSsoToken(home.path, "gone", { expiresIn: -60, refreshToken: "fresh" });
    await home.write(
      "config",
      `${sso.replaceAll("sso_session = s", "services = mine\nsso_session = gone").replace("session s]", "session gone]")}[services mine]\nsso =\n  endpoint_url = ${sandbox.url}\nsso_oidc =\n  endpoint_url = ${other.url}\n`,
    );
    const error = errorOf(await via());
    assert.equal(error.name, "CredentialsUnreachable");
    assert.deepEqual(error.params, {
      host: `127.0.0.1:${other.port}`,
      profile: "p",
      certificateRefused: false,
    });
  });

  it("without any, the sign-in is asked in sso_region and STS in the profile's, by way of the connection's own agent", async () => {
    const hosts: string[] = [];
    const lookup: LookupFunction = (host, _options, done) => {
      hosts.push(host);
      done(Object.assign(new Error(`no ${host}`), { code: "ENOTFOUND" }), "", 4);
    };
    const httpsAgent = (options: object) => new Agent({ ...options, lookup });
    const reach = () => invokeOnce(plainCall, unsigned(server.url, { credentials: p, httpsAgent }));
    process.env["AWS_MAX_ATTEMPTS"] = "1";
    await home.write("config", sso);
    await writeSsoToken(home.path, "s", {});
    const error = errorOf(await reach());
    assert.equal(error.name, "CredentialsUnreachable");
    assert.equal(error.members["host"], "portal.sso.eu-central-1.amazonaws.com");
    await home.write("credentials", keys("AKIABASE", "base"));
    await home.write("config", role("dev", source));
    await reach();
    assert.deepEqual(hosts, [
      "portal.sso.eu-central-1.amazonaws.com",
      "sts.eu-west-1.amazonaws.com",
    ]);
  });

  it("an endpoint for credentials that is not encrypted is refused before anything is sent", async () => {
    process.env["AWS_ENDPOINT_URL_STS"] = "http://sts.example";
    await home.write("credentials", keys("AKIABASE", "base"));
    await home.write("config", role("dev", source));
    const error = errorOf(await via());
    assert.equal(error.name, "EndpointInvalid");
    assert.match(error.message, /AWS_ENDPOINT_URL_STS/);
    assert.equal(server.requests.length, 0);
  });

  it("a new SSO sign-in serves the next send; one that was revoked says how to renew it", async () => {
    process.env["AWS_ENDPOINT_URL_SSO"] = sandbox.url;
    await home.write("config", sso.replace("= dev", "= seconds-3600"));
    await writeSsoToken(home.path, "s", {});
    await via();
    await writeSsoToken(home.path, "s", { accessToken: "revoked" });
    assert.match(errorOf(await via()).remedy, /aws sso login --profile p/);
    await writeSsoToken(home.path, "s", { accessToken: "another" });
    assert.equal((await via()).final.type, "finished");
  });

  it("new keys on the disk serve the same run, where the service refuses the old ones meanwhile", async () => {
    await server.close();
    server = await startFaultServer(async (response, request, attempt) => {
      if (request.headers["authorization"]?.includes("AKIANEW"))
        return json(200, { ok: true })(response, request, attempt);
      await home.write("credentials", keys("AKIANEW"));
      return exception(403, "ExpiredTokenException")(response, request, attempt);
    });
    await home.write("credentials", keys("AKIAOLD"));
    const told = await via();
    assert.equal(told.final.type, "finished");
    assert.equal(ofType(told, "attempt").length, 2);
  });

  it("a stream that ends with expired keys is not sent again, whatever is on the disk: it may be billed", async () => {
    await server.close();
    server = await startFaultServer(async (response, request, attempt) => {
      await home.write("credentials", keys("AKIANEWER"));
      const expired = {
        ":message-type": "error",
        ":error-code": "ExpiredTokenException",
        ":error-message": "The security token is expired.",
      };
      await stream(chunk({ a: 1 }), frame(expired, {}))(response, request, attempt);
    });
    await home.write("credentials", keys("AKIAOLD"));
    const told = await invokeOnce(streamCall, unsigned(server.url, { credentials: p }));
    assert.equal(errorOf(told).name, "ExpiredTokenException");
    assert.equal(ofType(told, "attempt").length, 1);
    assert.equal(ofType(told, "chunk").length, 1);
  });

  it("keys that the sandbox gave out and that have run out are asked for anew, once", async () => {
    process.env["AWS_ENDPOINT_URL_STS"] = sandbox.url;
    await home.write("credentials", keys("AKIABASE", "base"));
    await home.write("config", role("expired", source));
    const told = await invokeOnce(plainCall, unsigned(sandbox.url, { credentials: p }));
    assert.equal(errorOf(told).name, "ExpiredTokenException");
    assert.equal(ofType(told, "attempt").length, 2);
  });

  it("the AWS CLI's order: the environment's keys before AWS_PROFILE, a role's before a web identity", async () => {
    await home.write("credentials", keys("AKIAPROFILE", "mine"));
    Object.assign(process.env, {
      AWS_PROFILE: "mine",
      AWS_ACCESS_KEY_ID: "AKIAENV",
      AWS_SECRET_ACCESS_KEY: "x",
    });
    await via({ kind: "default" });
    delete process.env["AWS_ACCESS_KEY_ID"];
    await via({ kind: "default" });
    assert.match(authorizations()[0] ?? "", /Credential=AKIAENV\//);
    assert.match(authorizations()[1] ?? "", /Credential=AKIAPROFILE\//);
  });

  it("profiles tell what a choice among them needs", async () => {
    await home.write("credentials", keys("AKIABASE", "base") + keys("AKIAP"));
    await home.write(
      "config",
      `${sso}[profile base]\nendpoint_url = https://x.example\nmfa_serial = arn:aws:iam::1:mfa/x\n`,
    );
    assert.deepEqual(
      listProfiles(await contextFor({}, { HOME: home.path })).map((profile) => [
        profile.name,
        profile.files.join("+"),
        profile.ssoStartHost,
        profile.wantsMfa,
        profile.hasEndpointUrl,
      ]),
      [
        ["base", "config+credentials", undefined, true, true],
        ["p", "config+credentials", "d-0123456789.awsapps.com", false, false],
      ],
    );
    await rm(`${home.path}/.aws/config`);
    assert.deepEqual(
      (await contextFor({}, { HOME: home.path })).files.read.map(({ path, state }) => [
        path,
        state,
      ]),
      [
        [`${home.path}/.aws/config`, "absent"],
        [`${home.path}/.aws/credentials`, "read"],
      ],
    );
  });

  const identity = async (env: Record<string, string>) =>
    identityInEnvironment(await contextFor({}, { HOME: home.path, ...env }));

  it("the environment is told by the names of its variables alone", async () => {
    const all = {
      AWS_PROFILE: "secret-name",
      AWS_ROLE_ARN: "a",
      AWS_WEB_IDENTITY_TOKEN_FILE: "b",
      AWS_ACCESS_KEY_ID: "c",
      AWS_SECRET_ACCESS_KEY: "d",
      AWS_SESSION_TOKEN: "e",
      AWS_BEARER_TOKEN_BEDROCK: "f",
    };
    const { AWS_BEARER_TOKEN_BEDROCK: _key, ...withoutKey } = all;
    const { AWS_SECRET_ACCESS_KEY: _secret, ...withoutKeys } = withoutKey;
    assert.deepEqual(await identity(all), {
      kind: "apiKey",
      variables: ["AWS_BEARER_TOKEN_BEDROCK"],
    });
    assert.deepEqual(await identity(withoutKey), {
      kind: "keys",
      variables: ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"],
    });
    assert.equal((await identity(withoutKeys)).kind, "webIdentity");
    assert.deepEqual(await identity({ AWS_PROFILE: "x", AWS_DEFAULT_PROFILE: "y" }), {
      kind: "profile",
      variables: ["AWS_DEFAULT_PROFILE"],
    });
    assert.equal((await identity({ AWS_CONTAINER_CREDENTIALS_FULL_URI: "x" })).kind, "container");
    assert.deepEqual(await identity({}), { kind: "none", variables: [] });
  });
});
