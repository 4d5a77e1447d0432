import assert from "node:assert/strict";
import * as vscode from "vscode";
import { ShownRequest } from "../../src/extension/runs/shownRequest.ts";
import { RequestDocuments } from "../../src/extension/request/requestDocuments.ts";
import { isEdited } from "../../src/extension/runs/edited.ts";
import { json, withFaultServer } from "../fakes/faultServer.ts";
import { eventually, whenTrue } from "./events.ts";
import { loadedFeatures } from "./extension.ts";
import { recordMessages } from "./messages.ts";
import { beginStream, command, invoke, runOf } from "./runs.ts";
import { restoreSettings, setSetting } from "./settings.ts";
import { closeAll, openForm, openText, setText } from "./window.ts";
import { requestText, writeRequest } from "./workspace.ts";

const open = { text: openText, form: openForm } as const;
const endless = "[sandbox:words=5000] [sandbox:pace=100] Tell me of the sea.";

describe("the request that the response belongs to", () => {
  beforeEach(closeAll);
  afterEach(async () => {
    (await loadedFeatures()).services.shown.pin(false);
    await closeAll();
    await restoreSettings();
  });

  for (const first of ["text", "form"] as const)
    for (const second of ["text", "form"] as const)
      it(`is the active one: no run of the ${first} is shown for a ${second} that has none`, async () => {
        const { one, other } = requests();
        await open[first](one);
        const run = await invoke(one);
        await shows(one, run.id);
        await open[second](other);
        await shows(other, undefined);
        await open[first](one);
        await shows(one, run.id);
      });

  it("stays when its editor is closed, and when a file that is no request becomes active", async () => {
    const { one } = requests();
    await openText(one);
    const run = await invoke(one);
    await closeAll();
    await shows(one, run.id);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content: "x" }));
    await shows(one, run.id);
  });

  it("stays the active one while a run of another goes on and ends", async () => {
    const { one, other } = requests(endless);
    await openText(one);
    const { run, ended } = await beginStream(one);
    await openForm(other);
    await shows(other, undefined);
    run.cancel();
    await ended;
    await shows(other, undefined);
    await openText(one);
    await shows(one, run.id);
  });

  it("is the pinned one while others become active and are sent, until it is unpinned", async () => {
    const { one, other } = requests();
    const { shown } = (await loadedFeatures()).services;
    await openText(one);
    const run = await invoke(one);
    shown.pin(true);
    await openForm(other);
    const second = await invoke(other);
    await shows(one, run.id);
    shown.pin(false);
    await shows(other, second.id);
  });

  it("is the pinned one again in a window that begins anew", async () => {
    const { one, other } = requests();
    const { services } = await loadedFeatures();
    await openText(one);
    const memory = rememberAll();
    const before = new ShownRequest(services.runs, memory, services.boundary);
    before.activate(one);
    before.pin(true);
    before.dispose();
    const after = new ShownRequest(services.runs, memory, services.boundary);
    after.activate(other);
    assert.equal(after.uri?.toString(), one.toString());
    after.pin(false);
    after.dispose();
    assert.equal(after.uri?.toString(), other.toString());
    const third = new ShownRequest(services.runs, memory, services.boundary);
    assert.equal(third.pinned, false);
    third.dispose();
  });

  it("stays when it is unpinned before any other has become active", async () => {
    const { one } = requests();
    const { services } = await loadedFeatures();
    const memory = rememberAll();
    await memory.update("response.pinned", one.toString());
    const shown = new ShownRequest(services.runs, memory, services.boundary);
    shown.pin(false);
    assert.equal(shown.uri?.toString(), one.toString());
    assert.equal(shown.pinned, false);
    shown.dispose();
  });

  it("leaves a run of another one to the status bar", async () => {
    await setSetting("responseView", "output");
    const { one, other } = requests("[sandbox:error=ThrottlingException]");
    const { services, responses } = await loadedFeatures();
    await openText(other);
    await invoke(other);
    services.shown.pin(true);
    await openText(one);
    const messages = recordMessages();
    const replace = responses.output.replace.bind(responses.output);
    const written: string[] = [];
    responses.output.replace = (text) => void written.push(text);
    try {
      await invoke(one);
      const name = one.path.split("/").at(-1);
      assert.deepEqual(
        messages.unread.filter((each) => each.includes(`${name}`)),
        [`$(info) ${name} failed: ThrottlingException.`],
      );
      assert.deepEqual(written, []);
    } finally {
      responses.output.replace = replace;
      messages.stop();
    }
  });

  it("has been edited since its run until the text is as it was; sending sends it as it is now", async () => {
    await withFaultServer(json(200, {}), async (server) => {
      await setSetting("endpointUrl", server.url);
      const { one } = requests();
      const document = await openText(one);
      const before = document.getText();
      const run = await invoke(one);
      assert.equal(await isEdited(new RequestDocuments(), run), false);
      await setText(document, requestText("Corrected."));
      assert.equal(await isEdited(new RequestDocuments(), run), true);
      await setText(document, before);
      assert.equal(await isEdited(new RequestDocuments(), run), false);
      await setText(document, requestText("Corrected."));
      await command("rerunLast");
      assert.match(server.requests.at(-1)?.body.toString() ?? "", /Corrected\./);
      const { sender } = (await loadedFeatures()).services;
      await sender.sendAgain(run);
      assert.deepEqual(server.requests.at(-1)?.body, server.requests[0]?.body);
      assert.equal(await isEdited(new RequestDocuments(), await runOf(one)), true);
    });
  });
});

function requests(prompt = "Hello."): { readonly one: vscode.Uri; readonly other: vscode.Uri } {
  return { one: writeRequest(requestText(prompt)), other: writeRequest(requestText("Other.")) };
}

/** Resolves when the response belongs to the request and shows the run of this id, or none. */
async function shows(uri: vscode.Uri, runId: string | undefined): Promise<void> {
  const { shown } = (await loadedFeatures()).services;
  await eventually(`the response of ${uri.path}`, [shown.onDidShow], () =>
    whenTrue(shown.isShown(uri) && shown.current?.id === runId),
  );
}

/** A memento of the test's own. */
function rememberAll(): vscode.Memento {
  const values = new Map<string, unknown>();
  return {
    keys: () => [...values.keys()],
    get: <T>(key: string, otherwise?: T) => (values.get(key) as T | undefined) ?? otherwise,
    update: (key, value) => {
      values.set(key, value);
      return Promise.resolve();
    },
  };
}
