import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as vscode from "vscode";
import { json, startFaultServer, type FaultServer } from "../../fakes/faultServer.ts";
import { eventually } from "../events.ts";
import { loadedFeatures } from "../extension.ts";
import { hostileForms, plantSettings, removeSettings } from "../hostileWorkspace.ts";
import { recordMessages } from "../messages.ts";
import { command } from "../runs.ts";
import { restoreSettings, setSetting } from "../settings.ts";
import { activeTab, closeAll, openForm, openText, setText } from "../window.ts";
import { requestText, writeRequest } from "../workspace.ts";

describe("a workspace that is not trusted", () => {
  let own: FaultServer;
  let evil: FaultServer;

  beforeEach(async () => {
    await closeAll();
    own = await startFaultServer(json(200, {}));
    evil = await startFaultServer(json(200, {}));
    await setSetting("endpointUrl", own.url);
  });

  afterEach(async () => {
    await closeAll();
    await restoreSettings();
    await own.close();
    await evil.close();
  });

  it("is what this window has open", () => {
    assert.equal(vscode.workspace.isTrusted, false);
  });

  for (const view of ["text", "form"] as const)
    for (const id of ["invoke", "invokeStreaming"])
      it(`sends nothing at ${id} from the ${view}, and says why`, async () => {
        const open = view === "text" ? openText : openForm;
        const { uri } = await open(writeRequest(requestText("Hello.")));
        const messages = recordMessages();
        await command(id);
        assert.match(await messages.next(), /untrusted workspace/);
        messages.stop();
        await assertNothingSent(uri);
      });

  it("sends nothing at Rerun Last", async () => {
    const { uri } = await openText(writeRequest(requestText("Hello.")));
    await command("rerunLast");
    await assertNothingSent(uri);
  });

  it("sends nothing from a playground", async () => {
    await command("openPlayground");
    await activeTab("form");
    const messages = recordMessages();
    await command("invoke");
    await messages.next();
    messages.stop();
    assert.deepEqual(own.requests, []);
  });

  for (const form of hostileForms)
    it(`is not asked where requests would go, by ${form} settings`, async () => {
      await plantSettings(evil.url, form);
      const { services } = await loadedFeatures();
      const result = await services.connections.resolve(undefined);
      assert.ok(result.ok);
      assert.equal(result.resolved.endpointHost, new URL(own.url).host);
      assert.equal(result.resolved.identity, "not signed");
      assert.equal(result.resolved.connection.region, "us-east-1");
      assert.equal(result.resolved.controlPlaneHost, new URL(own.url).host);
      const { connection } = result.resolved;
      assert.deepEqual(
        [connection.useFips, connection.useDualstack, connection.caBundle, connection.maxAttempts],
        [undefined, undefined, undefined, undefined],
      );
      assert.deepEqual(
        [connection.connectTimeoutMs, connection.readTimeoutMs, connection.totalTimeoutMs],
        [10_000, 300_000, 0],
      );
      const { uri } = await openForm(writeRequest(requestText("Hello.")));
      await command("invoke");
      await assertNothingSent(uri);
      assert.deepEqual(evil.requests, []);
      await removeSettings();
    });

  it("lets requests be edited, checked and saved", async () => {
    const document = await openForm(writeRequest(requestText("Hello.")));
    await setText(document, '{ "body": {} }\n');
    const [problem] = await eventually(
      "a problem of the request",
      [vscode.languages.onDidChangeDiagnostics],
      () => {
        const found = vscode.languages.getDiagnostics(document.uri);
        const ours = found.filter(({ source }) => source === "Bedrock Invoke");
        return ours.length > 0 ? ours : undefined;
      },
    );
    assert.equal(problem?.code, "modelIdMissing");
    assert.ok(await document.save());
    assert.equal(readFileSync(document.uri.fsPath, "utf8"), '{ "body": {} }\n');
  });

  async function assertNothingSent(uri: vscode.Uri): Promise<void> {
    const { services } = await loadedFeatures();
    assert.ok(!services.runs.of(uri));
    assert.deepEqual(own.requests, []);
  }
});
