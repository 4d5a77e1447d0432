import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as vscode from "vscode";
import { json, startFaultServer, type FaultServer } from "../fakes/faultServer.ts";
import { eventually, whenTrue } from "./events.ts";
import { loadedFeatures } from "./extension.ts";
import { command, invoke } from "./runs.ts";
import { restoreSettings, setSetting } from "./settings.ts";
import { activeTab, closeAll, documentOf, openText, setText } from "./window.ts";
import { fileUri, requestText, writeRequest } from "./workspace.ts";

describe("requests that have no file yet, and what is remembered of the others", () => {
  let server: FaultServer;

  beforeEach(async () => {
    await closeAll();
    server = await startFaultServer(json(200, {}));
    await setSetting("endpointUrl", server.url);
  });

  afterEach(async () => {
    await closeAll();
    await restoreSettings();
    await server.close();
  });

  it("find their body file in the window's folder, and send its bytes", async () => {
    await command("newRequestFile");
    const document = documentOf(await activeTab("text"));
    const members = {
      modelId: "amazon.nova-micro-v1:0",
      bodyFile: "./body-from-file.payload.json",
    };
    await setText(document, JSON.stringify(members));
    const { state } = await invoke(document.uri);
    assert.equal(state.status, "done");
    assert.deepEqual(
      server.requests[0]?.body,
      readFileSync(fileUri("body-from-file.payload.json").fsPath),
    );
  });

  it("keep their text through every flip", async () => {
    await command("openPlayground");
    const document = documentOf(await activeTab("form"));
    await setText(document, requestText("Flipped."));
    for (const [id, view] of [
      ["openAsText", "text"],
      ["openAsForm", "form"],
      ["openAsText", "text"],
    ] as const) {
      await command(id);
      await activeTab(view, document.uri);
      assert.equal(document.getText(), requestText("Flipped."));
    }
    await vscode.commands.executeCommand("undo");
    await eventually("the undo", [vscode.workspace.onDidChangeTextDocument], () =>
      whenTrue(document.getText() !== requestText("Flipped.")),
    );
  });

  it("begin with the model that was sent to last", async () => {
    const { services } = await loadedFeatures();
    for (const modelId of [
      "amazon.nova-pro-v1:0",
      "us.anthropic.claude-sonnet-4-5-20250929-v1:0",
    ]) {
      const { uri } = await openText(writeRequest(requestText("Hello.", { modelId })));
      await invoke(uri);
      assert.equal(services.recent.list()[0], modelId);
    }
    assert.deepEqual(services.recent.list().slice(0, 2), [
      "us.anthropic.claude-sonnet-4-5-20250929-v1:0",
      "amazon.nova-pro-v1:0",
    ]);
    await command("openPlayground");
    const document = documentOf(await activeTab("form"));
    assert.match(document.getText(), /"modelId": "us\.anthropic\.claude-sonnet-4-5/);
    assert.match(document.getText(), /"anthropic_version"/);
    assert.equal(document.uri.scheme, "untitled");
    assert.equal(vscode.workspace.getWorkspaceFolder(document.uri), undefined);
  });
});
