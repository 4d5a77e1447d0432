import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import * as vscode from "vscode";
import type { Resolved } from "../../src/extension/connection/connections.ts";
import type { ErrorBoundary } from "../../src/extension/errorBoundary.ts";
import { LiveModels } from "../../src/extension/models/liveModels.ts";
import { controlPlaneCalls, startSandbox, type Sandbox } from "../../src/sandbox/server.ts";
import { json, startFaultServer, withFaultServer } from "../fakes/faultServer.ts";
import { eventually, whenTrue } from "./events.ts";
import { loadedFeatures } from "./extension.ts";
import { answering } from "./picks.ts";
import { command } from "./runs.ts";
import { restoreSettings, setSetting } from "./settings.ts";
import { closeAll, openForm, openText } from "./window.ts";
import { requestText, writeRequest } from "./workspace.ts";

const application =
  "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abcdefghijkl";

describe("the models of the account", () => {
  let folder: string;
  let models: LiveModels;
  let log: vscode.LogOutputChannel;
  let boundary: ErrorBoundary;
  const sandboxes: Sandbox[] = [];

  beforeEach(async () => {
    await closeAll();
    ({ log, boundary } = (await loadedFeatures()).services);
    folder = mkdtempSync(path.join(os.tmpdir(), "bedrock-invoke-models-"));
    models = new LiveModels(folder, log, boundary);
  });

  afterEach(async () => {
    await closeAll();
    models.dispose();
    await restoreSettings();
    for (const sandbox of sandboxes.splice(0)) await sandbox.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("are not asked for until a list of them is opened, and then once a day", async () => {
    const server = await startFaultServer(json(200, {}));
    const resolved = await connectTo(server.url);
    await openForm(writeRequest(requestText("Hello.")));
    assert.deepEqual((await models.view(resolved)).lists, []);
    assert.deepEqual(server.requests, []);
    await models.opened(resolved);
    assert.ok(server.requests.length >= 8);
    assert.ok(server.requests.every(({ method }) => method === "GET"));
    const asked = server.requests.length;
    await models.opened(resolved);
    assert.equal(server.requests.length, asked);
    await models.refresh(resolved);
    assert.ok(server.requests.length > asked);
    await server.close();
  });

  it("are there in the next session, hundreds of them, and stay when the network is gone", async () => {
    const sandbox = await serve({ models: 600 });
    const resolved = await connectTo(sandbox.url);
    await models.refresh(resolved);
    const { models: had } = await models.view(resolved);
    assert.ok(had.length >= 600, String(had.length));
    await sandbox.close();
    sandboxes.length = 0;
    const next = new LiveModels(folder, log, boundary);
    const ids = async () => (await next.view(resolved)).models.map(({ modelId }) => modelId);
    const before = had.map(({ modelId }) => modelId);
    assert.deepEqual(await ids(), before);
    await next.refresh(resolved);
    assert.deepEqual(await ids(), before);
    const { lists } = await next.view(resolved);
    assert.ok(lists.every(({ at, error }) => at !== undefined && error !== undefined));
    next.dispose();
  });

  it("are kept for each identity, region and host apart, without the words of errors", async () => {
    const sandbox = await serve({ deny: ["ListCustomModels"] });
    const resolved = await connectTo(sandbox.url);
    await models.refresh(resolved);
    const other: Resolved = {
      ...resolved,
      connection: { ...resolved.connection, region: "eu-west-1" },
    };
    assert.deepEqual((await models.view(other)).models, []);
    assert.deepEqual((await models.view({ ...resolved, account: "another" })).models, []);
    const [file = "", ...rest] = readdirSync(folder);
    assert.deepEqual(rest, []);
    const kept = JSON.parse(readFileSync(path.join(folder, file), "utf8"));
    assert.equal(kept.key, JSON.stringify(["none", "", "us-east-1", new URL(sandbox.url).host]));
    const denied = kept.lists.find(({ list }: { list: string }) => list === "ListCustomModels");
    assert.deepEqual(denied.error, { name: "AccessDeniedException", message: "" });
  });

  it("come list by list, each allowed to fail alone, and with all denied there are none", async () => {
    const some = await connectTo((await serve({ deny: ["ListFoundationModels"] })).url);
    const seen: number[] = [];
    const listening = models.onDidChange(() => {
      void models.view(some).then(({ loading }) => loading && seen.push(loading.done));
    });
    await models.refresh(some);
    listening.dispose();
    assert.ok(seen.some((done) => done > 0 && done < 8));
    const { lists, models: had } = await models.view(some);
    assert.deepEqual(
      lists.flatMap(({ list, error }) => (error ? [[list, error.name]] : [])),
      [["ListFoundationModels", "AccessDeniedException"]],
    );
    assert.ok(had.length > 0);
    const none = await connectTo((await serve({ deny: controlPlaneCalls })).url);
    await models.refresh(none);
    const view = await models.view(none);
    assert.deepEqual(view.models, []);
    assert.equal(view.lists.filter(({ error }) => error).length, 8);
  });

  it("can be called off, and what was had stays", async () => {
    const sandbox = await serve({});
    const resolved = await connectTo(sandbox.url);
    await models.refresh(resolved);
    const had = (await models.view(resolved)).models.length;
    await sandbox.close();
    sandboxes.length = 0;
    // Takes the port over and never answers.
    const { createServer } = await import("node:http");
    const silent = createServer(() => {}).listen(sandbox.port, "127.0.0.1");
    const asked = once(silent, "request");
    const ended = models.refresh(resolved);
    await asked;
    assert.deepEqual((await models.view(resolved)).loading, { done: 0, of: 8 });
    await models.cancel(resolved);
    await ended;
    const view = await models.view(resolved);
    assert.deepEqual([view.loading, view.models.length], [undefined, had]);
    silent.closeAllConnections();
    silent.close();
  });

  it("tell what is behind an ARN that was chosen, asked once", async () => {
    const modelArn = "arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-x";
    await withFaultServer(json(200, { models: [{ modelArn }] }), async (server) => {
      const resolved = await connectTo(server.url);
      assert.equal(await models.baseModel(resolved, application), undefined);
      await models.chosen(resolved, application);
      await models.chosen(resolved, application);
      await models.chosen(resolved, "us.anthropic.claude-x");
      assert.equal(await models.baseModel(resolved, application), "anthropic.claude-x");
      assert.equal(server.requests.length, 1);
      const next = new LiveModels(folder, log, boundary);
      assert.equal(await next.baseModel(resolved, application), "anthropic.claude-x");
    });
  });

  it("are offered by Choose Model, which writes what is chosen into the text", async () => {
    const sandbox = await serve({ models: 200 });
    const resolved = await connectTo(sandbox.url);
    const { services } = await loadedFeatures();
    await services.models.refresh(resolved);
    const document = await openText(writeRequest(requestText("Hello.")));
    const [shown] = await answering(() => command("chooseModel"), { row: "Nova Lite (us)" });
    assert.ok(shown?.rows.includes("-- Inference profiles · in your account"));
    await wrote(document, "us.amazon.nova-lite-v1:0");
    await answering(() => command("chooseModel", document.uri), { typed: "my.own-model" });
    await wrote(document, "my.own-model");
    const modelId = JSON.parse(document.getText()).modelId;
    await answering(() => command("chooseModel"), "leave");
    assert.equal(JSON.parse(document.getText()).modelId, modelId);
  });

  it("need no list: Choose Model offers those known without an account", async () => {
    await connectTo((await serve({ deny: controlPlaneCalls })).url);
    const document = await openText(writeRequest(requestText("Hello.")));
    const [shown] = await answering(() => command("chooseModel"), { row: "Nova Micro (eu)" });
    assert.ok(shown?.rows.includes("-- Inference profiles · known models"));
    await wrote(document, "eu.amazon.nova-micro-v1:0");
  });

  async function serve(options: Parameters<typeof startSandbox>[0]): Promise<Sandbox> {
    const sandbox = await startSandbox(options);
    sandboxes.push(sandbox);
    return sandbox;
  }
});

async function wrote(document: vscode.TextDocument, modelId: string): Promise<void> {
  await eventually(`${modelId} in the text`, [vscode.workspace.onDidChangeTextDocument], () =>
    whenTrue(JSON.parse(document.getText()).modelId === modelId),
  );
}

async function connectTo(url: string): Promise<Resolved> {
  await setSetting("endpointUrl", url);
  const { services } = await loadedFeatures();
  const result = await services.connections.resolve(undefined);
  assert.ok(result.ok);
  return result.resolved;
}
