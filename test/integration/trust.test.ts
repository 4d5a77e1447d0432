import assert from "node:assert/strict";
import { json, startFaultServer, type FaultServer } from "../fakes/faultServer.ts";
import { plantSettings, removeSettings } from "./hostileWorkspace.ts";
import { invoke } from "./runs.ts";
import { restoreSettings, setSetting } from "./settings.ts";
import { closeAll, openForm, openText } from "./window.ts";
import { requestText, writeRequest } from "./workspace.ts";

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

  for (const form of ["flat", "nested"] as const)
    it(`has no say in where requests go, by ${form} settings`, async () => {
      await plantSettings(evil.url, form);
      const { uri } = await openText(writeRequest(requestText("Hello.")));
      const run = await invoke(uri);
      assert.equal(run.state.decoded.text, "Mine.");
      assert.equal(run.identity, "not signed");
      assert.equal(run.state.connection?.region, "us-east-1");
      assert.equal(run.resolved?.connection.maxAttempts, 3);
      assert.equal(run.resolved.connection.readTimeoutMs, 300_000);
      assert.equal(own.requests.length, 1);
      assert.equal(own.requests[0]?.headers["authorization"], undefined);
      assert.deepEqual(evil.requests, []);
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
