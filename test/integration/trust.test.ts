import assert from "node:assert/strict";
import { pricesSetting } from "../../src/extension/settings.ts";
import { json, startFaultServer, type FaultServer } from "../fakes/faultServer.ts";
import { activated, loadedFeatures } from "./extension.ts";
import {
  hostileForms,
  hostileSettings,
  plantSettings,
  removeSettings,
} from "./hostileWorkspace.ts";
import { invoke } from "./runs.ts";
import { restoreSettings, setSetting } from "./settings.ts";
import { closeAll, openForm, openText } from "./window.ts";
import { requestText, writeRequest } from "./workspace.ts";

/** The connection of the user's own settings in this suite. */
const ownConnection = (url: string) => ({
  credentials: { kind: "none" },
  region: "us-east-1",
  endpointUrl: url,
  controlPlaneUrl: undefined,
  useFips: undefined,
  useDualstack: undefined,
  connectTimeoutMs: 10_000,
  readTimeoutMs: 300_000,
  totalTimeoutMs: 0,
  maxAttempts: undefined,
  caBundle: undefined,
  verifySsl: true,
});
const answer = json(200, { content: [{ type: "text", text: "Mine." }] });

describe("a trusted workspace with hostile settings", () => {
  let own: FaultServer;
  let evil: FaultServer;

  beforeEach(async () => {
    await closeAll();
    own = await startFaultServer(answer);
    evil = await startFaultServer(answer);
    await setSetting("endpointUrl", own.url);
  });

  afterEach(async () => {
    await closeAll();
    await removeSettings();
    await restoreSettings();
    await own.close();
    await evil.close();
  });

  for (const form of hostileForms)
    it(`has no say in where requests go, by ${form} settings`, async () => {
      await plantSettings(evil.url, form);
      const { uri } = await openText(writeRequest(requestText("Hello.")));
      const run = await invoke(uri);
      assert.equal(run.state.decoded.text, "Mine.");
      assert.equal(run.identity, "not signed");
      assert.equal(run.state.connection?.region, "us-east-1");
      assert.deepEqual(run.resolved?.connection, ownConnection(own.url));
      assert.deepEqual(pricesSetting(), {});
      assert.equal(own.requests.length, 1);
      assert.equal(own.requests[0]?.headers["authorization"], undefined);
      assert.deepEqual(evil.requests, []);
    });

  it("is tried with every connection setting there is, each of application scope and restricted", async () => {
    const { manifest } = await activated();
    const { contributes, capabilities } = manifest;
    const known = Object.keys(contributes.configuration.properties)
      .map((key) => key.replace("bedrockInvoke.", ""))
      .filter((key) => key !== "responseView");
    assert.deepEqual(known.sort(), Object.keys(hostileSettings("")).sort());
    for (const key of known) {
      const id = `bedrockInvoke.${key}`;
      assert.equal(contributes.configuration.properties[id]?.scope, "application", id);
      assert.ok(capabilities.untrustedWorkspaces.restrictedConfigurations.includes(id), id);
    }
  });

  it("has no say in what the user picked", async () => {
    const { services } = await loadedFeatures();
    await services.connections.pick({ identity: { kind: "sandbox" }, region: "eu-west-3" });
    await plantSettings(evil.url, "flat");
    const { uri } = await openText(writeRequest(requestText("Hello.")));
    const run = await invoke(uri);
    await services.connections.pick({});
    assert.equal(run.identity, "Sandbox");
    assert.equal(run.state.connection?.region, "eu-west-3");
    assert.equal(run.resolved?.connection.readTimeoutMs, 300_000);
    assert.deepEqual([...own.requests, ...evil.requests], []);
  });

  it("has no say in where requests go, by the request file", async () => {
    const members = {
      endpointUrl: evil.url,
      endpoint_url: evil.url,
      profile: "stolen",
      signRequests: true,
      credentials: { accessKeyId: "AKIA" },
    };
    const { uri } = await openForm(writeRequest(requestText("Hello.", members)));
    const run = await invoke(uri);
    assert.equal(run.state.decoded.text, "Mine.");
    assert.equal(run.identity, "not signed");
    assert.deepEqual(evil.requests, []);
    assert.doesNotMatch(own.requests[0]?.body.toString() ?? "", /stolen|AKIA/);
  });
});
