import assert from "node:assert/strict";
import * as vscode from "vscode";
import { eventually, whenTrue } from "./events.ts";
import { loadedFeatures } from "./extension.ts";
import { invoke } from "./runs.ts";
import { restoreSettings, setSetting } from "./settings.ts";
import { activeTab, allTabs, closeAll, openText } from "./window.ts";
import { fileUri, requestText, writeRequest } from "./workspace.ts";

describe("where the response is shown", () => {
  beforeEach(closeAll);
  afterEach(async () => {
    for (const stop of listeners.splice(0)) stop();
    await closeAll();
    await restoreSettings();
    await vscode.commands.executeCommand("workbench.action.closePanel");
  });

  it("in the output channel, decoded, when that is set", async () => {
    await setSetting("responseView", "output");
    const { responses } = await loadedFeatures();
    const written = listenIn(responses.output, "replace");
    const { uri } = await openText(fileUri("claude-chat.bedrock.json"));
    const { state } = await invoke(uri);
    assert.equal(written.length, 1);
    const [text = ""] = written;
    assert.ok(text.includes(state.decoded.text) && /sandbox/i.test(state.decoded.text));
    assert.match(text, /^InvokeModel us\.anthropic\.claude.* · done · \d+ in, \d+ out/);
    await shownOutput("Bedrock Invoke Response");
    await activeTab("text", uri);
  });

  it("in the output channel as an error with its remedy, when the request fails", async () => {
    await setSetting("responseView", "output");
    const { responses } = await loadedFeatures();
    const written = listenIn(responses.output, "replace");
    const { uri } = await openText(
      writeRequest(requestText("[sandbox:error=AccessDeniedException]")),
    );
    const { state } = await invoke(uri);
    const [text] = written;
    assert.ok(state.error && text);
    assert.match(text, /AccessDeniedException \(HTTP 403\)/);
    assert.ok(text.includes(`Request id: ${state.error.requestId}`));
    assert.ok(text.includes(state.error.remedy));
    await shownOutput("Bedrock Invoke Response");
  });

  it("in an editor beside the request, which keeps the focus", async () => {
    await setSetting("responseView", "beside");
    const { uri } = await openText(fileUri("claude-chat.bedrock.json"));
    await invoke(uri);
    const tab = await eventually(
      "a tab with the response",
      [vscode.window.tabGroups.onDidChangeTabs],
      () => allTabs().find(({ input }) => input instanceof vscode.TabInputWebview),
    );
    assert.equal(tab.label, "Bedrock Response");
    assert.notEqual(tab.group.viewColumn, vscode.window.tabGroups.activeTabGroup.viewColumn);
    await activeTab("text", uri);
    await invoke(uri);
    const views = allTabs().filter(({ input }) => input instanceof vscode.TabInputWebview);
    assert.equal(views.length, 1);
  });

  it("in the log as one line a run, without the body", async () => {
    const { services } = await loadedFeatures();
    const lines = (["trace", "debug", "info", "warn", "error"] as const).map((level) =>
      listenIn(services.log, level),
    );
    const { uri } = await openText(writeRequest(requestText("a secret of mine")));
    const { state } = await invoke(uri);
    const all = lines.flat();
    const [line, ...more] = all.filter((each) => each.includes("request id"));
    assert.equal(more.length, 0);
    assert.match(
      line ?? "",
      /^InvokeModel anthropic\.claude-3-haiku\S*, not signed .* done, \d+ ms, 1 attempt, /,
    );
    assert.ok(line?.includes(`request id ${state.response?.requestId}`));
    assert.ok(all.every((each) => !each.includes("a secret of mine")));
  });

  it("in the log as one error line, when the request fails", async () => {
    const { services } = await loadedFeatures();
    const errors = listenIn(services.log, "error");
    const { uri } = await openText(
      writeRequest(requestText("[sandbox:error=AccessDeniedException]")),
    );
    await invoke(uri);
    assert.equal(errors.length, 1);
    assert.match(errors[0] ?? "", /failed.*AccessDeniedException \(403\): /);
  });
});

const listeners: (() => void)[] = [];

/**
 * Returns what the channel is given from now on; it is given all the same. VS Code's server writes
 * channels by a native module that it has no build of here, so their documents stay empty.
 */
function listenIn<K extends string>(
  channel: { [key in K]: (text: string) => void },
  method: K,
): readonly string[] {
  const heard: string[] = [];
  const original = channel[method];
  const replacement = (text: string) => {
    heard.push(text);
    original.call(channel, text);
  };
  Object.assign(channel, { [method]: replacement });
  listeners.push(() => Object.assign(channel, { [method]: original }));
  return heard;
}

async function shownOutput(name: string): Promise<void> {
  const { onDidChangeVisibleTextEditors } = vscode.window;
  await eventually(`the output channel ${name}`, [onDidChangeVisibleTextEditors], () =>
    whenTrue(
      vscode.window.visibleTextEditors.some(
        ({ document: { uri } }) => uri.scheme === "output" && uri.path.includes(name),
      ),
    ),
  );
}
