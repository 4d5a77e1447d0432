import assert from "node:assert/strict";
import { sandboxServer } from "../../src/core/sandboxMark.ts";
import { connectionTooltip } from "../../src/extension/connection/tooltip.ts";
import { isSandboxRun } from "../../src/extension/runs/isSandboxRun.ts";
import { json, startFaultServer, type FaultServer } from "../fakes/faultServer.ts";
import { resetConnection, setVariables, writeAwsFile } from "./awsFiles.ts";
import { loadedFeatures } from "./extension.ts";
import { answering } from "./picks.ts";
import { beginStream, command, invoke } from "./runs.ts";
import { restoreSettings, setSetting } from "./settings.ts";
import { closeAll, openText } from "./window.ts";
import { requestText, writeRequest } from "./workspace.ts";

const config = `
[profile alpha]
region = eu-west-1
aws_access_key_id = AKIAALPHAALPHAALPHA0
aws_secret_access_key = alphasecretalphasecretalphasecret0000000
[profile beta]
sso_session = s
[sso-session s]
sso_region = us-west-2
`;
const secretKey = "ABSKtest0secret0key0of0nobody";

describe("connecting a window", () => {
  let server: FaultServer;
  let unset: (() => void) | undefined;

  beforeEach(async () => {
    writeAwsFile("config", config);
    server = await startFaultServer(json(200, {}));
    await closeAll();
    await setSetting("endpointUrl", server.url);
    await setSetting("signRequests", true);
    await setSetting("region", "");
  });

  afterEach(async () => {
    unset?.();
    unset = undefined;
    await resetConnection();
    await closeAll();
    await restoreSettings();
    await server.close();
  });

  const authorization = () => server.requests.at(-1)?.headers["authorization"] ?? "";

  for (const id of ["connect", "switchProfile"])
    it(`lists every way to sign at ${id}, and signs with the profile that is picked`, async () => {
      const [list] = await answering(() => command(id), { row: "alpha" });
      assert.ok(list);
      assert.match(list.title, /^Bedrock Invoke: Connect, with the profiles of (this|the) /);
      assert.ok(list.placeholder.includes(process.env["AWS_CONFIG_FILE"] ?? "?"));
      assert.ok(list.placeholder.includes(process.env["AWS_SHARED_CREDENTIALS_FILE"] ?? "?"));
      assert.deepEqual(list.rows, [
        "-- Profiles",
        "alpha: access keys · eu-west-1 · config",
        "beta: SSO · no region · config",
        "-- Without a profile",
        "Default credentials: as the AWS CLI finds them: default profile, container, instance",
        "Bedrock API key…: stored in VS Code's secret storage",
        "No signing: for localhost endpoints only",
        "Sandbox: a local endpoint of this extension: no account, no cost, no model",
        "-- More",
        "Region…: none yet",
        "Network…: endpoints, timeouts, TLS",
        "Sign In…: aws sso login or aws login, in a terminal",
      ]);
      const { uri } = await openText(writeRequest(requestText("Hello.")));
      const run = await invoke(uri);
      assert.equal(run.state.status, "done");
      assert.equal(run.identity, "alpha");
      assert.equal(run.state.connection?.region, "eu-west-1");
      assert.match(authorization(), /Credential=AKIAALPHAALPHAALPHA0\/\d{8}\/eu-west-1\/bedrock\//);
      assert.doesNotMatch(JSON.stringify(run.state), /AKIAALPHA|alphasecret/);
    });

  it("says what the environment has for the default credentials, and no value of it", async () => {
    unset = setVariables({
      AWS_PROFILE: "alpha",
      AWS_BEARER_TOKEN_BEDROCK: secretKey,
      AWS_ACCESS_KEY_ID: "AKIAENVENVENVENVENV0",
      AWS_SECRET_ACCESS_KEY: "envsecretenvsecretenvsecretenvsecret0000",
    });
    const words = "Default credentials: environment: ";
    assert.equal(await defaultRow(), `${words}AWS_BEARER_TOKEN_BEDROCK is set`);
    delete process.env["AWS_BEARER_TOKEN_BEDROCK"];
    assert.equal(await defaultRow(), `${words}AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY are set`);
    delete process.env["AWS_ACCESS_KEY_ID"];
    assert.equal(await defaultRow(), `${words}AWS_PROFILE=alpha`);
  });

  it("keeps an API key in the secret storage, sends it as a bearer token, and removes it", async () => {
    await setSetting("region", "us-west-2");
    const [, box] = await answering(
      () => command("connect"),
      { row: "Bedrock API key…" },
      { typed: ` ${secretKey} ` },
    );
    assert.equal(box?.password, true);
    const { uri } = await openText(writeRequest(requestText("Hello.")));
    const run = await invoke(uri);
    assert.equal(run.identity, "API key");
    assert.equal(authorization(), `Bearer ${secretKey}`);
    const { services } = await loadedFeatures();
    assert.deepEqual(services.connections.picked, { identity: { kind: "apiKey" } });

    const lists = await answering(
      () => command("connect"),
      { row: "API key (stored)", button: "Remove the Key" },
      "leave",
    );
    assert.ok(lists[0]?.rows.includes("API key (stored): in VS Code's secret storage"));
    assert.ok(lists[1]?.rows.includes("Bedrock API key…: stored in VS Code's secret storage"));
    assert.equal(await services.connections.apiKeys.get(), undefined);
    assert.equal(services.connections.identity, "default credentials");
  });

  it("says that the key is gone where another window has removed it", async () => {
    await setSetting("region", "us-west-2");
    const { services } = await loadedFeatures();
    await services.connections.pick({ identity: { kind: "apiKey" } });
    const { uri } = await openText(writeRequest(requestText("Hello.")));
    const { error } = (await invoke(uri)).state;
    assert.equal(error?.name, "ApiKeyMissing");
    assert.deepEqual(server.requests, []);
  });

  it("sends unsigned to this machine, and to no other", async () => {
    await setSetting("region", "us-west-2");
    await answering(() => command("connect"), { row: "No signing" });
    const { uri } = await openText(writeRequest(requestText("Hello.")));
    assert.equal((await invoke(uri)).state.status, "done");
    assert.equal(authorization(), "");
    await setSetting("endpointUrl", "");
    assert.equal((await invoke(uri)).state.error?.name, "SigningRequired");
  });

  it("offers the sandbox, which answers without keys, region or endpoint", async () => {
    await answering(() => command("connect"), { row: "Sandbox" });
    const { uri } = await openText(writeRequest(requestText("Hello.")));
    const run = await invoke(uri);
    assert.match(run.state.decoded.text, /sandbox/i);
    assert.equal(run.identity, "Sandbox");
    assert.equal(run.resolved?.regionSource, "sandbox");
    assert.equal(run.resolved.isSandbox, true);
    assert.deepEqual(server.requests, []);
  });

  it("goes to the sandbox by a setting, until another connection is picked", async () => {
    const { services } = await loadedFeatures();
    await setSetting("useSandbox", true);
    const { uri } = await openText(writeRequest(requestText("Hello.")));
    const run = await invoke(uri);
    assert.match(run.state.decoded.text, /sandbox/i);
    assert.deepEqual([run.identity, run.resolved?.isSandbox], ["Sandbox", true]);
    await services.connections.pick({ identity: { kind: "profile", profile: "alpha" } });
    const other = await invoke(uri);
    assert.deepEqual([other.identity, other.resolved?.isSandbox], ["alpha", false]);
    assert.equal(server.requests.length, 1);
  });

  it("knows another sandbox from its first answer, and forgets it when another server answers there", async () => {
    const { services } = await loadedFeatures();
    await services.connections.pick({ identity: { kind: "profile", profile: "alpha" } });
    const isSandbox = async () => {
      const result = await services.connections.resolve(undefined);
      assert.ok(result.ok);
      return result.resolved.isSandbox;
    };
    let headers: Record<string, string> = { server: sandboxServer };
    await server.close();
    server = await startFaultServer((...exchange) => json(200, {}, headers)(...exchange));
    await setSetting("endpointUrl", server.url);
    const { uri } = await openText(writeRequest(requestText("Hello.")));
    assert.equal(await isSandbox(), false);
    const run = await invoke(uri);
    assert.equal(isSandboxRun(run), true);
    assert.equal(await isSandbox(), true);
    headers = {};
    await invoke(uri);
    assert.equal(await isSandbox(), false);
  });

  it("leaves a run that is under way alone when the connection changes", async () => {
    const { services } = await loadedFeatures();
    await services.connections.pick({ identity: { kind: "sandbox" } });
    const endless = "[sandbox:words=5000] [sandbox:pace=50] Tell me of the sea.";
    const one = await openText(writeRequest(requestText(endless)));
    const { run, ended } = await beginStream(one.uri);
    await answering(() => command("connect"), { row: "alpha" });
    const before = run.state.decoded.text.length;
    const two = await openText(writeRequest(requestText("Hello.")));
    const other = await invoke(two.uri);
    assert.deepEqual([other.identity, other.state.connection?.region], ["alpha", "eu-west-1"]);
    await new Promise<void>((resolve) => {
      const subscription = run.onDidChange(() => {
        if (run.state.decoded.text.length <= before) return;
        subscription.dispose();
        resolve();
      });
    });
    assert.deepEqual([run.running, run.identity], [true, "Sandbox"]);
    await openText(one.uri);
    await command("cancel");
    await ended;
    assert.equal(run.state.status, "cancelled");
  });

  it("signs with new keys from the disk after the old ones have expired, without a reload", async () => {
    await server.close();
    const expired = { message: "The security token included in the request is expired" };
    server = await startFaultServer((response, request, attempt) =>
      /ASIAOLD/.test(request.headers["authorization"] ?? "")
        ? json(403, expired, { "x-amzn-errortype": "ExpiredTokenException" })(
            response,
            request,
            attempt,
          )
        : json(200, {})(response, request, attempt),
    );
    await setSetting("endpointUrl", server.url);
    writeAwsFile("config", "");
    writeKeys("ASIAOLDOLDOLDOLDOLD0");
    const { services } = await loadedFeatures();
    await services.connections.pick({ identity: { kind: "profile", profile: "temp" } });
    const { uri } = await openText(writeRequest(requestText("Hello.")));
    const { error } = (await invoke(uri)).state;
    assert.equal(error?.name, "ExpiredTokenException");
    assert.match(authorization(), /ASIAOLD/);
    writeKeys("ASIANEWNEWNEWNEWNEW0");
    assert.equal((await invoke(uri)).state.status, "done");
    assert.match(authorization(), /ASIANEW/);
    assert.equal(server.requests.at(-1)?.headers["x-amz-security-token"], "tASIANEWNEWNEWNEWNEW0");
  });

  it("shows all that is in force in a tooltip, and warns of a stranger", async () => {
    await setSetting("endpointUrl", "https://gateway.example");
    const { services } = await loadedFeatures();
    await services.connections.pick({ identity: { kind: "profile", profile: "alpha" } });
    const result = await services.connections.resolve(undefined);
    assert.ok(result.ok);
    const { resolved } = result;
    assert.deepEqual(
      [resolved.identity, resolved.connection.region, resolved.regionSource],
      ["alpha", "eu-west-1", "profile alpha"],
    );
    assert.deepEqual(
      [resolved.endpointHost, resolved.endpointSource],
      ["gateway.example", "setting"],
    );
    assert.deepEqual(
      [resolved.controlPlaneHost, resolved.controlPlaneSource],
      ["bedrock.eu-west-1.amazonaws.com", "AWS"],
    );
    assert.deepEqual(resolved.strangers, ["gateway.example"]);
    const { value } = connectionTooltip(resolved);
    for (const part of ["alpha", "eu", "bedrock", "gateway", "Not an AWS host"])
      assert.ok(value.includes(part), part);
  });
});

/** Writes a profile "temp" whose keys and session token tell which they are. */
function writeKeys(id: string): void {
  const lines = [
    "[temp]",
    "region = us-east-2",
    `aws_access_key_id = ${id}`,
    `aws_secret_access_key = s${id}`,
    `aws_session_token = t${id}`,
  ];
  writeAwsFile("credentials", lines.join("\n"));
}

/** The list's row of the default credentials; no secret stands in the list. */
async function defaultRow(): Promise<string | undefined> {
  const [list] = await answering(() => command("connect"), "leave");
  assert.doesNotMatch(JSON.stringify(list), /ABSK|AKIAENV|envsecret/);
  return list?.rows.find((each) => each.startsWith("Default credentials"));
}
