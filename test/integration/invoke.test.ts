import assert from "node:assert/strict";
import * as vscode from "vscode";
import { json, withFaultServer } from "../fakes/faultServer.ts";
import { beginStream, command, invoke, runOf } from "./runs.ts";
import { restoreSettings, setSetting } from "./settings.ts";
import { closeAll, openText } from "./window.ts";
import { fileUri, requestText, writeRequest } from "./workspace.ts";

/** Goes on for longer than any test may take. */
const endless = "[sandbox:words=5000] [sandbox:pace=100] Tell me of the sea.";

describe("sending a request from its text", () => {
  beforeEach(closeAll);
  afterEach(restoreSettings);
  after(closeAll);

  it("shows the answer of the sandbox", async () => {
    const { uri } = await openText(fileUri("claude-chat.bedrock.json"));
    const { state } = await invoke(uri);
    assert.equal(state.status, "done");
    assert.equal(state.complete, true);
    assert.match(state.decoded.text, /sandbox/i);
    assert.ok(state.response?.requestId);
    assert.equal(state.metrics.attempts, 1);
  });

  it("puts the answer's text on the clipboard at Copy Response", async () => {
    const { uri } = await openText(fileUri("claude-chat.bedrock.json"));
    const { state } = await invoke(uri);
    await command("copyResponse");
    assert.equal(await vscode.env.clipboard.readText(), state.decoded.text);
  });

  it("streams when that is asked for, to the terminator", async () => {
    const { uri } = await openText(fileUri("claude-chat.bedrock.json"));
    const { state } = await invoke(uri, "invokeStreaming");
    assert.equal(state.status, "done");
    assert.equal(state.call?.operation, "InvokeModelWithResponseStream");
    assert.ok(state.events.length > 2);
    assert.equal(state.complete, true);
    assert.match(state.decoded.text, /sandbox/i);
    assert.ok(state.metrics.outputTokens);
  });

  it("ends a stream at Cancel and keeps what has come", async () => {
    const { uri } = await openText(writeRequest(requestText(endless)));
    const { run, ended } = await beginStream(uri);
    const soFar = run.state.decoded.text;
    await command("cancel");
    await ended;
    assert.equal(run.state.status, "cancelled");
    assert.equal(run.state.complete, false);
    assert.ok(run.state.decoded.text.startsWith(soFar) && soFar !== "");
  });

  it("sends the same bytes again at Rerun Last", async () => {
    const answer = json(200, { content: [{ type: "text", text: "Again." }] });
    await withFaultServer(answer, async (server) => {
      await setSetting("endpointUrl", server.url);
      const uri = writeRequest(requestText("once", { serviceTier: "flex" }));
      await openText(uri);
      const first = await invoke(uri);
      await command("rerunLast");
      const second = await runOf(uri);
      assert.notEqual(second.id, first.id);
      assert.equal(second.state.decoded.text, "Again.");
      const [one, two, ...more] = server.requests;
      assert.ok(one && two);
      assert.equal(more.length, 0);
      assert.deepEqual(two.body, one.body);
      assert.equal(two.path, one.path);
      assert.equal(two.headers["x-amzn-bedrock-service-tier"], "flex");
    });
  });

  it("runs two requests at once, and cancels the one that is looked at", async () => {
    const one = await openText(writeRequest(requestText(endless)));
    const first = await beginStream(one.uri);
    const two = await openText(writeRequest(requestText(endless)));
    const second = await beginStream(two.uri);
    assert.deepEqual([first.run.running, second.run.running], [true, true]);
    await openText(one.uri);
    await command("cancel");
    await first.ended;
    assert.deepEqual([first.run.state.status, second.run.running], ["cancelled", true]);
    await openText(two.uri);
    await command("cancel");
    await second.ended;
    assert.equal(second.run.state.status, "cancelled");
  });
});
