import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import * as vscode from "vscode";
import { json, startFaultServer, type FaultServer } from "../fakes/faultServer.ts";
import { loadedFeatures } from "./extension.ts";
import { command, invoke } from "./runs.ts";
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

describe("switching the profile of a window", () => {
  let server: FaultServer;

  before(async () => {
    const file = process.env["AWS_CONFIG_FILE"];
    assert.ok(file, "the runner names an AWS config file of its own");
    writeFileSync(file, config);
    server = await startFaultServer(json(200, {}));
    await closeAll();
    await setSetting("endpointUrl", server.url);
    await setSetting("signRequests", true);
    await setSetting("region", "");
  });

  after(async () => {
    const { services } = await loadedFeatures();
    await services.connections.pick({});
    writeFileSync(process.env["AWS_CONFIG_FILE"] ?? "", "");
    await closeAll();
    await restoreSettings();
    await server.close();
  });

  it("lists the profiles of the AWS files, and signs with the one that is picked", async () => {
    const offered = await pickFirst("switchProfile");
    assert.deepEqual(offered, [
      "alpha: access keys · eu-west-1",
      "beta: SSO",
      "Without a profile: ",
      "Default credentials: as the AWS SDK finds them: environment, default profile, container, instance",
      "Sandbox: a local endpoint of this extension: no account, no cost, no model",
    ]);
    const { uri } = await openText(writeRequest(requestText("Hello.")));
    const run = await invoke(uri);
    assert.equal(run.state.status, "done");
    assert.equal(run.identity, "alpha");
    assert.equal(run.state.connection?.region, "eu-west-1");
    const signature = server.requests[0]?.headers["authorization"] ?? "";
    assert.match(signature, /Credential=AKIAALPHAALPHAALPHA0\/\d{8}\/eu-west-1\/bedrock\//);
    assert.doesNotMatch(JSON.stringify(run.state), /AKIAALPHA|alphasecret/);
  });

  it("reads a key that was changed on the disk meanwhile", async () => {
    writeFileSync(process.env["AWS_CONFIG_FILE"] ?? "", config.replaceAll("ALPHA0", "ALPHA1"));
    const { uri } = await openText(writeRequest(requestText("Hello.")));
    await invoke(uri);
    assert.match(server.requests.at(-1)?.headers["authorization"] ?? "", /AKIAALPHAALPHAALPHA1/);
  });

  it("offers the sandbox, which answers without keys, region or endpoint", async () => {
    const { services } = await loadedFeatures();
    await services.connections.pick({ identity: { kind: "sandbox" } });
    const seen = server.requests.length;
    const { uri } = await openText(writeRequest(requestText("Hello.")));
    const run = await invoke(uri);
    assert.match(run.state.decoded.text, /sandbox/i);
    assert.equal(run.identity, "sandbox");
    assert.equal(server.requests.length, seen);
  });
});

/** Runs a command that asks by a quick pick, takes the first choice, and returns all that it offered. */
async function pickFirst(id: string): Promise<readonly string[]> {
  const { window, commands } = vscode;
  const original = window.showQuickPick;
  let offered: readonly vscode.QuickPickItem[] = [];
  Object.assign(window, {
    showQuickPick: async (items: Promise<vscode.QuickPickItem[]>, ...rest: never[]) => {
      offered = await items;
      return original(offered, ...rest);
    },
  });
  try {
    const ended = command(id).then(() => "ended");
    // Nothing tells when the list is drawn: its key is pressed until it is taken.
    const press = () => commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
    while ((await Promise.race([ended, press()])) !== "ended");
  } finally {
    Object.assign(window, { showQuickPick: original });
  }
  return offered.map(({ label, description }) => `${label}: ${description ?? ""}`);
}
